/** What the runs of a workflow look like over 90 days: late, dropped and failing now and then, and with a fault planted. */
import type { WorkflowRun } from "../../src/github/workflow-runs.ts";
import type { Workflow } from "../../src/github/workflows.ts";
import { countedRuns } from "../../src/watchdog/counting.ts";
import { historyOf, type History } from "../../src/watchdog/history.ts";
import { scheduleOf, type ScheduleEntry } from "../../src/watchdog/schedule.ts";
import type { Watch } from "../../src/watchdog/watch.ts";

export const hour = 3_600_000;
export const day = 24 * hour;
export const start = Date.parse("2026-01-15T00:00:00Z"); // clocks change on March 8th and 29th
export const end = start + 90 * day;

export const faults = ["gone", "failing", "disabled", "hanging", "queued", "unreliable", "slow", "hasty"] as const;
export type Fault = (typeof faults)[number];

export interface Generated {
  readonly watch: Watch;
  readonly fault: { readonly kind: Fault; readonly from: number } | undefined;
  /** Every run there will be, the oldest first, as it ends; one that hangs never does. */
  readonly runs: readonly WorkflowRun[];
  /** What is there to be seen at a time. */
  at(now: number): { readonly watch: Watch; readonly history: History };
}

const entries: readonly ScheduleEntry[] = [
  { cron: "30 3 * * *" },
  { cron: "0 2 * * *", timezone: "America/New_York" },
  { cron: "17 */6 * * *" },
  { cron: "5 6 * * mon-fri", timezone: "Europe/Berlin" },
  { cron: "45 * * * *" },
  { cron: "*/20 8-18 * * 1-5" },
];

/** The same for the same number. */
export function generate(seed: number, kind: Fault | undefined): Generated {
  const random = randomOf(seed);
  const entry = entries[seed % entries.length]!;
  const schedule = scheduleOf([entry]);
  const usual = (2 + 40 * random()) * 60_000;
  const failureRate = 0.02 * random();
  const dropRate = schedule.until(end, 2)[0]! - schedule.until(end, 2)[1]! <= hour ? 0.1 : 0.02;
  const from = start + (45 + 15 * random()) * day;
  const runs: WorkflowRun[] = [];

  for (let due = schedule.after(start); due !== undefined && due < end; due = schedule.after(due)) {
    const isFaulty = due >= from;
    const wasDropped = random() < dropRate;
    if (wasDropped || (isFaulty && (kind === "gone" || kind === "disabled"))) continue;
    const createdAt = due + delay();
    const hangs =
      isFaulty && (kind === "hanging" || kind === "queued") && !runs.some(({ status }) => status !== "completed");
    const fails = random() < (isFaulty ? failureRateWith(kind, failureRate) : failureRate);
    const took = usual * spread() * (isFaulty && kind === "slow" ? 3 : 1) * (isFaulty && kind === "hasty" ? 0.1 : 1);
    runs.push({
      id: seed * 100_000 + runs.length + 1,
      number: runs.length + 1,
      workflowId: seed,
      event: "schedule",
      branch: "main",
      status: hangs ? (kind === "queued" ? "queued" : "in_progress") : "completed",
      conclusion: hangs ? undefined : fails ? "failure" : "success",
      attempt: 1,
      createdAt,
      startedAt: createdAt,
      updatedAt: hangs ? Number.POSITIVE_INFINITY : createdAt + (fails ? took * random() : took),
      url: `https://github.com/o/r/actions/runs/${runs.length + 1}`,
    });
  }
  runs.sort((a, b) => a.createdAt - b.createdAt);
  const workflow: Workflow = {
    id: seed,
    name: "w",
    path: `.github/workflows/w${seed}.yml`,
    state: "active",
    changedAt: start,
    url: "https://github.com/o/r",
  };
  const watch: Watch = { workflow, isNamed: false, due: { kind: "schedule", schedule } };
  const fault = kind && { kind, from };
  return {
    watch,
    fault,
    runs,
    at: (now) => ({
      watch: now >= from && kind === "disabled" ? turnedOff(watch, from) : watch,
      history: seenAt(watch, runs, now),
    }),
  };

  /** Minutes mostly, more than two hours one time in a few hundred. */
  function delay(): number {
    return 6 * 60_000 * Math.exp(1.1 * normal());
  }

  /** One run in thirty takes four times as long. */
  function spread(): number {
    return Math.exp(0.15 * normal()) * (random() < 1 / 30 ? 4 : 1);
  }

  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  }
}

function failureRateWith(kind: Fault | undefined, usual: number): number {
  return kind === "failing" ? 1 : kind === "unreliable" ? 0.8 : usual;
}

function turnedOff(watch: Watch, from: number): Watch {
  return { ...watch, workflow: { ...watch.workflow, state: "disabled_inactivity", changedAt: from } };
}

/** The hundred newest runs as they stand then. */
function seenAt(watch: Watch, runs: readonly WorkflowRun[], now: number): History {
  const made = runs.findLastIndex(({ createdAt }) => createdAt <= now) + 1;
  const newest = runs.slice(Math.max(0, made - 100), made).filter(({ createdAt }) => createdAt <= now);
  const seen = newest.map((run) =>
    run.updatedAt <= now || run.conclusion === undefined
      ? run
      : { ...run, status: "in_progress", conclusion: undefined },
  );
  return historyOf(seen, made <= 100 ? 0 : newest[0]!.createdAt, countedRuns(watch, "main"));
}

/** mulberry32: numbers from 0 to 1 that only the seed decides. */
function randomOf(seed: number): () => number {
  let state = seed * 7919;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
