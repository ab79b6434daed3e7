import { describe, expect, it } from "vitest";
import { verifyAutomation, type VerifyOptions, type VerifyReport } from "../../src/durable/verify/verify-automation.ts";
import { systemClock } from "../../src/world/clock.ts";
import type { Body } from "./run-scene.ts";

function verified(run: Body, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  return verifyAutomation(systemClock, { automation: { name: "import", run }, ...options });
}

function really(): never {
  throw new Error("a step was really run");
}

const importing: Body = async (ctx) => {
  const orders = await ctx.step("fetch", (): string[] => really());
  await ctx.map("import", orders, (own) => own.step("one", really));
  await ctx.waitForCallback("approve", really);
  await ctx.wait("settle", "3h");
  await ctx.step("charge", really, { semantics: "at-most-once" });
  return ctx.step("publish", really);
};

const fakes = { fetch: ["a", "b", "c"], "import/*/one": () => 1, charge: 1, publish: { at: "the kelp" } };

describe("verifying an automation", () => {
  it("tells of each step how often its effect happened, wherever it was killed", async () => {
    const progress: number[] = [];
    const report = await verified(importing, { fakes, onProgress: (done) => void progress.push(done) });
    expect(report.end).toEqual({ status: "completed", output: { at: "the kelp" } });
    const { points } = report;
    expect(points.different).toEqual([]);
    expect(points.same + points.stopped).toBe(points.all);
    expect(points.stopped).toBeGreaterThan(0);
    expect(points.all).toBeGreaterThan(100);
    expect(progress.at(-1)).toBe(points.all);
    const verdicts = report.steps.map(({ step, verdict, count, most, semantics }) => ({
      step,
      verdict,
      count,
      most,
      semantics,
    }));
    const atLeastOnce = { verdict: "repeated", most: 2, semantics: "at-least-once" };
    expect(verdicts).toEqual([
      { step: "fetch", count: 1, ...atLeastOnce },
      { step: "import/*/one", count: 3, ...atLeastOnce },
      { step: "approve/submit", count: 1, ...atLeastOnce },
      { step: "publish", count: 1, ...atLeastOnce },
      { step: "charge", count: 1, verdict: "unknown", most: 1, semantics: "at-most-once" },
    ]);
    expect(report.steps.every(({ sameKey, lostAt }) => sameKey && lostAt === 0)).toBe(true);
    expect(report.unfaked).toEqual(["approve/callback"]);
  });

  it("takes what undoes a step, and a run that fails, like any other", async () => {
    const report = await verified(
      async (ctx) => {
        await ctx.step("book", really, { compensate: really });
        await ctx.step("pay", really, { retry: { maxAttempts: 3, initialDelay: "5s" } });
      },
      { fakes: { book: 1, pay: () => Promise.reject(new Error("no money")) } },
    );
    expect(report.end).toMatchObject({ status: "failed", failure: { message: "no money" } });
    expect(report.points.same).toBe(report.points.all);
    expect(report.steps.map(({ step, verdict }) => [step, verdict])).toEqual([
      ["book", "repeated"],
      ["book (undo)", "repeated"],
      ["pay", "none"],
    ]);
  });

  it("has a condition hold with what is declared, or with its initial state", async () => {
    const report = await verified(
      async (ctx) => {
        const options = { initialState: 1, until: () => false };
        return [
          await ctx.waitForCondition("ready", really, options),
          await ctx.waitForCondition("declared", really, options),
        ];
      },
      { fakes: { declared: 7 } },
    );
    expect(report.end).toEqual({ status: "completed", output: [1, 7] });
    expect(report.unfaked).toEqual(["ready"]);
    expect(report.steps).toEqual([]);
  });

  it("finds an automation that comes to another end after a crash", async () => {
    let runs = 0;
    const report = await verified(async (ctx) => {
      const first = (runs += 1);
      await ctx.step("a", really);
      return first % 2 === 0 ? ctx.step("even", really) : ctx.step("odd", really);
    });
    expect(report.points.different[0]?.point).toContain("the effect of a");
    expect(report.points.different.some(({ end }) => end.status === "broken")).toBe(true);
  });

  it("crashes at most as often as it may, over all of the run", async () => {
    const { points } = await verified(importing, { fakes, maxPoints: 10 });
    expect(points.tried).toBe(10);
    expect(points.all).toBeGreaterThan(100);
  });

  it("says what stops it where the fakes do not fit", async () => {
    const report = await verified(importing);
    expect(report.end.status).toBe("broken");
    expect(report.points.tried).toBe(0);
    expect(report.unfaked).toEqual(["fetch"]);
  });
});
