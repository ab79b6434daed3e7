import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runScene } from "./run-scene.ts";

/** As it is called from JavaScript, or where nobody has checked the types. */
interface Untyped {
  step(...given: unknown[]): Promise<unknown>;
  map(...given: unknown[]): Promise<{ all: { key: string }[] }>;
  parallel(...given: unknown[]): Promise<unknown>;
  runInChildContext(...given: unknown[]): Promise<unknown>;
  wait(...given: unknown[]): Promise<unknown>;
  waitUntil(...given: unknown[]): Promise<unknown>;
  waitForCondition(...given: unknown[]): Promise<unknown>;
  createCallback(...given: unknown[]): Promise<unknown>;
  waitForCallback(...given: unknown[]): Promise<unknown>;
}
const untyped = (ctx: Context): Untyped => ctx as never;

type Row = [what: string, call: (ctx: Untyped) => Promise<unknown>, message: string];
const one = () => 1;
const rows: Row[] = [
  [
    "a date that is none",
    (ctx) => ctx.waitUntil("w", new Date("garbage")),
    'ctx.waitUntil("w"): the date is an invalid Date; write a valid Date',
  ],
  ["a date as text", (ctx) => ctx.waitUntil("w", "2027-01-31"), 'the date is "2027-01-31"; write a valid Date'],
  ["a date alone as text", (ctx) => ctx.waitUntil("2027-01-31"), "the date is undefined"],
  ["a wait of a number", (ctx) => ctx.wait("w", 5), 'ctx.wait("w"): the duration is 5; write a text with its unit'],
  ["a wait of a number without a name", (ctx) => ctx.wait(5), "ctx.wait: the duration is 5"],
  [
    "a word that is none",
    (ctx) => ctx.step("s", one, { semantics: "atMostOnce" }),
    'ctx.step("s"): semantics is "atMostOnce"; write "at-least-once" or "at-most-once"',
  ],
  ["what to do", (ctx) => ctx.step(one, { onExhausted: "dead-letter" }), 'write "fail" or "pause"'],
  ["what to do of a change", (ctx) => ctx.step(one, { onChange: "ignore" }), "onChange is"],
  ["a misspelt compensation", (ctx) => ctx.step("s", one, { compensat: one }), 'did you mean "compensate"?'],
  ["a compensation that is no function", (ctx) => ctx.step("s", one, { compensate: "undo" }), "write a function"],
  ["a time limit in numbers", (ctx) => ctx.step("s", one, { timeout: 30 }), "timeout is 30; write a text with"],
  ["options that are none", (ctx) => ctx.step("s", one, "standard"), 'the options are "standard"; write an object'],
  ["a misspelt retry", (ctx) => ctx.step("s", one, { retry: { maxAttempt: 3 } }), 'no option "retry.maxAttempt"'],
  ["a retry without attempts", (ctx) => ctx.step("s", one, { retry: {} }), "retry.maxAttempts is missing"],
  ["a jitter", (ctx) => ctx.step("s", one, { retry: { maxAttempts: 2, jitter: "some" } }), "retry.jitter is"],
  ["a misspelt limit", (ctx) => ctx.map("m", [1], one, { maxConcurency: 1 }), 'did you mean "maxConcurrency"?'],
  ["a limit without a name", (ctx) => ctx.map([1], one, { maxConcurrency: "2" }), 'maxConcurrency is "2"'],
  ["a misspelt completion", (ctx) => ctx.parallel("p", [one], { completion: { minSucessful: 1 } }), "minSuccessful"],
  ["a key of branches", (ctx) => ctx.parallel("p", [one], { key: one }), 'no option "key"'],
  ["a codec without a half", (ctx) => ctx.runInChildContext(one, { codec: { encode: one } }), "encode and decode"],
  ["a condition without an end", (ctx) => ctx.waitForCondition("c", one), "until is missing; write a function"],
  ["an interval", (ctx) => ctx.waitForCondition("c", one, { until: one, interval: 5 }), "interval is 5"],
  ["a callback's limit", (ctx) => ctx.createCallback("b", { timeout: 5 }), 'ctx.createCallback("b"): timeout is 5'],
  ["a question's limit", (ctx) => ctx.waitForCallback("b", one, { timeOut: "5m" }), 'did you mean "timeout"?'],
];

describe("what an author writes for the context", () => {
  it.each(rows)("is refused in words for authors, and nothing runs: %s", async (_, call, message) => {
    const { run } = await runScene();
    const outcome = await run(async (ctx) => {
      await expect(call(untyped(ctx))).rejects.toThrow(message);
      return call(untyped(ctx));
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { name: "UserError" } });
  });

  it("is taken where an option is undefined, and in all its forms", async () => {
    const { run, say } = await runScene();
    const codec = new (class {
      readonly #base = 1;
      encode = (value: number) => value - this.#base;
      decode = (stored: number) => stored + this.#base;
    })();
    const outcome = await run(async (ctx) => {
      const sum = await untyped(ctx).step("s", () => 2, { timeout: undefined, retry: "standard", codec });
      const answer = ctx.waitForCallback("ask", (id) => say({ kind: "answer", id, result: 3 } as never), {
        retry: { maxAttempts: 2, retryOn: () => true },
        timeout: "5m",
      });
      void answer;
      return sum;
    });
    expect(outcome).toEqual({ status: "completed", output: 2 });
  });

  it("may give items numbers as keys, but none that is no number", async () => {
    const { run } = await runScene();
    const outcome = await run(async (ctx) => {
      const items = [{ id: 7 }, { id: 8.5 }];
      const { all } = await untyped(ctx).map("m", items, one, { key: ({ id }: { id: number }) => id });
      await expect(untyped(ctx).map("n", [1], one, { key: () => Number.NaN })).rejects.toThrow("the key of item 0");
      return all.map(({ key }) => key);
    });
    expect(outcome).toEqual({ status: "completed", output: ["7", "8.5"] });
  });

  it("finds items by their numbers again, for what is to be undone", async () => {
    const { runToEnd } = await runScene();
    const undone: unknown[] = [];
    const outcome = await runToEnd(async (ctx) => {
      await ctx.map(
        "m",
        [{ id: 7 }, { id: 8 }],
        (item, { id }) => item.step("book", () => id, { compensate: (result) => undone.push(result) }),
        { key: ({ id }) => id },
      );
      await ctx.wait("1h");
      throw new Error("too late");
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { message: "too late" } });
    expect(undone).toEqual([8, 7]);
  });
});
