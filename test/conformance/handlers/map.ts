import { automation } from "../../../src/index.ts";
import { countsOf, reasonOf, summaryOf } from "../batch-words.ts";

const inTurn = { maxConcurrency: 1 };
const fails = () => {
  throw new Error("it never works");
};

export const mapAutomations = [
  automation("9-1", async (ctx, names: string[]) => {
    const batch = await ctx.map("map", names, (item, name) => item.step("greet", () => `Hello, ${name}!`), inTurn);
    return batch.results();
  }),

  automation("9-3", async (ctx, numbers: number[]) => {
    const batch = await ctx.map("indexed", numbers, (_, number, index) => number + index, inTurn);
    return batch.results();
  }),

  automation("9-4", async (ctx, none: string[]) => (await ctx.map("empty", none, (_, item) => item)).results()),

  automation("9-6", async (ctx) => {
    const completion = { toleratedFailureCount: 0 };
    const batch = await ctx.map("throwing", ["i0", "i1"], fails, { ...inTurn, completion });
    batch.throwIfError();
  }),

  automation("9-7", async (ctx) => {
    const items = ["i0", "i1", "i2", "i3"];
    const completion = { minSuccessful: 2 };
    const batch = await ctx.map("min-successful", items, (_, item) => item, { ...inTurn, completion });
    const { successCount, totalCount } = batch;
    return { completionReason: reasonOf(batch), successCount, totalCount };
  }),

  automation("9-9", async (ctx) => {
    const completion = { toleratedFailureCount: 1 };
    const batch = await ctx.map("tolerated-exceeded", ["i0", "i1", "i2"], fails, { ...inTurn, completion });
    return { completionReason: reasonOf(batch), ...countsOf(batch) };
  }),

  automation("9-10", async (ctx) => {
    const completion = { toleratedFailurePercentage: 25 };
    const batch = await ctx.map("tolerated-pct", ["i0", "i1", "i2", "i3"], fails, { ...inTurn, completion });
    return { completionReason: reasonOf(batch), ...countsOf(batch) };
  }),

  // An item of ours has a name anyway: its key.
  automation("9-13", async (ctx, numbers: number[]) => {
    const options = { ...inTurn, key: (number: number) => `item-${number}` };
    return (await ctx.map("named-items", numbers, (_, number) => number * 10, options)).results();
  }),

  automation("9-15", async (ctx) => {
    const batch = await ctx.map(
      "suspend",
      ["r0", "r1"],
      async (item, text, index) => {
        if (index === 1) await item.wait("pause", "1s");
        return item.step("work", () => text);
      },
      inTurn,
    );
    return batch.results();
  }),

  automation("9-16", async (ctx) => {
    const letters = ["a", "b", "c", "d"];
    const batch = await ctx.map("large", letters, (_, letter) => letter.repeat(70_000), inTurn);
    const { successCount, totalCount } = batch;
    return { successCount, totalCount };
  }),

  automation("9-18", async (ctx) => {
    const completion = { toleratedFailureCount: 1 };
    const batch = await ctx.map(
      "tolerant",
      ["ok", "bad"],
      (_, text) => {
        if (text === "bad") throw new Error("it never works");
        return text;
      },
      { ...inTurn, completion },
    );
    await ctx.wait("pause", "1s");
    return summaryOf(batch);
  }),
];
