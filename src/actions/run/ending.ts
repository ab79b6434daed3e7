import type { Driven } from "../../automation/run/drive.ts";
import type { RunView } from "../../report/run-view.ts";
import type { Reach } from "../../report/ways-on.ts";
import type { StepSummaries } from "./step-summaries.ts";

/** What came of a run in a job. */
export interface Ending extends Driven {
  readonly view: RunView;
  /** Operations that were run now, not replayed. */
  readonly ran: ReadonlySet<string>;
  readonly reach: Reach;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What its steps wrote to their summaries. */
  readonly summaries: StepSummaries;
}
