/** Tells of a run while it goes on. */
import type { Observer } from "../../durable/engine/progress.ts";
import type { RunSummary } from "../runs/run-summary.ts";

export interface Reporter {
  readonly observe: Observer;
  /** A command of the step at this path has printed a line. */
  readonly output: (path: string, line: string) => void;
  /** Something that happens to the run as a whole. */
  readonly note: (text: string) => void;
  /** Leaves the terminal as it was. Nothing is told after it but the end. */
  close(): void;
  /** What the run has come to. */
  end(summary: RunSummary): void;
}
