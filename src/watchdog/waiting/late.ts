/** Which of the runs that wait do so for too long, by their names alone. */
import { isDue } from "../../waiting/judge.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import { waitingKinds, type WaitingKind } from "../finding.ts";

/** Milliseconds after which each is found; undefined: it is not looked for. */
export type WaitingLimits = Readonly<Record<WaitingKind, number | undefined>>;

/** A run waits for something that is looked for. Times are milliseconds. */
export interface Suspicion {
  readonly kind: WaitingKind;
  /** Since the epoch. */
  readonly since: number;
  /** For so long by now. */
  readonly age: number;
  readonly limit: number;
  readonly isLate: boolean;
}

/** `now` is in milliseconds since the epoch. */
export function suspicionsOf(waiting: WaitingRun, limits: WaitingLimits, now: number): Suspicion[] {
  const { waitsFor, since, until } = waiting;
  const isTimeOut = isDue(waiting, new Set(), now);
  const times: Readonly<Record<WaitingKind, number | undefined>> = {
    unanswered: waitsFor.has("approval") || waitsFor.has("event") ? since : undefined,
    "not-resumed": isTimeOut ? until : undefined,
    "dead-letters": waitsFor.has("dead-letters") ? since : undefined,
  };
  return waitingKinds.flatMap((kind) => {
    const [limit, from] = [limits[kind], times[kind]];
    if (limit === undefined || from === undefined) return [];
    const age = now - from;
    // Where its time is out, an answer comes too late: somebody has to have it go on.
    const isLate = age > limit && !(kind === "unanswered" && isTimeOut);
    return [{ kind, since: from, age, limit, isLate }];
  });
}
