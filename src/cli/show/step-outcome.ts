import type { Operation, OperationState } from "../../report/operation.ts";

const words = { waiting: "retrying", pending: "to run anew", compensated: "undone" } as const;
type Words = typeof words;

export type StepOutcome = Exclude<OperationState, keyof Words> | Words[keyof Words];

/** What has come of a step so far, in the words of the command line: one that waits does so for its next attempt. */
export function outcomeOf({ state }: Pick<Operation, "state">): StepOutcome {
  switch (state) {
    case "waiting":
    case "pending":
    case "compensated":
      return words[state];
    default:
      return state;
  }
}
