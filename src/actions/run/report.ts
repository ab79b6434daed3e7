/** What an action says of what came of a run: in its outputs, in annotations and in the log. */
import type { SourcePosition } from "../../automation/source.ts";
import type { RunOutcome } from "../../durable/run/run.ts";
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { LaneState } from "../../journal/fold.ts";
import { countsInWords, countStates, deadLettersInWords } from "../../report/operation.ts";
import { readable } from "../../report/path-text.ts";
import { failureText } from "../../report/failure-text.ts";
import { timeText } from "../../report/time-text.ts";
import { plainly, redriveInWords, wayOnInWords } from "../../report/ways-on.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { formatDuration } from "../../policy/duration.ts";
import { inWorkspace } from "./faults.ts";
import type { Ending } from "./ending.ts";
import type { Source } from "./job.ts";
import { sayUnsaved, sayWithheld } from "./not-kept.ts";

/** A job's outputs may have so many bytes in UTF-16, all together. */
const largestOutputs = 900_000;

export function setOutputs(runner: RunnerCommands, { outcome, closed, state }: Ending): void {
  runner.setOutput("status", outcome.status === "interrupted" ? "cancelled" : outcome.status);
  runner.setOutput("dead-letters", String(state.run.deadLetters.size));
  runner.setOutput("checkpointed", String(closed.kind !== "unavailable"));
  const until = outcome.status === "suspended" ? outcome.until : undefined;
  runner.setOutput("next-wake", until === undefined ? "" : new Date(until).toISOString());
  const outputs = outcome.status === "completed" ? JSON.stringify(outcome.output ?? null) : "";
  const isTooLarge = outputs.length * 2 > largestOutputs;
  runner.setOutput("outputs", isTooLarge ? "" : outputs);
  if (isTooLarge) {
    runner.warning(
      `The output outputs is left empty: GitHub takes 1 MB of a job, and it has ${outputs.length * 2} bytes.`,
    );
  }
}

/** Says how it ended; makes the step red unless the run has completed, or is soundly suspended. */
export function sayEnd(runner: RunnerCommands, source: Source, ending: Ending, redact: (text: string) => string): void {
  const { outcome, view, hadEnded, reach, now } = ending;
  const named = `Run "${reach.key}" of ${source.opened.name}`;
  const next = wayOnInWords(outcome, reach, plainly);
  sayUnsaved(runner, named, ending);
  if (outcome.status !== "completed") sayWithheld(runner, ending, redact);
  switch (outcome.status) {
    case "completed": {
      const figures = countsInWords(countStates(view.steps));
      runner.info(
        hadEnded
          ? `${named} was completed before: nothing was run.`
          : `${named} completed in ${formatDuration(Math.round(ending.took))}${figures === "" ? "" : `. Steps: ${figures}`}.`,
      );
      break;
    }
    case "suspended": {
      const waits = outcome.waiting.map((path) => readable(path));
      const shown = waits.slice(0, 5).join(", ") + (waits.length > 5 ? ` and ${waits.length - 5} more` : "");
      const pages = [...new Set(reach.answeredAt?.values())].slice(0, 5);
      const answers = pages.length === 0 ? "" : ` Answer in ${pages.join(", ")}.`;
      const until = outcome.until === undefined ? "for an answer" : `until ${timeText(outcome.until, now)}`;
      runner.notice(redact(`${named} is suspended and waits at ${shown} ${until}.${answers} ${next}`), {
        title: `${source.opened.name} waits`,
      });
      break;
    }
    case "failed":
    case "paused":
      sayCauses(runner, source, outcome, ending, redact);
      break;
    case "cancelled":
      runner.setFailed(`${named} was cancelled, as it was asked to. ${next}`, {
        title: `${source.opened.name} cancelled`,
      });
      break;
    case "interrupted":
      runner.setFailed(`${named} was stopped in the middle, since the job was cancelled. ${next}`, {
        title: `${source.opened.name} cancelled`,
      });
  }
  const letters = view.deadLetters.length;
  if (letters > 0) runner.warning(`${named} has ${deadLettersInWords(letters)}. ${redriveInWords(reach, plainly)}`);
}

/** GitHub shows ten errors a step; the last is for a checkpoint that could not be saved. */
const mostAnnotations = 9;

/** An annotation for each step that failed, at its line; several failures of one step are told once. */
function sayCauses(
  runner: RunnerCommands,
  source: Source,
  outcome: RunOutcome & { status: "failed" | "paused" },
  { state, reach }: Ending,
  redact: (text: string) => string,
): void {
  const { status, failure, causes } = outcome;
  const title = `${source.opened.name} ${status}`;
  const next = wayOnInWords(outcome, reach, plainly);
  const [first = "", ...others] = causes;
  const seen = new Set([lineOf(source, first)]);
  for (const path of others) {
    const line = lineOf(source, path);
    if (seen.has(line) || seen.size >= mostAnnotations) continue;
    seen.add(line);
    runner.error(redact(`${readable(path)}: ${failureText(failureAt(state, path) ?? failure)}`), {
      title,
      at: sourcePlace(source, path),
    });
  }
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  const where = first === "" ? "" : ` at ${readable(first)}${more}`;
  const cause = failureText((first === "" ? undefined : failureAt(state, first)) ?? failure);
  runner.setFailed(redact(`Run "${reach.key}" ${status}${where}: ${cause}. ${next}`), {
    title,
    at: sourcePlace(source, first),
  });
}

function failureAt({ steps, run }: LaneState, path: string): RecordedFailure | undefined {
  return steps.get(path)?.failure ?? run.deadLetters.get(path)?.failure;
}

/** The step's; where the file does not tell, as in TypeScript, the file itself. */
export function sourcePlace({ opened, path, workspace }: Source, operation: string): SourcePosition | { file: string } {
  const { file } = inWorkspace({ file: path, line: 1, column: 1 }, workspace);
  const position = opened.positionOf(operation);
  return position ? { ...position, file } : { file };
}

function lineOf({ opened }: Source, operation: string): number | undefined {
  return opened.positionOf(operation)?.line;
}
