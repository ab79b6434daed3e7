/** Batches that do not wait for all, items with strange keys, and failures that are tolerated or not. */
import { automation, ContextFailed } from "../../../../src/index.ts";

const keys = ["a/b", "100%", "__proto__", "constructor", "海", "two words", "%2F"];

export default automation("race", async (ctx) => {
  const mirrors = await ctx.parallel(
    "mirrors",
    { slow: (own) => own.wait("5h").then(() => "slow"), fast: (own) => own.step("get", () => "fast") },
    { completion: { minSuccessful: 1 } },
  );
  const strange = await ctx.map("strange", keys, (own, key) => own.step("constructor", () => key.length));
  const many = await ctx.map(
    [1, 2, 3, 4],
    async (own, number) => {
      if (number % 2 === 0) throw new Error(`${number} is even`);
      return own.step("odd", () => number);
    },
    { key: String, maxConcurrency: 1, completion: { toleratedFailureCount: 0 } },
  );
  let thrown = "";
  try {
    many.throwIfError();
  } catch (error) {
    if (error instanceof ContextFailed) thrown = error.failure.message;
  }
  return { mirrors: mirrors.results(), strange: strange.results(), reason: many.completionReason, thrown };
});
