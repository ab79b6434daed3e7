/** What others answer: with a value, with a failure, after a sign of life, and not at all. */
import { automation, CallbackFailed, CallbackTimedOut } from "../../../../src/index.ts";

export default automation("approvals", async (ctx) => {
  const first = await ctx.waitForCallback<{ by: string }>("approve", () => "asked");
  const own = await ctx.createCallback<number>("count", { heartbeatTimeout: "1h" });
  await ctx.step("ask", () => own.id.length > 0);
  const count = await own.result;
  const refused = await ctx
    .waitForCallback("again", () => "asked")
    .catch((error: CallbackFailed) => error.failure.message);
  const late = await ctx
    .waitForCallback("late", () => "asked", { timeout: "2d" })
    .catch((error: unknown) => error instanceof CallbackTimedOut);
  return { by: first.by, count, refused, late };
});

export const messages = [
  [{ kind: "answer", callback: "approve/callback", answer: { ok: true, value: { by: "kay" } } }],
  [{ kind: "heartbeat", callback: "count" }],
  [{ kind: "answer", callback: "count", answer: { ok: true, value: 7 } }],
  [
    {
      kind: "answer",
      callback: "again/callback",
      answer: { ok: false, failure: { kind: "error", message: "not now" } },
    },
  ],
];
