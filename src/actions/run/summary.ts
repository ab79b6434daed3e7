/** What the job's summary tells of a run. */
import type { Markdown } from "../../github/markdown.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { graphOfRun } from "../../report/run-graph.ts";
import { runSummary } from "../../report/run-summary.ts";
import type { JobEnding } from "./drive.ts";
import type { Source } from "./report.ts";

/** A diagram of a run is drawn coarser to have at most so many nodes. */
const mostNodes = 60;
/** Characters of what the commands of steps wrote to their summaries, all together: it is kept until the end. */
const mostWritten = 512 * 1024;

/** Outcome first; what the steps wrote to their own summaries comes after. */
export async function writeSummary(
  runner: Pick<RunnerCommands, "appendSummary">,
  { opened }: Source,
  { state: lane, view, reach, now, summaries }: JobEnding,
): Promise<void> {
  const { status } = lane.run;
  const { operations } = view;
  const graph = opened.graph({ status, operations }) ?? graphOfRun(operations, status, mostNodes);
  await runner.appendSummary(runSummary({ lane, view, graph, now, reach }));
  for (const markdown of summaries.all()) await runner.appendSummary(`\n${markdown}\n`);
}

/** What steps wrote to `$GITHUB_STEP_SUMMARY`, run or replayed. */
export interface StepSummaries {
  add(step: string, markdown: Markdown): void;
  all(): Iterable<Markdown>;
}

export function stepSummaries(): StepSummaries {
  const kept = new Map<string, Markdown>();
  let room = mostWritten;
  return {
    add(step, markdown) {
      // A step that is visited again says the newest.
      room += kept.get(step)?.length ?? 0;
      kept.delete(step);
      if (markdown === "" || markdown.length > room) return;
      room -= markdown.length;
      kept.set(step, markdown);
    },
    all: () => kept.values(),
  };
}
