/** Looks after one run: it is run again, or people are told. */
import { failureOf } from "../../github/failure.ts";
import type { AttemptedRun } from "../../github/attempted-runs.ts";
import { hasFailed } from "../../github/workflow-runs.ts";
import type { Outcome } from "../../notify/incident/observation.ts";
import type { Ledger } from "../../notify/ledger/ledger.ts";
import type { FailedJob } from "../../recovery/failed-job.ts";
import { attemptsSinceGreen } from "../../recovery/attempts-since-green.ts";
import { failedJobs } from "../../recovery/failed-jobs.ts";
import { whyNotRerun } from "../../recovery/judge.ts";
import type { Evidence } from "../../recovery/lanes-of-run.ts";
import { failedOutcome, recoveryKey, succeededOutcome } from "../../recovery/outcome.ts";
import { isTold } from "../../recovery/told.ts";
import { whyUnfinished } from "../../recovery/unfinished.ts";
import type { World } from "../../world.ts";
import { redacted } from "../incident/redacted.ts";
import type { Inputs } from "./inputs.ts";
import { rerun, type Rerunning } from "./rerun.ts";

export interface Recovering extends Evidence, Rerunning {
  readonly ledger: Pick<Ledger, "read">;
  /** Takes secrets out of what is told. */
  readonly redact: (text: string) => string;
  readonly tell: (key: string, outcome: Outcome) => Promise<unknown>;
}

/** What became of a run, and why. */
export interface Decision {
  readonly kind: "rerun" | "told" | "left";
  readonly why: string;
}

/**
 * Has the failed jobs run again where that is likely to help, and else tells people. Whatever keeps it from the one leads to
 * the other. Throws only what telling throws.
 */
export async function recover(
  world: World,
  recovering: Recovering,
  inputs: Pick<Inputs, "channels" | "forks" | "severity">,
  run: AttemptedRun,
): Promise<Decision> {
  const { octokit, repository, limits, ledger, redact, tell } = recovering;
  const key = redact(recoveryKey(repository, run));
  if (run.status !== "completed") return { kind: "left", why: "it has not ended" };
  if (run.fork !== undefined && !inputs.forks) return { kind: "left", why: "its commit is of a fork" };
  if (run.conclusion === "success") {
    // Most have nothing to recover, and then nobody need know whether they are over.
    if ((await ledger.read(key)).kind === "none") return { kind: "left", why: "it succeeded" };
    const unfinished = await whyUnfinished(world, recovering, run);
    if (unfinished !== undefined) return { kind: "left", why: unfinished };
    await tell(key, succeededOutcome(run, world.clock.now()));
    return { kind: "left", why: "it succeeded" };
  }
  if (!hasFailed(run)) return { kind: "left", why: `it ended as ${run.conclusion ?? "nothing known"}` };
  const kept = await ledger.read(key);
  if (kept.kind === "found" && isTold(kept.entry, run, inputs.channels ?? [], world.clock.now())) {
    return { kind: "left", why: "people have been told of it" };
  }

  let failed: readonly FailedJob[] = [];
  const why = await tryAgain();
  if (typeof why !== "string") return why;
  const outcome = failedOutcome(run, failed, why, { at: world.clock.now(), severity: inputs.severity });
  await tell(key, {
    ...outcome,
    ...(outcome.cause !== undefined && { cause: redact(outcome.cause) }),
    title: redact(outcome.title),
    failure: redacted(outcome.failure, redact),
  });
  return { kind: "told", why };

  async function tryAgain(): Promise<Decision | string> {
    try {
      failed = await failedJobs(world, recovering, run);
      const attempts = await attemptsSinceGreen(octokit, repository, run, limits.attempts);
      const refused = whyNotRerun(run, attempts, failed, limits);
      if (refused !== undefined) return refused;
      const done = await rerun(world, recovering, run, attempts);
      switch (done.kind) {
        case "rerun":
          return { kind: "rerun", why: `attempt ${run.attempt} failed of what passes` };
        case "overtaken":
          return { kind: "left", why: "somebody else has it run again" };
        case "refused":
          return done.why;
      }
    } catch (error) {
      return failureOf(error, "it could not be looked after");
    }
  }
}
