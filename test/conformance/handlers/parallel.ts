import { automation, type Context } from "../../../src/index.ts";
import { countsOf, reasonOf, summaryOf } from "../batch-words.ts";

const inTurn = { maxConcurrency: 1 };
const fails = () => {
  throw new Error("it never works");
};

export const parallelAutomations = [
  automation("8-1", async (ctx) => {
    const branches = ["task-1", "task-2"].map((task) => (branch: Context) => branch.step("work", () => task));
    return (await ctx.parallel("parallel", branches, inTurn)).results();
  }),

  automation("8-2", async (ctx) => (await ctx.parallel([() => "alpha", () => "beta"], inTurn)).results()),

  automation("8-4", async (ctx) => {
    const batch = await ctx.parallel<unknown>("hetero", [() => "hello", () => 42, () => ({ k: "v" })], inTurn);
    return batch.results();
  }),

  automation("8-5", async (ctx) => (await ctx.parallel("empty", [])).results()),

  automation("8-7", async (ctx) => {
    const completion = { toleratedFailureCount: 0 };
    const batch = await ctx.parallel("throwing", [fails, () => "never"], { ...inTurn, completion });
    batch.throwIfError();
  }),

  automation("8-8", async (ctx) => {
    const branches = ["b0", "b1", "b2", "b3"].map((text) => () => text);
    const batch = await ctx.parallel("min-successful", branches, { ...inTurn, completion: { minSuccessful: 2 } });
    const { successCount, totalCount } = batch;
    return { completionReason: reasonOf(batch), successCount, totalCount };
  }),

  automation("8-10", async (ctx) => {
    const completion = { toleratedFailureCount: 1 };
    const batch = await ctx.parallel("tolerated-exceeded", [fails, fails, fails], { ...inTurn, completion });
    return { completionReason: reasonOf(batch), ...countsOf(batch) };
  }),

  automation("8-11", async (ctx) => {
    const batch = await ctx.parallel("concurrent", [() => "r0", () => "r1", () => "r2"], { maxConcurrency: 2 });
    return batch.results();
  }),

  automation("8-13", async (ctx) => {
    const completion = { toleratedFailurePercentage: 25 };
    const batch = await ctx.parallel("tolerated-pct", [fails, fails, fails, fails], { ...inTurn, completion });
    return { completionReason: reasonOf(batch), ...countsOf(batch) };
  }),

  automation("8-14", async (ctx) => {
    const batch = await ctx.parallel(
      "replay",
      [
        (branch) => branch.step("work", () => "b0"),
        async (branch) => {
          await branch.wait("pause", "2s");
          return "b1";
        },
      ],
      inTurn,
    );
    return batch.results();
  }),

  automation("8-16", async (ctx) => {
    const completion = { toleratedFailureCount: 3 };
    return summaryOf(await ctx.parallel("all-fail", [fails, fails, fails], { ...inTurn, completion }));
  }),

  automation("8-17", async (ctx) => {
    const completion = { minSuccessful: 3 };
    const branches = [() => "ok", fails, () => "ok"];
    return summaryOf(await ctx.parallel("min-not-reached", branches, { ...inTurn, completion }));
  }),

  automation("8-19", (ctx) => ctx.parallel("invalid", [() => "a", () => "b"], { maxConcurrency: 0 })),

  automation("8-20", async (ctx) => {
    const completion = { toleratedFailureCount: 1 };
    const batch = await ctx.parallel("accessors", [() => "ok", fails, () => "ok"], { ...inTurn, completion });
    return {
      hasFailure: batch.hasFailure,
      successCount: batch.succeeded().length,
      failureCount: batch.failed().length,
      errorCount: batch.errors().length,
    };
  }),

  automation("8-22", async (ctx) => {
    const completion = { toleratedFailurePercentage: 25 };
    const branches = [fails, () => "ok", () => "ok", () => "ok"];
    return summaryOf(await ctx.parallel("pct-boundary", branches, { ...inTurn, completion }));
  }),
];
