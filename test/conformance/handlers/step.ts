import { automation, type Codec, type FailureTest } from "../../../src/index.ts";
import { killedInFirstInvocation } from "../killed.ts";

class TransientError extends Error {
  override readonly name = "TransientError";
}

const everySecond = { initialDelay: "1s", backoff: 1, jitter: "none" } as const;
const interrupted: FailureTest = ({ kind }) => kind === "interrupted";
const once = { maxAttempts: 1 };

const upperCase: Codec<string> = { encode: (value) => value.toUpperCase(), decode: String };

export const stepAutomations = [
  automation("1-1", (ctx, name: string) => ctx.step("greet", () => `Hello, ${name}!`)),

  automation("1-3", async (ctx) => {
    const first = await ctx.step("first", () => "first");
    return ctx.step("second", () => `${first}_second`);
  }),

  automation("1-4", (ctx, { name, tags }: { name: string; tags: string[] }) =>
    ctx.step("respond", () => ({ user: { name, tags }, count: tags.length })),
  ),

  automation("1-6", (ctx, text: string) => ctx.step("shout", () => text, { codec: upperCase })),

  automation("1-7", (ctx, name: string) =>
    ctx.step("greet", ({ log }) => {
      log.info(`Greeting step started for: ${name}`);
      const greeting = `Hello, ${name}!`;
      log.info(`Greeting step completed with: ${greeting}`);
      return greeting;
    }),
  ),

  automation("1-9", async (ctx) => {
    const value = await ctx.step("compute", () => "cached_value");
    await ctx.wait("pause", "1s");
    return value;
  }),

  automation("1-10", async (ctx) => {
    try {
      await ctx.step("fails", alwaysFails, { retry: once });
    } catch (error) {
      ctx.log.warn(`going on without it: ${String(error)}`);
    }
    await ctx.wait("pause", "1s");
  }),

  automation("1-12", (ctx) => ctx.step("fails", alwaysFails, { retry: { maxAttempts: 4, ...everySecond } })),

  // The policy that theirs has where none is given; ours has one attempt.
  automation("1-13", (ctx) =>
    ctx.step("unreliable", ({ attempt }) => failsUntil(3, attempt), {
      retry: { maxAttempts: 6, initialDelay: "5s", maxDelay: "60s", backoff: 2, jitter: "full" },
    }),
  ),

  automation("1-15", (ctx) =>
    ctx.step("unreliable", ({ attempt }) => failsUntil(2, attempt), {
      retry: { maxAttempts: 3, ...everySecond, retryOn: ({ name }) => name === "TransientError" },
    }),
  ),

  automation("1-16", (ctx) =>
    ctx.step("unreliable", ({ attempt }) => failsUntil(2, attempt), {
      retry: { maxAttempts: 3, ...everySecond, giveUpOn: ({ name }) => name === "TransientError" },
    }),
  ),

  // At-most-once is not run again, unless the author says that an interruption may be tried again.
  automation("1-18", (ctx, text: string) =>
    ctx.step(
      "effect",
      async ({ attempt, log }) => {
        log.info(text);
        await killedInFirstInvocation();
        return `succeeded on ${attempt === 2 ? "second" : "another"} attempt`;
      },
      { semantics: "at-most-once", retry: { maxAttempts: 2, ...everySecond, retryOn: interrupted } },
    ),
  ),

  automation("1-19", (ctx) => ctx.step("fails", alwaysFails, { retry: once })),
];

function alwaysFails(): never {
  throw new Error("it never works");
}

function failsUntil(last: number, attempt: number): string {
  if (attempt < last) throw new TransientError("not yet");
  return "done at last";
}
