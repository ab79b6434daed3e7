/** What is said of a run that waits for too long. */
import type { OpenQuestion } from "../../approval/question.ts";
import type { AttemptedRun } from "../../github/attempted-runs.ts";
import { formatDuration } from "../../policy/duration.ts";
import { timeInWords } from "../../report/time-text.ts";
import type { WaitingNote } from "../../waiting/waiting-note.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import type { Finding, WaitingKind } from "../finding.ts";

/** What is known of a wait that is found. */
export interface Known {
  readonly waiting: WaitingRun;
  readonly note: WaitingNote | undefined;
  /** Why GitHub runs it again no more. */
  readonly lost: string | undefined;
  /** What people are asked in issues. */
  readonly questions: readonly OpenQuestion[];
  /** Milliseconds: since when it waits, since the epoch; for how long by now; and for how long it may. */
  readonly since: number;
  readonly age: number;
  readonly limit: number;
  /** Where people see the workflow run. */
  readonly url: string;
}

export function findingOf(kind: WaitingKind, known: Known): Finding {
  switch (kind) {
    case "unanswered":
      return unanswered(known);
    case "not-resumed":
      return notResumed(known);
    case "dead-letters":
      return deadLetters(known);
  }
}

/** What people know a run by. */
export function nameOfWait({ runId }: WaitingRun, note?: WaitingNote, run?: AttemptedRun): string {
  if (note !== undefined) return `${note.automation} (${note.key})`;
  return run === undefined ? `run ${runId}` : `${run.workflow} #${run.number}`;
}

function unanswered(known: Known): Finding {
  const { waiting, questions, url, since } = known;
  const answers = [
    ...(waiting.waitsFor.has("approval") ? [approvalsInWords(questions)] : []),
    ...(waiting.waitsFor.has("event")
      ? ["Whoever has the event sends it, with actions/signal or holdfast signal."]
      : []),
    ...lostInWords(known),
  ];
  return {
    kind: "unanswered",
    severity: "warning",
    title: `waits for ${awaited(waiting)} since ${timeInWords(since)}`,
    because: `It waits for ${awaited(waiting)}${pathsOf(known)}: ${tooLong(known)}`,
    next: `${answers.join(" ")} Where that was done, see whether the workflow runs that uses actions/resume.`,
    url,
  };
}

function notResumed(known: Known): Finding {
  return {
    kind: "not-resumed",
    severity: "error",
    title: `is due since ${timeInWords(known.since)}, and nothing has it go on`,
    because: `Its time came, and its job was not run again: ${tooLong(known)}`,
    next:
      lostInWords(known).join(" ") ||
      "See whether the workflow that uses actions/resume is there, is turned on and succeeds; until then, re-run the job.",
    url: known.url,
  };
}

function deadLetters(known: Known): Finding {
  const key = known.note === undefined ? "" : ` of ${known.note.key}`;
  return {
    kind: "dead-letters",
    severity: "warning",
    title: `keeps dead letters since ${timeInWords(known.since)}`,
    because: `Items that used up their attempts are kept${pathsOf(known)}: ${tooLong(known)}`,
    next: `Mend what they failed of, then have them tried again: run the job${key} again with redrive: all.`,
    url: known.url,
  };
}

function awaited({ waitsFor }: WaitingRun): string {
  const words = [...(waitsFor.has("approval") ? ["an approval"] : []), ...(waitsFor.has("event") ? ["an event"] : [])];
  return words.join(" and ");
}

function approvalsInWords(questions: readonly OpenQuestion[]): string {
  if (questions.length === 0) return "Whoever may approve it answers in the issue that asks.";
  return questions
    .map(({ rule: { approvers, approvals }, url }) => {
      const who = approvers.length === 0 ? "who may write to the repository" : approvers.join(", ");
      const many = approvals === 1 ? "" : ` (${approvals} of them)`;
      return `Asked in ${url}: ${who}${many}.`;
    })
    .join(" ");
}

function lostInWords({ lost, note }: Known): string[] {
  if (lost === undefined) return [];
  const anew = note?.isShared
    ? `Start its workflow by hand with the key ${note.key}: it goes on where it stopped.`
    : "Start it anew.";
  return [`GitHub does not run it again: ${lost}. ${anew}`];
}

/** The note tells what a run waits for, or of which items it keeps dead letters. */
function pathsOf({ note, waiting: { waitsFor } }: Known): string {
  const isMixed = waitsFor.has("dead-letters") && waitsFor.size > 1;
  return note === undefined || isMixed || note.waiting.length === 0 ? "" : ` (${note.waiting.join(", ")})`;
}

function tooLong({ since, age, limit }: Known): string {
  return `since ${timeInWords(since)}, for ${formatDuration(age)}; ${formatDuration(limit)} is allowed.`;
}
