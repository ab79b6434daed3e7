import type { Classification } from "../policy/classification.ts";
import type { Graph } from "../report/graph.ts";

/**
 * What is told of a failure. Its texts are foreign: each channel makes them inert and cuts them to its own bounds. Who
 * makes a report takes the secrets out of it.
 */
export interface FailureReport {
  /** Why it failed, such as `exit code 75` or `TypeError: x is undefined`. */
  readonly reason: string;
  readonly automation?: string;
  /** As people read it. */
  readonly step?: string;
  /** The last one of the step, counted from 1. */
  readonly attempt?: number;
  readonly exitCode?: number;
  readonly classification?: Classification;
  /** The last lines it said. */
  readonly output?: string;
  /** Steps that are still to be done, and items that are kept as dead letters. */
  readonly undone: readonly string[];
  /** How a person has it go on, in sentences; what `wayOnInWords` and `redriveInWords` say plainly. */
  readonly waysOn: readonly string[];
  /** What is drawn of the run where a channel can draw. */
  readonly graph?: Graph;
}
