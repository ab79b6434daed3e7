/** Has suspended runs go on whose time or answer has come: `actions/resume`. */
import { approvalIssues } from "../../approval/approval-issues.ts";
import type { Asking } from "../../approval/decision-on.ts";
import { cacheService } from "../../github/cache.ts";
import { requireContext, runUrl, type RunnerContext } from "../../github/context.ts";
import { createOctokit } from "../../github/octokit.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { UserError } from "../../policy/user-error.ts";
import { openIndex } from "../../waiting/open-index.ts";
import type { World } from "../../world.ts";
import { jobFolder } from "../lane/open.ts";
import type { Inputs } from "./inputs.ts";
import { allThatWaits, askedIn } from "./looked.ts";
import { sayDecisions, setOutputs, withNotes, writeSummary } from "./report.ts";
import { sweep } from "./sweep.ts";

/** Throws a {@link UserError} where the token may not do what is asked, or GitHub does not answer. */
export async function run(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  signal: AbortSignal,
): Promise<void> {
  // What holds where this throws.
  setOutputs(runner, []);
  const { repository } = requireContext(context, "repository");
  const { token, "teams-token": teamsToken } = inputs;
  if (token === undefined)
    throw new UserError("input token is missing: waiting runs are looked for and resumed with it");
  const octokit = await createOctokit(world, context, { token, signal });
  const scratch = jobFolder(context);
  await world.files.makeFolder(scratch);
  const index = openIndex(world, {
    kind: inputs["waiting-index"],
    octokit,
    repository,
    cache: cacheService(world),
    scratch,
    onDenied: (reason) => runner.warning(`Not all that waits may have been found: ${reason}`),
  });
  const asking: Asking = {
    octokit,
    repository,
    questions: approvalIssues(world, octokit, repository, signal),
    teamsOctokit:
      teamsToken === undefined ? undefined : await createOctokit(world, context, { token: teamsToken, signal }),
  };
  const { issue } = inputs;
  const { waits, answered } =
    issue === undefined
      ? await allThatWaits(asking, index, world.clock.now())
      : await askedIn(runner, asking, index, issue);
  // What is not known or not allowed of one run keeps no other from going on.
  const faults = new Set(answered.faults);
  const onDenied = (reason: string) => void faults.add(reason);
  const sweeping = { octokit, repository, index, signal, onDenied, maxResumed: inputs["max-resumed"] };
  const decisions = await sweep(world, sweeping, waits, answered.lanes);
  const decided = await withNotes(index, decisions);
  setOutputs(runner, decided);
  const told = sayDecisions(runner, decided);
  const urlOf = (runId: number) => runUrl(context, repository, runId);
  await writeSummary(runner, decided, { now: world.clock.now(), urlOf });
  // In this order, what is lost in between is told twice, and not never.
  for (const waiting of told) {
    const removed = await index.remove(waiting);
    if (removed.kind === "denied") faults.add(removed.reason);
  }
  if (faults.size > 0) throw new UserError([...faults].join("\n"));
}
