/** Has each waiting run go on that has something to do. */
import { readRun, type AttemptedRun } from "../../github/attempted-runs.ts";
import { failureOf, isDenial, statusOf } from "../../github/failure.ts";
import { listExecutions, type JobExecution } from "../../github/job-executions.ts";
import { isDue, judge, superseded, type Wait } from "../../waiting/judge.ts";
import { standingOf } from "../../waiting/standing.ts";
import type { WaitingIndex } from "../../waiting/waiting-index.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import type { World } from "../../world.ts";
import { dispatch, type Dispatching } from "./dispatch.ts";
import { rerunOnce, type Rerun } from "./rerun.ts";

export type Decision =
  | { readonly kind: "resumed" }
  /** Its workflow was started anew. */
  | { readonly kind: "dispatched"; readonly workflow: string }
  /** It had gone on before; its entry is removed. */
  | { readonly kind: "gone-on" }
  /** It has nothing to do yet. */
  | { readonly kind: "waits" }
  /** A later sweep looks again. */
  | { readonly kind: "left"; readonly why: string }
  | { readonly kind: "out-of-reach"; readonly why: string };

export interface Sweeping extends Dispatching {
  readonly index: WaitingIndex;
  /** Workflow runs that go on at most. */
  readonly maxResumed: number;
  /** Told, with the permission to grant, where the token may not look at a run, resume it or remove its entry. */
  readonly onDenied: (reason: string) => void;
}

/**
 * Decides on each of `waits`; those whose lane is `answered` are due. An entry is removed once its job is seen to have started
 * again, not when it is asked to: what never starts is asked again. What the token may not do for one run keeps no other from
 * going on.
 */
export async function sweep(
  world: Pick<World, "clock">,
  sweeping: Sweeping,
  waits: readonly WaitingRun[],
  answered: ReadonlySet<string>,
): Promise<Map<WaitingRun, Decision>> {
  const { maxResumed } = sweeping;
  const now = world.clock.now();
  const decisions = new Map<WaitingRun, Decision>(waits.map((waiting) => [waiting, { kind: "waits" }]));
  for (const waiting of superseded(waits)) decisions.set(waiting, await forget(sweeping, waiting));

  const due = [...decisions].flatMap(([waiting, { kind }]) =>
    kind === "waits" && isDue(waiting, answered, now) ? [waiting] : [],
  );
  // Who is due for longest goes first, or a bound would keep the same ones waiting.
  const ordered = due.toSorted((a, b) => (a.until ?? a.since) - (b.until ?? b.since));
  let resumed = 0;
  for (const [runId, ofRun] of Map.groupBy(ordered, ({ runId: id }) => id)) {
    if (resumed >= maxResumed) {
      const why = `${maxResumed} runs were resumed: the next sweep goes on`;
      for (const waiting of ofRun) decisions.set(waiting, { kind: "left", why });
      continue;
    }
    const decided = await lookAfter(world, sweeping, runId, ofRun);
    for (const [waiting, decision] of decided) decisions.set(waiting, decision);
    if ([...decided.values()].some(({ kind }) => kind === "resumed" || kind === "dispatched")) resumed++;
  }
  return decisions;
}

/** Decides on waits of one workflow run that are due. */
async function lookAfter(
  world: Pick<World, "clock">,
  sweeping: Sweeping,
  runId: number,
  waits: readonly WaitingRun[],
): Promise<Map<WaitingRun, Decision>> {
  const { octokit, repository, index } = sweeping;
  const seen = await see(sweeping, runId);
  if (typeof seen === "string") return new Map(waits.map((waiting) => [waiting, { kind: "left", why: seen }]));
  const { run, executions } = seen;
  const judged = judge(await Promise.all(waits.map(standing)), run, executions, world.clock.now());

  const decisions = new Map<WaitingRun, Decision>();
  let rerun: Rerun | undefined;
  for (const [waiting, judgement] of judged) {
    switch (judgement.kind) {
      case "leave":
        decisions.set(waiting, { kind: "left", why: judgement.why });
        break;
      case "gone-on":
        decisions.set(waiting, await forget(sweeping, waiting));
        break;
      case "out-of-reach":
        decisions.set(waiting, await startAnew(waiting, judgement.why));
        break;
      case "resume":
        rerun ??= await rerunOnce(octokit, repository, run!, judgement.job?.id);
        decisions.set(waiting, await afterRerun(waiting, rerun));
    }
  }
  return decisions;

  async function standing(waiting: WaitingRun): Promise<Wait> {
    if (run === undefined) return { waiting, standing: { kind: "unknown" } };
    const known = standingOf(waiting, run, executions);
    if (known.kind !== "unknown") return { waiting, standing: known };
    return { waiting, standing: standingOf(waiting, run, executions, await index.noteOf(waiting)) };
  }

  async function afterRerun(waiting: WaitingRun, asked: Rerun): Promise<Decision> {
    switch (asked.kind) {
      case "out-of-reach":
        return startAnew(waiting, asked.why);
      case "denied":
        return denied(sweeping, asked.why);
      case "left":
      case "resumed":
        return asked;
    }
  }

  async function startAnew(waiting: WaitingRun, why: string): Promise<Decision> {
    // The note says what is started, and any job that runs on a branch may write to its cache.
    if (waiting.cachedOn !== undefined) return { kind: "out-of-reach", why };
    const dispatched = await dispatch(world, sweeping, await index.noteOf(waiting));
    switch (dispatched?.kind) {
      case undefined:
        return { kind: "out-of-reach", why };
      case "refused":
        return { kind: "out-of-reach", why: `${why}; ${dispatched.why}` };
      case "denied":
        return denied(sweeping, dispatched.why);
      case "left":
        return dispatched;
      case "dispatched":
        await forget(sweeping, waiting);
        return dispatched;
    }
  }
}

/** A run that GitHub knows no more is undefined; text says why nothing is known of it now. */
async function see(sweeping: Sweeping, runId: number) {
  const { octokit, repository } = sweeping;
  let run: AttemptedRun | undefined;
  let executions: readonly JobExecution[] = [];
  try {
    run = await readRun(octokit, repository, runId);
    executions = await listExecutions(octokit, repository, runId);
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined) throw error;
    const why = failureOf(error, "a run could not be looked at");
    if (status !== 404) return isDenial(error) ? denied(sweeping, why).why : why;
    run = undefined;
  }
  return { run, executions };
}

async function forget(sweeping: Sweeping, waiting: WaitingRun): Promise<Decision> {
  const removed = await sweeping.index.remove(waiting);
  if (removed.kind === "removed") return { kind: "gone-on" };
  return removed.kind === "denied" ? denied(sweeping, removed.reason) : { kind: "left", why: removed.reason };
}

function denied({ onDenied }: Sweeping, why: string) {
  onDenied(why);
  return { kind: "left", why } as const;
}
