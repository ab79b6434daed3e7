/** A run that paused for a person, twice, and then went on. */
import { automation } from "../../../../src/index.ts";

let tries = 0;

export default automation("paused", async (ctx) => {
  await ctx.step("before", () => 1);
  const batch = await ctx.map(
    "items",
    ["a", "b"],
    (own, item) =>
      own.step("do", () => {
        tries += 1;
        if (item === "b" && tries < 3) throw new Error("not yet");
        return item;
      }),
    { onExhausted: "pause" },
  );
  await ctx.step(
    "settle",
    () => {
      tries += 1;
      if (tries < 5) throw new Error("no");
    },
    { onExhausted: "pause" },
  );
  return batch.results();
});

export const resumes = true;
