import type { Operation, OperationState } from "../../report/operation.ts";

export type StepOutcome = Exclude<OperationState, "waiting" | "pending"> | "retrying" | "to run anew";

/** What has come of a step so far: one that waits does so for its next attempt. */
export function outcomeOf({ state }: Pick<Operation, "state">): StepOutcome {
  if (state === "waiting") return "retrying";
  return state === "pending" ? "to run anew" : state;
}
