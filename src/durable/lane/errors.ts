import type { Writer } from "../../journal/event-parts.ts";
import type { LaneIdentity } from "../../store/lane-id.ts";

/** Why a lane cannot be worked on. The message says what to do about it. */
export class LaneError extends Error {
  override readonly name: string = "LaneError";
}

/** Another writer has the lane and may still be at work. */
export class LaneHeld extends LaneError {
  override readonly name = "LaneHeld";
  constructor({ key, lane }: LaneIdentity, holder: Writer, why: string) {
    super(
      `lane "${lane}" of run "${key}" is held by ${holder.link ?? holder.id}, ${why}. Wait until it has ended, or use another key or lane.`,
    );
  }
}

/** Another writer has added to the lane since we read it: what this job does can no longer be recorded. */
export class LateWriter extends LaneError {
  override readonly name = "LateWriter";
  constructor({ key, lane }: LaneIdentity, winner: string) {
    super(
      `lane "${lane}" of run "${key}" was written by ${winner} meanwhile, so this job stops. ` +
        "If both are meant to run, such as two calls of one reusable workflow in a run, give each a lane of its own in " +
        "the input lane and start a new run: a re-run would take the other's records for its own.",
    );
  }
}

/** What is already done cannot be told, and running it again unasked would break the promise. */
export class StateUnknown extends LaneError {
  override readonly name = "StateUnknown";
}
