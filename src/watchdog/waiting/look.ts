/** One look at the runs of a repository that wait, all workflows together. */
import type { ApprovalIssues } from "../../approval/approval-issues.ts";
import type { OpenQuestion } from "../../approval/question.ts";
import type { NotReached } from "../../github/not-reached.ts";
import { superseded } from "../../waiting/judge.ts";
import type { WaitingIndex } from "../../waiting/waiting-index.ts";
import type { WaitingNote } from "../../waiting/waiting-note.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import { waitingKinds, type WaitingKind } from "../finding.ts";
import { shareOf } from "../requests.ts";
import { found, undecided, unread, well, type Ruling } from "../ruling.ts";
import { fates, type Fate, type FateAsking } from "./fate.ts";
import { suspicionsOf, type Suspicion, type WaitingLimits } from "./late.ts";
import { findingOf, nameOfWait } from "./words.ts";

export interface WaitingLooking extends FateAsking {
  readonly index: Pick<WaitingIndex, "list" | "noteOf">;
  readonly questions: Pick<ApprovalIssues, "open">;
  readonly limits: WaitingLimits;
  /** Where people see a workflow run. */
  readonly urlOf: (runId: number) => string;
}

/** What is said of one thing that is looked for in a run that waits. */
export interface WaitingVerdict {
  readonly kind: WaitingKind;
  readonly waiting: WaitingRun;
  /** What people know the run by. */
  readonly name: string;
  readonly ruling: Ruling;
}

/** The runs that wait, and what is said of them. */
export interface ListedRuns {
  readonly kind: "listed";
  readonly runs: readonly WaitingRun[];
  /** What was looked for. Of a run for which nothing is said of it, that is well. */
  readonly kinds: readonly WaitingKind[];
  readonly verdicts: readonly WaitingVerdict[];
}

export type WaitingLook = ListedRuns | NotReached;

/** The share of the requests that may go into runs that wait for too long. */
const share = 0.2;

/** What it takes to list them: refs, and the cache. */
const listing = 2;

/**
 * Two requests where nothing waits for too long, three or four more for each run that does: those that wait for longest
 * first, as far as there are requests. Throws what is no answer of GitHub's.
 */
export async function lookAtWaiting(looking: WaitingLooking): Promise<WaitingLook> {
  const { index, limits, now } = looking;
  for (let count = 0; count < listing; count++) {
    if (!looking.requests.take())
      return { kind: "unavailable", reason: "no request is left to list the runs that wait" };
  }
  const listed = await index.list();
  if (listed.kind !== "listed") return listed;
  const over = new Set(superseded(listed.runs));
  const runs = listed.runs.filter((run) => !over.has(run)).toSorted((a, b) => a.since - b.since);
  const judge = judgesOf({
    ...looking,
    requests: shareOf(looking.requests, Math.floor(looking.requests.left * share)),
  });
  const verdicts: WaitingVerdict[] = [];
  for (const waiting of runs) {
    const suspicions = suspicionsOf(waiting, limits, now);
    const late = suspicions.filter(({ isLate }) => isLate);
    for (const { kind, isLate } of suspicions) {
      if (!isLate) verdicts.push({ kind, waiting, name: nameOfWait(waiting), ruling: soFar(kind) });
    }
    if (late.length > 0) verdicts.push(...(await judge(waiting, late)));
  }
  return { kind: "listed", runs, kinds: waitingKinds.filter((kind) => limits[kind] !== undefined), verdicts };
}

/** What waits anew may wait for the same answer; what is due anew has gone on since. */
function soFar(kind: WaitingKind): Ruling {
  return kind === "not-resumed" ? well : undecided;
}

function judgesOf(looking: WaitingLooking) {
  const { index, requests, urlOf } = looking;
  const fateOf = fates(looking);
  let open: readonly OpenQuestion[] | undefined;

  async function questionsOf({ lane, waitsFor }: WaitingRun): Promise<readonly OpenQuestion[]> {
    if (!waitsFor.has("approval")) return [];
    if (open === undefined) {
      const listed = requests.take() ? await looking.questions.open() : undefined;
      open = listed?.kind === "listed" ? listed.questions : [];
    }
    return open.filter((question) => question.lane === lane);
  }

  return async (waiting: WaitingRun, late: readonly Suspicion[]): Promise<WaitingVerdict[]> => {
    let read: Promise<WaitingNote | undefined> | undefined;
    const noteOf = async () => (read ??= requests.take() ? index.noteOf(waiting) : Promise.resolve(undefined));
    const fate = await fateOf(waiting, noteOf);
    if (fate.kind !== "waits") {
      return late.map(({ kind }) => ({ kind, waiting, name: nameOfWait(waiting), ruling: rulings[fate.kind] }));
    }
    const { run, lost, isUnderWay } = fate;
    const note = await noteOf();
    const name = nameOfWait(waiting, note, run);
    const questions = late.some(({ kind }) => kind === "unanswered") ? await questionsOf(waiting) : [];
    const known = { waiting, note, lost, questions, url: urlOf(waiting.runId) };
    return late.map(({ kind, ...times }) => {
      // A run that is in progress cannot be run again: it may go on when that has ended.
      const isHeldUp = kind === "not-resumed" && isUnderWay;
      return { kind, waiting, name, ruling: isHeldUp ? undecided : found(findingOf(kind, { ...known, ...times })) };
    });
  };
}

/** What is said of a run of which it is not known that it waits still. */
const rulings: Readonly<Record<Exclude<Fate["kind"], "waits">, Ruling>> = {
  "went-on": well,
  unknown: undecided,
  unread,
};
