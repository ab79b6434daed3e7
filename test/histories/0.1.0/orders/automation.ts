/** Steps that are retried, time out and give much; items that become dead letters; values. */
import { automation } from "../../../../src/index.ts";

export default automation(
  "orders",
  async (ctx, { day }: { day: string }) => {
    const started = { at: ctx.now(), draw: ctx.random(), id: ctx.uuid() };
    const orders = await ctx.step(
      "fetch",
      ({ attempt }) => {
        if (attempt < 3) throw Object.assign(new Error("no route"), { code: "ECONNRESET" });
        return ["1", "2", "3", "4"];
      },
      { retry: "patient", timeout: "1m", deadline: "1h", fingerprint: "v1" },
    );
    const batch = await ctx.map(
      "import",
      orders,
      async (own, order) => {
        const row = await own.step("read", () => ({ order, text: "x".repeat(100) }));
        if (order === "3") await own.step("check", () => Promise.reject(new TypeError(`order ${order} is odd`)));
        return own.step("write", () => row.order.length);
      },
      { maxConcurrency: 2, onExhausted: "dead-letter", completion: { toleratedFailureCount: 1 } },
    );
    const report = await ctx.step("report", () => "kelp ".repeat(20_000));
    if (ctx.patched("tell")) await ctx.step("tell", () => null);
    return { day, started, lost: batch.deadLetters.map(({ key }) => key), length: report.length };
  },
  { version: 2, retryPolicies: { patient: { maxAttempts: 3, initialDelay: "10m", jitter: "none" } } },
);

export const input = { day: "2026-11-21" };
