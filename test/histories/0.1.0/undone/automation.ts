/** It is cancelled, and an answer comes while what it did is being undone. */
import { automation } from "../../../../src/index.ts";

export default automation("undone", async (ctx) => {
  await ctx.step("book", () => "seat 4", {
    retry: { maxAttempts: 2, initialDelay: "1h", jitter: "none" },
    compensate: () => Promise.reject(new Error("the desk is closed")),
  });
  await ctx.step("charge", () => 100, { compensate: () => null });
  await ctx.waitForCallback("approve", () => {});
});

export const messages = [
  [{ kind: "cancel", compensate: true }],
  [{ kind: "answer", callback: "approve/callback", answer: { ok: true } }],
];
