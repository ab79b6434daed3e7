/** What the job's summary tells of a run. */
import type { RunnerCommands } from "../../github/runner.ts";
import { graphOfRun } from "../../report/run-graph.ts";
import { runSummary } from "../../report/run-summary.ts";
import type { Ending } from "./ending.ts";
import type { Source } from "./job.ts";

/** A diagram of a run is drawn coarser to have at most so many nodes. */
const mostNodes = 60;

/** Outcome first; what the steps wrote to their own summaries comes after. */
export async function writeSummary(
  runner: Pick<RunnerCommands, "appendSummary">,
  { opened }: Source,
  { state: lane, view, reach, now, summaries }: Ending,
): Promise<void> {
  const { status } = lane.run;
  const { operations } = view;
  const graph = opened.graph({ status, operations }) ?? graphOfRun(operations, status, mostNodes);
  await runner.appendSummary(runSummary({ lane, view, graph, now, reach }));
  for (const markdown of summaries.all()) await runner.appendSummary(`\n${markdown}\n`);
}
