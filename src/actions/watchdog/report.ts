/** What the watchdog says of a look: outputs, annotations and the table in the summary. */
import type { RunnerCommands } from "../../github/runner.ts";
import { text } from "../../github/markdown.ts";
import type { Finding } from "../../watchdog/finding.ts";
import type { Verdict } from "../../watchdog/look.ts";
import { findingsOf, isUnknown } from "../../watchdog/ruling.ts";
import { nameOf } from "../../watchdog/select.ts";
import { verdictTable } from "../../watchdog/table.ts";

/** GitHub shows so many annotations of a kind a step; the summary tells all. */
const mostAnnotations = 9;

/** A finding and whose it is. */
interface WorkflowFinding extends Finding {
  /** The name of the workflow's file. */
  readonly workflow: string;
}

function allFindings(verdicts: readonly Verdict[]): WorkflowFinding[] {
  return verdicts.flatMap(({ watch, rulings }) =>
    findingsOf(rulings).map((finding) => ({ workflow: nameOf(watch.workflow), ...finding })),
  );
}

export function setOutputs(runner: Pick<RunnerCommands, "setOutput">, verdicts: readonly Verdict[]): void {
  const findings = allFindings(verdicts);
  const unknown = verdicts.filter(({ rulings }) => isUnknown(rulings));
  runner.setOutput("healthy", String(findings.length === 0 && unknown.length === 0));
  runner.setOutput("findings", JSON.stringify(findings));
  runner.setOutput("watched", String(verdicts.length));
  runner.setOutput("unknown", String(unknown.length));
}

/** An annotation for each finding, as far as GitHub shows them; with `fail-on-findings` the first makes the step red. */
export function sayVerdicts(runner: RunnerCommands, verdicts: readonly Verdict[], failOnFindings: boolean): void {
  for (const { watch, enabled } of verdicts) {
    if (enabled === undefined) continue;
    const name = nameOf(watch.workflow);
    if (enabled.failure === undefined) runner.notice(`GitHub had turned ${name} off; it is on again.`);
    else runner.warning(`GitHub has turned ${name} off, and it could not be turned on: ${enabled.failure}.`);
  }
  const findings = allFindings(verdicts);
  const say: RunnerCommands["warning"] = (message, annotation) =>
    failOnFindings ? runner.setFailed(message, annotation) : runner.warning(message, annotation);
  for (const { workflow, title, because, next } of findings.slice(0, mostAnnotations)) {
    say(`${because} ${next}`, { title: `${workflow}: ${title}` });
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
  if (findings.length === 0) runner.info(`Nothing was found of ${verdicts.length} watched workflows.`);
}

export async function writeSummary(runner: RunnerCommands, verdicts: readonly Verdict[], now: number): Promise<void> {
  const count = allFindings(verdicts).length;
  const found = count === 0 ? "nothing found" : `${count} ${count === 1 ? "finding" : "findings"}`;
  const heading = `### ${text(`Watchdog: ${found} of ${verdicts.length} ${verdicts.length === 1 ? "workflow" : "workflows"}`)}\n`;
  await runner.appendSummary(heading + (verdicts.length === 0 ? "" : verdictTable(verdicts, now)));
}
