/** A run that was cancelled while it waited, and undid what it had done. */
import { automation } from "../../../../src/index.ts";

export default automation("cancelled", async (ctx) => {
  await ctx.step("book", () => "seat 4", { compensate: () => null });
  await ctx.wait("hold", "7d");
  await ctx.step("ticket", () => "T1");
});

export const messages = [[{ kind: "cancel", compensate: true }]];
