/** A run that fails, and undoes what it has done: also within a context, and where that cannot be done. */
import { automation } from "../../../../src/index.ts";

export default automation("refund", async (ctx) => {
  await ctx.step("reserve", () => "room 7", { compensate: () => null });
  await ctx.runInChildContext("pay", async (own) => {
    await own.step("hold", () => 100, { compensate: (amount) => amount });
    await own.step("fee", () => 5, {
      compensate: () => Promise.reject(new Error("fees stay")),
    });
  });
  await ctx.step("confirm", () => Promise.reject(new RangeError("no room")));
});
