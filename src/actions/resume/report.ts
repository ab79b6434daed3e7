/** What a sweep says: outputs, annotations and the table in the summary. */
import { text } from "../../github/markdown.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { WaitingIndex } from "../../waiting/waiting-index.ts";
import type { WaitingNote } from "../../waiting/waiting-note.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import type { Decision } from "./sweep.ts";
import { decisionTable, inWords, type Decided } from "./table.ts";

/** From what people have to do something about to what they need not. */
const order = ["out-of-reach", "left", "dispatched", "resumed", "gone-on", "waits"] as const;
const rankOf = ({ kind }: Decision) => order.indexOf(kind);

/** GitHub shows so many annotations of a kind a step; the summary tells all. */
const mostAnnotations = 9;

/** Notes that are read, at a request each: of more runs the table tells less. */
const mostNotes = 20;

/** The worst first, then who waits for longest. */
export async function withNotes(
  index: Pick<WaitingIndex, "noteOf">,
  decisions: ReadonlyMap<WaitingRun, Decision>,
): Promise<Decided[]> {
  const sorted = [...decisions].sort(([a, one], [b, other]) => rankOf(one) - rankOf(other) || a.since - b.since);
  const decided: Decided[] = [];
  for (const [waiting, decision] of sorted) {
    // What was removed has none any more.
    const isRead = decided.length < mostNotes && decision.kind !== "gone-on" && decision.kind !== "dispatched";
    decided.push({ waiting, decision, note: isRead ? await index.noteOf(waiting) : undefined });
  }
  return decided;
}

export function setOutputs(runner: Pick<RunnerCommands, "setOutput">, decided: readonly Decided[]): void {
  const count = (kinds: readonly Decision["kind"][]) =>
    decided.filter(({ decision }) => kinds.includes(decision.kind)).length;
  runner.setOutput("resumed", String(count(["resumed", "dispatched"])));
  runner.setOutput("waiting", String(count(["waits", "left", "out-of-reach"])));
  // Of several waits of one run the worst is told: they come in that order.
  const decisions: Record<string, Decision["kind"]> = {};
  for (const { waiting, decision } of decided) decisions[waiting.runId] ??= decision.kind;
  runner.setOutput("decisions", JSON.stringify(decisions));
}

/** What cannot be resumed makes the step red, and says what to do. Gives what was told of so: of more a later look tells. */
export function sayDecisions(runner: RunnerCommands, decided: readonly Decided[]): readonly WaitingRun[] {
  const lost = decided.filter(({ decision }) => decision.kind === "out-of-reach");
  const told = lost.slice(0, mostAnnotations);
  for (const { waiting, decision, note } of told) {
    const title = `${note?.automation ?? "A run"} waits in vain`;
    runner.setFailed(
      `Run ${waiting.runId} ${inWords(decision)}. ${wayOn(note)} This is said once: nobody looks for the run any more.`,
      { title },
    );
  }
  const more = lost.length - told.length;
  if (more > 0) runner.setFailed(`${more} more runs cannot be resumed: the next look tells of them.`);
  for (const { waiting, decision } of decided) {
    if (decision.kind !== "waits" && decision.kind !== "out-of-reach") {
      runner.info(`Run ${waiting.runId}, waiting for ${[...waiting.waitsFor].join(", ")}: ${inWords(decision)}.`);
    }
  }
  if (decided.length === 0) runner.info("No run waits.");
  return told.map(({ waiting }) => waiting);
}

function wayOn(note: WaitingNote | undefined): string {
  if (note?.isShared) return `Start its workflow by hand with the key ${note.key}: it goes on where it stopped.`;
  const why = note === undefined ? "" : ": its key was that of its workflow run, with which no other goes on";
  return `Re-run its job by hand where GitHub lets you, or start it anew${why}.`;
}

export async function writeSummary(
  runner: Pick<RunnerCommands, "appendSummary">,
  decided: readonly Decided[],
  scene: Parameters<typeof decisionTable>[1],
): Promise<void> {
  const resumed = decided.filter(
    ({ decision }) => decision.kind === "resumed" || decision.kind === "dispatched",
  ).length;
  const waits = `${decided.length} waiting ${decided.length === 1 ? "run" : "runs"}`;
  const heading = decided.length === 0 ? "No run waits" : `${resumed} of ${waits} resumed`;
  await runner.appendSummary(`### ${text(heading)}\n${decided.length === 0 ? "" : decisionTable(decided, scene)}`);
}
