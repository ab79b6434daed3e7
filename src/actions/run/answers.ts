/** What was answered on GitHub while a run waited: brought into its inbox, which its engine takes in. */
import { approvalIssues } from "../../approval/approval-issues.ts";
import { decide, type Decision } from "../../approval/decide.ts";
import { judged, mayAnswer } from "../../approval/may-answer.ts";
import type { ApprovalRule, OpenQuestion } from "../../approval/question.ts";
import { putInInbox, type NewInboxMessage } from "../../durable/run/inbox.ts";
import { environmentApproval } from "../../github/environment-approvals.ts";
import { requireContext } from "../../github/context.ts";
import type { LaneState } from "../../journal/fold.ts";
import type { CallbackRecord } from "../../journal/fold-run.ts";
import type { ApprovalRequest } from "../../journal/run-events.ts";
import { readable } from "../../report/path-text.ts";
import { unansweredIn } from "../../report/run-view.ts";
import { receiveSignals } from "../../signal/receive.ts";
import { signalsFor } from "../../signal/signals-for.ts";
import type { GithubAround } from "./github-around.ts";

/** What an answer is given by, as the inbox takes it. */
type Answer = Omit<Extract<NewInboxMessage, { kind: "answer" }>, "kind" | "callback">;

export interface Brought {
  /** So many answers lie in the inbox. */
  readonly count: number;
  /** Why answers could not be looked for. */
  readonly faults: readonly string[];
}

/** Looks for an answer to whatever waits for one. Throws what is no answer of GitHub's. */
export async function bringAnswers(github: GithubAround, { run }: LaneState): Promise<Brought> {
  const waiting = new Set(unansweredIn(run));
  const callbacks = [...run.callbacks];
  const approvals = callbacks.flatMap(([path, { approval }]) =>
    waiting.has(path) && approval ? [{ path, approval }] : [],
  );
  const events = callbacks.filter(([path, { event }]) => waiting.has(path) && event !== undefined);
  const found = [
    ...(approvals.length === 0 ? [] : [await answersOfPeople(github, approvals, run.started?.by)]),
    ...(events.length === 0 ? [] : [await answersOfEvents(github, callbacks, waiting)]),
  ];
  const answers = found.flatMap((each) => [...each.answers]);
  await say(github, answers);
  return { count: answers.length, faults: found.flatMap(({ faults }) => faults) };
}

/**
 * The job runs in an environment that its reviewers let it into: the approvals that the run waits for are theirs. GitHub
 * tells who it was, and not when: it is asked once, before the run goes on to what waits next.
 */
export async function bringEnvironmentApproval(
  github: GithubAround,
  environment: string,
  { run }: LaneState,
): Promise<Brought> {
  const waiting = unansweredIn(run).filter((path) => run.callbacks.get(path)?.approval !== undefined);
  if (waiting.length === 0) return { count: 0, faults: [] };
  const { runId } = requireContext(github.job.context, "runId");
  const found = await environmentApproval(await github.octokit(), github.repository, runId, environment);
  if (found.kind !== "approved") return { count: 0, faults: [found.reason] };
  const { by, comment } = found;
  const value = { approved: true, by, comment };
  const answers = waiting.map((path) => [path, { by, answer: { ok: true, value } }] as const);
  await say(github, answers);
  return { count: answers.length, faults: [] };
}

interface Found {
  readonly answers: readonly (readonly [callback: string, answer: Answer])[];
  readonly faults: readonly string[];
}

async function say({ job, folder }: GithubAround, answers: Found["answers"]): Promise<void> {
  for (const [callback, answer] of answers) {
    await putInInbox(job.world, folder, { kind: "answer", callback, ...answer });
  }
}

interface OpenApproval {
  readonly path: string;
  readonly approval: ApprovalRequest;
}

async function answersOfPeople(
  github: GithubAround,
  approvals: readonly OpenApproval[],
  startedBy: string | undefined,
): Promise<Found> {
  const { job, repository, lane } = github;
  const octokit = await github.octokit();
  const issues = approvalIssues(job.world, octokit, repository, job.signal);
  const listed = await issues.openOf(lane);
  if (listed.kind !== "listed") return { answers: [], faults: [listed.reason] };
  const answers: (readonly [string, Answer])[] = [];
  for (const { path, approval } of approvals) {
    const question = listed.questions.find(({ callback }) => callback === path);
    if (question === undefined || !question.mayHaveAnswers) continue;
    const decision = await decisionOn(question, { ...approval, startedBy });
    tellIgnored(github, path, decision);
    const answer = answerOf(decision);
    if (answer !== undefined) answers.push([path, answer]);
  }
  return { answers, faults: [] };

  async function decisionOn(question: OpenQuestion, rule: ApprovalRule): Promise<Decision> {
    const may = mayAnswer(octokit, repository, rule, await github.teamsOctokit());
    return decide(await judged(await issues.votes(question), rule, may), rule);
  }
}

function answerOf(decision: Decision): Answer | undefined {
  switch (decision.kind) {
    case "open":
      return undefined;
    case "approved": {
      const { at, votes } = decision;
      const by = votes.map((vote) => vote.by).join(", ");
      return { at, by, answer: { ok: true, value: { approved: true, by, votes } } };
    }
    case "rejected": {
      const { at, by, reason, teams } = decision;
      const message = `${by} said no: ${reason}`;
      return { at, by, answer: { ok: false, failure: { kind: "error", code: "REJECTED", message, by, teams } } };
    }
  }
}

function tellIgnored({ job }: GithubAround, path: string, { ignored }: Decision): void {
  const { redact } = job.guard([]);
  for (const { vote, why } of ignored) {
    job.runner.info(redact(`The answer of ${vote.by} to ${readable(path)} does not count: ${why}.`));
  }
}

async function answersOfEvents(
  { job, identity, scratch, ...github }: GithubAround,
  callbacks: readonly (readonly [string, CallbackRecord])[],
  waiting: ReadonlySet<string>,
): Promise<Found> {
  const service = await github.artifacts();
  const answers: (readonly [string, Answer])[] = [];
  const faults: string[] = [];
  for (const event of eventsOf(callbacks, waiting)) {
    const received = await receiveSignals(job.world, service, { key: identity.key, event }, `${scratch}/signal`);
    if (received.kind !== "received") {
      faults.push(received.reason);
      continue;
    }
    const asked = callbacks.filter(([, callback]) => callback.event === event);
    for (const [path, { value, at, by }] of signalsFor(asked, received.signals)) {
      answers.push([path, { at, ...(by !== undefined && { by }), answer: { ok: true, value: value ?? null } }]);
    }
  }
  return { answers, faults };
}

/** The names of the events that are waited for, each once. */
function eventsOf(
  callbacks: readonly (readonly [string, CallbackRecord])[],
  waiting: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(callbacks.flatMap(([path, { event }]) => (waiting.has(path) && event !== undefined ? [event] : [])));
}
