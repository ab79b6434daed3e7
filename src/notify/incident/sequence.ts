import * as z from "zod/mini";

/** Where an attempt of a workflow run stands in the order of outcomes: GitHub's run ids grow, and attempts within a run. */
export type Sequence = readonly [run: number, attempt: number];

const wholeFromOne = z.int().check(z.gte(1));

export const sequenceSchema = z.readonly(z.tuple([wholeFromOne, wholeFromOne])) satisfies z.ZodMiniType<Sequence>;

/** Whether an attempt is newer than another one. */
export function isNewer([run, attempt]: Sequence, [otherRun, otherAttempt]: Sequence): boolean {
  return run === otherRun ? attempt > otherAttempt : run > otherRun;
}
