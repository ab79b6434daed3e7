/** Looks at the runs that wait, as the inputs ask for it. */
import { approvalIssues } from "../../approval/approval-issues.ts";
import { cacheService } from "../../github/cache.ts";
import { runUrl, type Repository, type RunnerContext } from "../../github/context.ts";
import type { Octokit } from "../../github/octokit.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { openIndex } from "../../waiting/open-index.ts";
import type { Requests } from "../../watchdog/requests.ts";
import { lookAtWaiting, type WaitingLook } from "../../watchdog/waiting/look.ts";
import type { World } from "../../world.ts";
import { jobFolder } from "../lane/open.ts";
import type { Inputs } from "./inputs.ts";

export interface WaitingScene {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly requests: Requests;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Undefined where nobody is to look, or may: under `auto` that is a note, for most repositories have no run that waits. */
export async function lookAtWaitingRuns(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  { octokit, repository, requests, now, signal }: WaitingScene,
): Promise<WaitingLook | undefined> {
  const { "waiting-index": kind } = inputs;
  if (kind === "none") return undefined;
  const scratch = jobFolder(context);
  await world.files.makeFolder(scratch);
  const index = openIndex(world, {
    kind,
    octokit,
    repository,
    cache: cacheService(world),
    scratch,
    onDenied: (reason) => runner.notice(`Not all runs that wait may have been seen: ${reason}.`),
  });
  const look = await lookAtWaiting({
    octokit,
    repository,
    requests,
    now,
    index,
    questions: approvalIssues(world, octokit, repository, signal),
    limits: {
      unanswered: inputs["unanswered-after"] || undefined,
      "not-resumed": inputs["not-resumed-after"] || undefined,
      "dead-letters": inputs["dead-letters-after"] || undefined,
    },
    urlOf: (runId) => runUrl(context, repository, runId),
  });
  if (look.kind !== "denied" || kind !== "auto") return look;
  runner.notice(`Runs that wait are not looked at: ${look.reason}. Grant it, or write waiting-index: none.`);
  return undefined;
}
