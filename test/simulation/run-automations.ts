/** Automations with all there is, whose every effect is counted. */
import type { Context } from "../../src/durable/context.ts";
import type { Do, Subject } from "./run-machine.ts";

const retry = { maxAttempts: 3, initialDelay: "1s", jitter: "none" } as const;

/** What may happen more than once says so: all else is at-most-once or undone. */
async function order(ctx: Context, effect: Do) {
  const rate = await ctx.step("fetch", ({ idempotencyKey }) => effect("fetch", idempotencyKey), { retry });
  const batch = await ctx.map(
    "import",
    ["good", "late", "bad"],
    async (item, key) => {
      await item.step("check", ({ idempotencyKey }) => effect(`import/${key}/check`, idempotencyKey), { retry });
      return item.step(
        "one",
        ({ attempt, idempotencyKey }) => {
          if (key === "bad" || (key === "late" && attempt < 2)) throw new Error(`${key} at attempt ${attempt}`);
          return effect(`import/${key}/one`, idempotencyKey);
        },
        { retry },
      );
    },
    { onExhausted: "dead-letter", maxConcurrency: 2 },
  );
  const sides = await ctx.parallel<string | number>("sides", {
    rest: async (branch) => {
      await branch.wait("1h");
      return branch.step("after", ({ idempotencyKey }) => effect("sides/rest/after", idempotencyKey), { retry });
    },
    look: (branch) =>
      branch.waitForCondition("ready", (looks: number) => looks + 1, {
        initialState: 0,
        until: (looks) => looks === 2,
        interval: "5s",
      }),
  });
  const child = await ctx.runInChildContext("child", (inner) =>
    inner.step("inner", ({ idempotencyKey }) => effect("child/inner", idempotencyKey), { retry }),
  );
  const answer = await ctx.waitForCallback("approve", (_, { idempotencyKey }) => effect("approve", idempotencyKey), {
    retry,
  });
  const receipt = await ctx.step("charge", ({ idempotencyKey }) => effect("charge", idempotencyKey), {
    semantics: "at-most-once",
  });
  const letters = batch.deadLetters.map(({ key, item, failure, attempts }) => [key, item, failure.message, attempts]);
  return { rate, results: batch.results(), letters, sides: sides.results(), child, answer, receipt };
}

async function booking(ctx: Context, effect: Do) {
  const book = (context: Context, name: string, path: string) =>
    context.step(name, ({ idempotencyKey }) => effect(path, idempotencyKey), {
      retry,
      compensate: (given, { attempt, idempotencyKey }) => {
        if (name === "hotel" && attempt < 2) throw new Error("busy");
        if (given !== `what ${path} gave`) throw new Error(`undone with ${given}`);
        effect(`${path} (undo)`, idempotencyKey);
      },
    });
  await book(ctx, "flight", "flight");
  await ctx.runInChildContext("stay", (stay) => book(stay, "hotel", "stay/hotel"));
  const extra = async (item: Context, key: string) => {
    await book(item, "book", `extras/${key}/book`);
    if (key === "ski") throw new Error("no snow");
  };
  // One after the other, as only then it is known which is to be undone first.
  await ctx.map("extras", ["car", "ski"], extra, { maxConcurrency: 1 });
  await ctx.wait("rest", "1m");
  await ctx.step("charge", () => {
    throw new Error("no money");
  });
}

async function payment(ctx: Context, effect: Do) {
  const receipt = await ctx.step("charge", ({ idempotencyKey }) => effect("charge", idempotencyKey), {
    semantics: "at-most-once",
  });
  const batch = await ctx.map(
    "tell",
    ["ada", "bob"],
    (item, name) =>
      item.step(
        "mail",
        ({ idempotencyKey }) => {
          if (name === "bob") throw new Error("no address");
          return effect(`tell/${name}/mail`, idempotencyKey);
        },
        { retry: { maxAttempts: 2, initialDelay: "1s" } },
      ),
    { onExhausted: "dead-letter" },
  );
  return [receipt, batch.results(), batch.deadLetters.length];
}

export const payments: Subject = { body: payment, suspendAfter: 60_000 };
export const orders: Subject = { body: order, suspendAfter: 60_000, answer: { by: "ada" } };
export const bookings: Subject = { body: booking, suspendAfter: 10_000 };
