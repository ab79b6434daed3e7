import type { RecordedFailure } from "../../journal/event-parts.ts";
import { LaneError } from "../lane/errors.ts";
import type { Lane } from "../lane/lane.ts";
import type { StepDefinition, StepValue } from "./step.ts";

/** What a step says in the journal of its lane. */
export interface StepRecorder {
  /** It was found to be done, and did not run. */
  found(value: StepValue): Promise<void>;
  /** An attempt is about to start. Throws a {@link LaneError} where that must be saved first and could not be. */
  intent(number: number): Promise<void>;
  /** `next`: when another is due, in milliseconds since the epoch. */
  attemptFailed(number: number, failure: RecordedFailure, next: number | undefined): Promise<void>;
  /** `duration` in milliseconds. */
  done(value: StepValue, attempts: number, duration: number): Promise<void>;
  failed(failure: RecordedFailure, attempts: number, duration: number): Promise<void>;
}

export function stepRecorder(
  lane: Pick<Lane, "journal" | "checkpoint">,
  { name: step, fingerprint, semantics, waitUntil }: StepDefinition,
): StepRecorder {
  const { journal } = lane;

  async function done(value: StepValue, attempts: number, duration: number): Promise<void> {
    const { result, spilled, files, withheld } = value;
    await journal.append({
      type: "done",
      step,
      fingerprint,
      attempts,
      duration,
      ...(withheld === undefined && (spilled ? { spilled } : { result })),
      ...(files && withheld === undefined ? { files: [...files] } : {}),
      ...(withheld === undefined ? {} : { withheld }),
    });
  }

  async function saveIntent(): Promise<void> {
    const saved = await lane.checkpoint();
    if (saved.kind === "saved") return;
    throw new LaneError(
      `step "${step}" was not started: at-most-once needs its intent saved first, and ${saved.reason}`,
    );
  }

  return {
    async found(value) {
      await journal.append({ type: "started", step, fingerprint, semantics });
      await done(value, 0, 0);
    },
    async intent(number) {
      const started = { type: "started", step, fingerprint, semantics, ...(waitUntil && { number }) } as const;
      // A machine that is lost runs an at-least-once step again whether or not the intent was on its disk.
      if (semantics === "at-least-once") return journal.note(started);
      await journal.append(started);
      await saveIntent();
    },
    attemptFailed: (number, failure, next) =>
      journal.append({ type: "attempt-failed", step, number, failure, ...(next !== undefined && { next }) }),
    done,
    failed: (failure, attempts, duration) => journal.append({ type: "failed", step, attempts, duration, failure }),
  };
}
