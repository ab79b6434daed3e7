/** Has suspended runs go on whose time or answer has come: `actions/resume`. */
import { approvalIssues } from "../../approval/approval-issues.ts";
import { cacheService } from "../../github/cache.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import { failureOf, isDenial } from "../../github/failure.ts";
import { code, text } from "../../github/markdown.ts";
import type { NotReached } from "../../github/not-reached.ts";
import { createOctokit } from "../../github/octokit.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { UserError } from "../../policy/user-error.ts";
import { waitingIndex, type WaitingIndex } from "../../waiting/waiting-index.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import type { World } from "../../world.ts";
import { jobFolder } from "../lane/open.ts";
import { acknowledge, answeredLanes, answerTo, type Answer, type Asking } from "./answered.ts";
import type { Inputs } from "./inputs.ts";
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
  const index = waitingIndex(world, {
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
    issue === undefined ? await allThatWaits(asking, index) : await askedIn(issue, asking, index, runner);
  const sweeping = { octokit, repository, index, signal, maxResumed: inputs["max-resumed"] };
  const decisions = await sweep(world, sweeping, waits, answered);
  const decided = await withNotes(index, decisions);
  setOutputs(runner, decided);
  sayDecisions(runner, decided);
  const urlOf = (runId: number) => `${context.serverUrl}/${repository.owner}/${repository.name}/actions/runs/${runId}`;
  await writeSummary(runner, decided, { now: world.clock.now(), urlOf });
}

interface Looked {
  readonly waits: readonly WaitingRun[];
  /** The lanes whose answer is there. */
  readonly answered: ReadonlySet<string>;
}

async function allThatWaits(asking: Asking, index: WaitingIndex): Promise<Looked> {
  const waits = reached(await index.list()).runs;
  const { lanes } = await unlessDenied("answers could not be looked for", async () =>
    reached(await answeredLanes(asking, waits)),
  );
  return { waits, answered: lanes };
}

/** Whoever waits for the approval that is asked for in an issue. */
async function askedIn(issue: number, asking: Asking, index: WaitingIndex, runner: RunnerCommands): Promise<Looked> {
  const { questions } = asking;
  const answer = await unlessDenied(`issue #${issue}`, async () => {
    const question = await questions.get(issue);
    return question && answerTo(asking, question);
  });
  if (answer === undefined) {
    runner.info(`Issue #${issue} asks for no approval, or it is decided and closed.`);
    return { waits: [], answered: new Set() };
  }
  await acknowledge(questions, answer);
  await sayAnswer(runner, answer);
  const { lane } = answer.question;
  const waits = reached(await index.list(lane)).runs;
  return { waits, answered: new Set(answer.decision.kind === "open" ? [] : [lane]) };
}

async function sayAnswer(runner: RunnerCommands, { question, decision }: Answer): Promise<void> {
  const told =
    decision.kind === "open"
      ? `needs ${decision.missing} more to agree`
      : decision.kind === "approved"
        ? `is approved by ${decision.votes.map(({ by }) => by).join(", ")}`
        : `is rejected by ${decision.by}`;
  const ignored = decision.ignored.map(({ vote, why }) => ({ by: vote.by, why }));
  runner.info(`${question.step} of ${question.automation} ${told}.`);
  for (const { by, why } of ignored) runner.info(`An answer of ${by} does not count: ${why}.`);
  const lines = ignored.map(({ by, why }) => `- ${text(`An answer of ${by} does not count: ${why}.`)}\n`);
  await runner.appendSummary(`### ${code(question.step)} ${text(told)}\n${lines.join("")}\n`);
}

function reached<T extends { readonly kind: string }>(answer: T | NotReached): T {
  if (isNotReached(answer)) throw new UserError(answer.reason);
  return answer;
}

function isNotReached(answer: { readonly kind: string }): answer is NotReached {
  return answer.kind === "denied" || answer.kind === "unavailable";
}

async function unlessDenied<T>(wanted: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isDenial(error)) throw error;
    throw new UserError(failureOf(error, wanted, "issues: read"), { cause: error });
  }
}
