import type { Classification } from "../policy/classification.ts";
import type { LaneFailure } from "../notify/lane-failure.ts";

/** A job that failed, and what is known of why. */
export interface FailedJob extends LaneFailure {
  /** As people see it. */
  readonly name: string;
  /** Whether that passes; of what nothing is known of, nobody can say. */
  readonly classification: Classification;
}
