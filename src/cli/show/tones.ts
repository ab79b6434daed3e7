import type { ShownStatus } from "../../report/run-view.ts";
import type { Tone } from "../terminal.ts";
import type { StepOutcome } from "./step-outcome.ts";

/** How a run or a step that stands so looks; what is as it should be while nobody looks has no tone. */
export const tones: Readonly<Record<ShownStatus | StepOutcome, Tone | undefined>> = {
  running: "busy",
  interrupted: "warn",
  suspended: "warn",
  completed: "good",
  failed: "bad",
  cancelled: "warn",
  paused: "warn",
  done: "good",
  replayed: "good",
  skipped: "faint",
  retrying: "warn",
  undone: "faint",
  "dead-letters": "bad",
  "to run anew": "warn",
};
