/** A run that waits for an answer that has not come yet, beside steps that are done. */
import { automation } from "../../../../src/index.ts";

export default automation("waiting", async (ctx) => {
  const prepared = await ctx.map("prepare", ["eu", "us"], (own, region) => own.step("stage", () => region));
  const [answer] = await Promise.all([
    ctx.waitForCallback("approve", () => "asked"),
    ctx.runInChildContext("watch", async (own) => {
      await own.step("look", () => 1);
      await own.wait("30d");
    }),
  ]);
  await ctx.step("publish", () => answer);
  return prepared.results();
});
