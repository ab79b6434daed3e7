import { expect, test } from "vitest";
import type { Finding, FindingKind } from "../../src/watchdog/finding.ts";
import { hasSucceeded } from "../../src/watchdog/history.ts";
import { judge } from "../../src/watchdog/judge.ts";
import type { Judgement } from "../../src/watchdog/judgement.ts";
import { findingsOf } from "../../src/watchdog/ruling.ts";
import { runningLimit } from "../../src/watchdog/stuck.ts";
import { casesOf } from "../cases.ts";
import { day, end, faults, generate, hour, start, type Fault, type Generated } from "./generated-history.ts";

const judgement: Omit<Judgement, "now"> = {
  allowance: { late: 2 * hour, dropped: 1 },
  limits: { queued: 2 * hour, waiting: day },
};
const look = 6 * hour;

const kindOf: Readonly<Record<Fault, FindingKind>> = {
  gone: "overdue",
  failing: "overdue",
  disabled: "disabled",
  hanging: "stuck",
  queued: "stuck",
  unreliable: "success-rate",
  slow: "duration",
  hasty: "duration",
};

/** The times at which something began to be found. */
function alarmsOf(generated: Generated, from: number, until: number): { kind: Finding["kind"]; at: number }[] {
  const alarms: { kind: Finding["kind"]; at: number }[] = [];
  let before = new Set<Finding["kind"]>();
  for (let now = from; now <= until; now += look) {
    const { watch, history } = generated.at(now);
    const found = new Set(findingsOf(judge(watch, history, { ...judgement, now })).map(({ kind }) => kind));
    for (const kind of found) if (!before.has(kind)) alarms.push({ kind, at: now });
    before = found;
  }
  return alarms;
}

/** The time by which the fault has to be found. */
function windowEnd({ watch, runs, fault }: Generated): number {
  if (fault === undefined || watch.due.kind !== "schedule") throw new Error("nothing is planted");
  const { schedule } = watch.due;
  const { late } = judgement.allowance;
  const after = runs.filter(({ createdAt }) => createdAt >= fault.from);
  const hanging = after.find(({ status }) => status !== "completed");
  switch (fault.kind) {
    case "gone":
    case "failing": {
      // The first run that is missed, then as many as may be dropped, and the last of them may be late.
      const success = runs.findLast(hasSucceeded)!;
      const missed = schedule.after(success.createdAt)!;
      return Math.max(schedule.after(missed)!, schedule.after(missed + late - 1)!) + late + look;
    }
    case "disabled":
      return fault.from + look;
    case "hanging":
      return hanging!.createdAt + runningLimit({ runs }, judgement.limits) + look;
    case "queued":
      return hanging!.createdAt + judgement.limits.queued + look;
    case "unreliable":
      return after[Math.min(40, after.length - 1)]!.updatedAt + 4 * look;
    case "slow":
    case "hasty":
      return after[12]!.updatedAt + look;
  }
}

test("over 90 days a workflow that works is hardly ever found fault with", () => {
  const workflows = casesOf(200);
  const alarms = Array.from({ length: workflows }, (_, index) => alarmsOf(generate(index + 1, undefined), start, end));
  console.info(`${alarms.flat().length} false alarms of ${workflows} workflows in 90 days`);
  expect(alarms.flat().length / workflows).toBeLessThan(1);
});

test.each(faults)("a workflow that is %s is found within its window", (kind) => {
  for (let seed = 1_001; seed <= 1_000 + casesOf(120); seed++) {
    const generated = generate(seed, kind);
    const { from } = generated.fault!;
    const by = windowEnd(generated);
    const found = alarmsOf(generated, from - look, by).filter((alarm) => alarm.kind === kindOf[kind]);
    expect(found, `${kind} of ${seed}, by ${new Date(by).toISOString()}`).not.toEqual([]);
  }
});
