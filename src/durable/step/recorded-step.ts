/** Whether what is recorded of a step stands for it. */
import type { Done, StepRecord } from "../../journal/fold.ts";
import { LaneError } from "../lane/errors.ts";
import { DefinitionChanged } from "./definition-changed.ts";
import { isSameDefinition } from "./fingerprint.ts";
import type { StepDefinition } from "./step.ts";

/** The record to replay, or undefined where the step is to run. Throws {@link DefinitionChanged}. */
export function replayOf(
  record: StepRecord,
  { name, fingerprint, onChange }: Pick<StepDefinition, "name" | "fingerprint" | "onChange">,
): Done | undefined {
  const { done } = record;
  if (record.status !== "done" || !done || done.withheld !== undefined) return undefined;
  if (!isSameDefinition(done.fingerprint, fingerprint)) {
    if (onChange === "rerun") return undefined;
    if (onChange === "fail") throw new DefinitionChanged(name, done.fingerprint, fingerprint);
  }
  return done;
}

/** An at-most-once step that is done and was not kept can neither be replayed nor run again. */
export function refuseUnkept(name: string, { status, done }: StepRecord): void {
  if (status !== "done" || done?.withheld === undefined) return;
  throw new LaneError(
    `step "${name}" is done and nothing of it was kept, for ${done.withheld}: it cannot be replayed, and at-most-once ` +
      "does not run it again. Take out of it what cannot be kept, and start a new run.",
  );
}
