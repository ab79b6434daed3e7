import type { Tone } from "../terminal.ts";
import type { ShownStatus, StepView } from "../runs/run-view.ts";

/** How a run or a step that stands so looks; what is as it should be while nobody looks has no tone. */
export const statusTones: Readonly<Record<ShownStatus | StepView["outcome"], Tone | undefined>> = {
  running: "busy",
  interrupted: "warn",
  suspended: "warn",
  completed: "good",
  failed: "bad",
  cancelled: "warn",
  paused: "warn",
  done: "good",
  retrying: "warn",
  undone: "faint",
  "to run anew": "warn",
};
