/** What the watchdog says of a look: outputs, annotations and the tables in the summary. */
import type { RunnerCommands } from "../../github/runner.ts";
import { text } from "../../github/markdown.ts";
import type { Finding } from "../../watchdog/finding.ts";
import type { Verdict } from "../../watchdog/look.ts";
import { findingsOf, isUnknown } from "../../watchdog/ruling.ts";
import { nameOf } from "../../watchdog/select.ts";
import { verdictTable } from "../../watchdog/table.ts";
import type { WaitingLook, WaitingVerdict } from "../../watchdog/waiting/look.ts";
import { waitingTable } from "../../watchdog/waiting/table.ts";

/** GitHub shows so many annotations of a kind a step; the summary tells all. */
const mostAnnotations = 9;

/** All that a look tells. */
export interface Seen {
  readonly verdicts: readonly Verdict[];
  /** Undefined where nobody looked at runs that wait. */
  readonly waiting: WaitingLook | undefined;
}

/** A finding and whose it is. */
interface OwnFinding {
  /** The name of the workflow's file, or of the run that waits. */
  readonly name: string;
  /** The same for programs. */
  readonly of: Readonly<Record<string, string | number>>;
  readonly finding: Finding;
}

function allFindings(seen: Seen): OwnFinding[] {
  const ofWorkflows = seen.verdicts.flatMap(({ watch, rulings }) => {
    const name = nameOf(watch.workflow);
    return findingsOf(rulings).map((finding) => ({ name, of: { workflow: name }, finding }));
  });
  const ofWaiting = waitingVerdicts(seen).flatMap(({ name, waiting: { lane, runId }, ruling }) =>
    ruling.kind === "found" ? [{ name, of: { run: name, lane, "run-id": runId }, finding: ruling.finding }] : [],
  );
  return [...ofWorkflows, ...ofWaiting];
}

function waitingVerdicts({ waiting }: Seen): readonly WaitingVerdict[] {
  return waiting?.kind === "listed" ? waiting.verdicts : [];
}

/** Runs that wait of which too little is known. */
function unreadRuns(seen: Seen): number {
  const unread = waitingVerdicts(seen).filter(({ ruling }) => ruling.kind === "unread");
  return new Set(unread.map(({ waiting }) => waiting)).size;
}

export function setOutputs(runner: Pick<RunnerCommands, "setOutput">, seen: Seen): void {
  const { verdicts, waiting } = seen;
  const findings = allFindings(seen);
  const unknown = verdicts.filter(({ rulings }) => isUnknown(rulings)).length + unreadRuns(seen);
  const isListed = waiting === undefined || waiting.kind === "listed";
  runner.setOutput("healthy", String(findings.length === 0 && unknown === 0 && isListed));
  runner.setOutput("findings", JSON.stringify(findings.map(({ of, finding }) => ({ ...of, ...finding }))));
  runner.setOutput("watched", String(verdicts.length));
  runner.setOutput("waiting", waiting?.kind === "listed" ? String(waiting.runs.length) : "");
  runner.setOutput("unknown", String(unknown));
}

/** An annotation for each finding, as far as GitHub shows them; with `fail-on-findings` the first makes the step red. */
export function sayVerdicts(runner: RunnerCommands, seen: Seen, failOnFindings: boolean): void {
  const { verdicts, waiting } = seen;
  for (const { watch, enabled } of verdicts) {
    if (enabled === undefined) continue;
    const name = nameOf(watch.workflow);
    if (enabled.failure === undefined) runner.notice(`GitHub had turned ${name} off; it is on again.`);
    else runner.warning(`GitHub has turned ${name} off, and it could not be turned on: ${enabled.failure}.`);
  }
  const findings = allFindings(seen);
  const say: RunnerCommands["warning"] = (message, annotation) =>
    failOnFindings ? runner.setFailed(message, annotation) : runner.warning(message, annotation);
  for (const { name, finding } of findings.slice(0, mostAnnotations)) {
    const { title, because, next } = finding;
    say(`${because} ${next}`, { title: `${name}: ${title}` });
  }
  const more = findings.length - mostAnnotations;
  if (more > 0) say(`There are ${more} more findings; the job's summary tells all.`);
  const unknown = verdicts.filter(({ rulings }) => isUnknown(rulings)).map(({ watch }) => nameOf(watch.workflow));
  if (unknown.length > 0) {
    runner.warning(
      `The requests ran out before enough was known of ${unknown.slice(0, 5).join(", ")}` +
        `${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ""}. Raise max-requests, or watch fewer workflows.`,
    );
  }
  sayUnread(runner, seen);
  const waits =
    waiting?.kind === "listed" && waiting.runs.length > 0
      ? ` and ${inWords(waiting.runs.length, "run")} that wait`
      : "";
  if (findings.length === 0) runner.info(`Nothing was found of ${verdicts.length} watched workflows${waits}.`);
}

/** Where to look was asked for by name, what GitHub refuses is the author's to mend. */
function sayUnread(runner: RunnerCommands, seen: Seen): void {
  const { waiting } = seen;
  if (waiting?.kind === "denied") runner.setFailed(`The runs that wait cannot be looked at: ${waiting.reason}.`);
  if (waiting?.kind === "unavailable") runner.warning(`The runs that wait were not looked at: ${waiting.reason}.`);
  const unread = unreadRuns(seen);
  if (unread === 0) return;
  runner.warning(
    `Of ${inWords(unread, "run")} that waited for long it is not known whether they went on: the requests ran out, or GitHub ` +
      "did not answer. Raise max-requests where that comes again.",
  );
}

export async function writeSummary(
  runner: RunnerCommands,
  seen: Seen,
  scene: Parameters<typeof waitingTable>[1],
): Promise<void> {
  const { verdicts, waiting } = seen;
  const count = allFindings(seen).length;
  const found = count === 0 ? "nothing found" : inWords(count, "finding");
  const waits = waiting?.kind === "listed" ? waiting.runs.length : 0;
  const watched = inWords(verdicts.length, "workflow") + (waits === 0 ? "" : `, ${inWords(waits, "run")} waiting`);
  const tables = [
    verdicts.length === 0 ? "" : verdictTable(verdicts, scene.now),
    waitingTable(waitingVerdicts(seen), scene),
  ];
  await runner.appendSummary(`### ${text(`Watchdog: ${found} of ${watched}`)}\n${tables.join("")}`);
}

function inWords(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
