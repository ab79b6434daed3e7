/** Kills a simulated process at one chosen effect. */

/**
 * Where around an effect it goes wrong. `torn`: a part of what was written is there, and the machine is lost, as with
 * `before` and `after`. `unacknowledged`: it happened, and the answer is an error; the process lives and has to cope.
 */
export const moments = ["before", "torn", "after", "unacknowledged"] as const;
export type Moment = (typeof moments)[number];

export interface CrashPoint {
  /** Which effect, counted from 0 over the life of the machine. */
  readonly effect: number;
  readonly moment: Moment;
}

export interface Effect {
  readonly name: string;
  /** Whether it can be there in part. */
  readonly hasParts: boolean;
}

/** The process is no more: whatever it still tries fails with this. */
export class Crash extends Error {}

/** An error of the disk: the process hears of it and ends. */
export class DiskFailed extends Error {}

function failed(): never {
  throw new DiskFailed("EIO");
}

/** Counts the effects of one process and lets it die at the planned one. */
export class Lifeline {
  readonly effects: Effect[] = [];
  readonly #plan: CrashPoint | undefined;
  #dead = false;

  constructor(plan?: CrashPoint) {
    this.#plan = plan;
  }

  get isDead(): boolean {
    return this.#dead;
  }

  /** Reading has no effect, but the dead do not read. */
  look<T>(act: () => T): T {
    if (this.#dead) throw new Crash();
    return act();
  }

  /** Runs an effect; `tear` leaves a part of it, where it has parts; `lost` is the answer when the real one is lost. */
  effect<T>(name: string, act: () => T, tear?: () => void, lost: () => T = failed): T {
    if (this.#dead) throw new Crash();
    const index = this.effects.push({ name, hasParts: tear !== undefined }) - 1;
    const moment = this.#plan?.effect === index ? this.#plan.moment : undefined;
    if (moment === undefined) return act();
    if (moment === "unacknowledged") {
      act();
      return lost();
    }
    this.#dead = true;
    if (moment === "torn") tear?.();
    if (moment === "after") act();
    throw new Crash();
  }
}
