/** Contexts in contexts, names that are left out, waits and conditions, and a step that happens once at most. */
import { automation } from "../../../../src/index.ts";

export default automation("release", async (ctx) => {
  const checks = await ctx.parallel<unknown>("checks", {
    unit: (own) => own.step("run", () => 12),
    lint: (own) => own.runInChildContext((inner) => inner.step(() => "clean")),
    nothing: () => "nothing",
  });
  const build = await ctx.runInChildContext("build", async (own) => {
    const [one, two] = await Promise.all([own.step(() => 1), own.step(() => 2)]);
    await own.wait("3h");
    return one + two + own.now() * 0;
  });
  await ctx.waitUntil("morning", new Date(ctx.now() + 24 * 3_600_000));
  const healthy = await ctx.waitForCondition("healthy", ({ looks }: { looks: number }) => ({ looks: looks + 1 }), {
    initialState: { looks: 0 },
    until: ({ looks }) => looks === 3,
    interval: "20m",
    backoff: 2,
  });
  const gone = await ctx
    .waitForCondition("gone", () => false, { initialState: false, until: Boolean, interval: "1h", maxAttempts: 2 })
    .catch((error: Error) => error.name);
  await ctx.step("publish", () => "1.4.0", { semantics: "at-most-once" });
  return { checks: checks.results(), build, healthy, gone };
});
