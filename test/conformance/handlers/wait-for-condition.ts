import { automation, ConditionFailed, type Codec } from "../../../src/index.ts";

const everySecond = { interval: "1s", backoff: 1, jitter: "none" } as const;
const increment = (count: number) => count + 1;

const base64: Codec<string> = {
  encode: (text) => Buffer.from(text).toString("base64"),
  decode: (stored) => Buffer.from(String(stored), "base64").toString(),
};

export const waitForConditionAutomations = [
  automation("6-2", (ctx, least: number) =>
    ctx.waitForCondition((state: number) => state, { initialState: 5, until: (state) => state >= least }),
  ),

  automation("6-3", (ctx, least: number) =>
    ctx.waitForCondition("poll-status", increment, {
      initialState: 0,
      until: (count) => count >= least,
      ...everySecond,
    }),
  ),

  automation("6-5", (ctx, least: number) =>
    ctx.waitForCondition(increment, {
      initialState: 0,
      until: (count) => count >= least,
      interval: "2s",
      backoff: 1,
      jitter: "none",
    }),
  ),

  automation("6-6", (ctx, start: number) =>
    ctx.waitForCondition(increment, { initialState: start, until: () => false, maxAttempts: 3, ...everySecond }),
  ),

  automation("6-8", async (ctx) => {
    try {
      return await ctx.waitForCondition(throws, { initialState: 0, until: () => true });
    } catch (error) {
      if (error instanceof ConditionFailed) return "recovered";
      throw error;
    }
  }),

  automation("6-9", (ctx) =>
    ctx.waitForCondition(({ attempts }) => ({ status: attempts === 1 ? "DONE" : "PENDING", attempts: attempts + 1 }), {
      initialState: { status: "PENDING", attempts: 0 },
      until: ({ status }) => status === "DONE",
      ...everySecond,
    }),
  ),

  automation("6-11", (ctx) =>
    ctx.waitForCondition((state) => `${state}x`, {
      initialState: "",
      until: (state) => state.length === 2,
      codec: base64,
      ...everySecond,
    }),
  ),

  automation("6-12", async (ctx, least: number) => {
    const count = await ctx.waitForCondition(increment, {
      initialState: 0,
      until: (state) => state >= least,
      ...everySecond,
    });
    return ctx.step("multiply", () => count * 10);
  }),
];

function throws(): never {
  throw new Error("it cannot be looked at");
}
