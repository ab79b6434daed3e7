/** Has the duration left its usual range? */
import { formatDuration } from "../policy/duration.ts";
import { durationOf, hasSucceeded, type History } from "./history.ts";
import { found, undecided, well, type Ruling } from "./ruling.ts";
import { deviation, median } from "./statistics.ts";
import type { Watch } from "./watch.ts";

/** Successes whose duration is judged, and successes before them that it is compared with. */
const recent = 9;
const fewestUsual = 15;
const mostUsual = 60;

/** Standard deviations of the usual durations' logarithms that the middle of the newest may be away from theirs. */
const deviations = 4;
/** It has to be longer or shorter by this factor at least, and by so many milliseconds: nobody looks for less. */
const leastFactor = 1.5;
const leastDifference = 60_000;

/**
 * Finds a workflow that takes longer or shorter than it used to: one that is done too soon may do nothing. Medians are
 * compared, on a logarithmic scale, so that four odd ones of nine change nothing.
 */
export function judgeDuration({ workflow }: Watch, { runs }: History): Ruling {
  const successes = runs.filter(hasSucceeded).slice(0, recent + mostUsual);
  const usual = successes.slice(recent).map(durationOf);
  if (usual.length < fewestUsual) return undecided;
  const now = median(successes.slice(0, recent).map(durationOf));
  const middle = median(usual);
  const spread = Math.exp(Math.max(Math.log(leastFactor), deviations * deviation(usual.map(logarithm))));
  const [low, high] = [middle / spread, middle * spread];
  if ((now >= low && now <= high) || Math.abs(now - middle) < leastDifference) return well;
  const word = now > middle ? "longer" : "shorter";
  return found({
    kind: "duration",
    severity: "warning",
    title: `takes ${formatDuration(now)}, usually ${formatDuration(middle)}`,
    because:
      `The middle one of its last ${recent} successes took ${formatDuration(now)}, that of the ${usual.length} before ` +
      `them ${formatDuration(middle)}; from ${formatDuration(low)} to ${formatDuration(high)} would be usual (four ` +
      `standard deviations by the median absolute deviation, at least a factor of ${leastFactor}).`,
    next:
      word === "longer"
        ? "See which step takes longer than before, ahead of a timeout."
        : "See whether it still does its work: a run that is done too soon may do nothing.",
    url: successes[0]?.url ?? workflow.url,
  });
}

function logarithm(ms: number): number {
  return Math.log(Math.max(ms, 1_000));
}
