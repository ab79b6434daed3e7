/** By what watched workflows are judged. */
export interface Judgement {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly allowance: Allowance;
  readonly limits: Limits;
}

/** What is made up for on GitHub's side before a run counts as missing. */
export interface Allowance {
  /** Milliseconds by which a scheduled run may come late. */
  readonly late: number;
  /** How many scheduled runs in a row may be dropped. */
  readonly dropped: number;
}

/** Milliseconds after which a run counts as stuck. */
export interface Limits {
  /** Worked out from the runs before where it is not given. */
  readonly running?: number | undefined;
  readonly queued: number;
  /** Waiting for an approval. */
  readonly waiting: number;
  /** At work without a heartbeat of its journal, where it left one before; undefined: heartbeats are not looked at. */
  readonly heartbeat?: number | undefined;
}
