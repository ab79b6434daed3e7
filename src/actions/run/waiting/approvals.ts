/** The issues in which people are asked what a run waits for. */
import * as z from "zod/mini";
import { approvalIssues } from "../../../approval/approval-issues.ts";
import type { Closing } from "../../../approval/question-text.ts";
import { runAttemptUrl } from "../../../github/context.ts";
import type { CallbackRecord, RunState } from "../../../journal/fold-run.ts";
import { answeredBy, readable } from "../../../report/path-text.ts";
import type { GithubAround } from "./around.ts";
import { waitedFor } from "./waited-for.ts";

export interface AskedPeople {
  /** The issues, by the paths of the steps that wait for an answer there. */
  readonly pages: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
  /** GitHub did not take a question, and may the next time. */
  readonly isUnasked: boolean;
}

/** Opens an issue for each approval that the run waits for and has none. */
export async function askForApprovals(github: GithubAround, run: RunState): Promise<AskedPeople> {
  const { job, lane, identity } = github;
  const pages = new Map<string, string>();
  const faults: string[] = [];
  let isUnasked = false;
  for (const [path, { id, approval, until }] of waitedFor(run)) {
    if (approval === undefined) continue;
    const { question: text, ...rule } = approval;
    const asked = await (
      await issuesOf(github)
    ).ask({
      ...rule,
      lane,
      callback: path,
      id,
      automation: job.source.opened.name,
      key: identity.key,
      step: readable(path),
      text,
      startedBy: run.started?.by,
      until,
      runUrl: runAttemptUrl(job.context),
    });
    if (asked.kind === "asked") pages.set(answeredBy(path), asked.url);
    else faults.push(`${readable(path)}: ${asked.reason}`);
    isUnasked ||= asked.kind === "unavailable";
  }
  return { pages, faults, isUnasked };
}

/** Closes the issues whose answer nobody waits for any more. Gives what went wrong. */
export async function closeApprovals(github: GithubAround, run: RunState): Promise<string[]> {
  const approvals = new Map(
    [...run.callbacks.values()].filter(({ approval }) => approval).map((each) => [each.id, each]),
  );
  if (approvals.size === 0) return [];
  const waiting = new Set(waitedFor(run).map(([, { id }]) => id));
  const issues = await issuesOf(github);
  const listed = await issues.openOf(github.lane);
  // Who may not read issues has asked in none.
  if (listed.kind === "denied") return [];
  if (listed.kind === "unavailable") return [listed.reason];
  const faults: string[] = [];
  for (const { issue, id, callback } of listed.questions.filter((question) => !waiting.has(question.id))) {
    const closed = await issues.close(issue, closingOf(approvals.get(id)));
    if (closed.kind !== "closed") faults.push(`${readable(callback)}: ${closed.reason}`);
  }
  return faults;
}

async function issuesOf({ job, repository, octokit }: GithubAround) {
  return approvalIssues(job.world, await octokit(), repository, job.signal);
}

/** How the answer is told of where the question was asked; a question that the journal has no more was asked anew. */
function closingOf({ answer }: Partial<CallbackRecord> = {}): Closing {
  if (answer === undefined) return { outcome: "cancelled", by: [] };
  if (answer.kind === "done") return { outcome: "approved", by: peopleIn(answer.payload.result) };
  const { kind, code, by, message } = answer.failure;
  if (code === "REJECTED") return { outcome: "rejected", by: by === undefined ? [] : [by], text: message };
  return kind === "timeout" ? { outcome: "timed out", by: [] } : { outcome: "cancelled", by: [] };
}

const votesSchema = z.object({ votes: z.array(z.object({ by: z.string() })) });

function peopleIn(answer: unknown): string[] {
  const read = votesSchema.safeParse(answer);
  return read.success ? read.data.votes.map(({ by }) => by) : [];
}
