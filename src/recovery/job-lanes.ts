/** Which lane is a job's: the job's name as people see it and the lane's are made of the same words. */
import type { LaneState } from "../journal/fold.ts";

/** The lanes by what {@link wordsOfJob} gives of their jobs. */
export function lanesByWords(lanes: readonly LaneState[]): Map<string, LaneState> {
  return new Map(lanes.flatMap((lane) => (lane.opened === undefined ? [] : [[wordsOf(jobOf(lane)), lane]])));
}

/** An automation's lane is its job's and, behind it, its own name. */
function jobOf({ opened, run }: LaneState): string {
  const lane = opened?.lane ?? "";
  const own = `/${run.started?.name ?? ""}`;
  return run.started !== undefined && lane.endsWith(own) ? lane.slice(0, -own.length) : lane;
}

/** A job of a called workflow has the calling job's name before its own. */
export function wordsOfJob(name: string): string {
  return wordsOf(name.split(" / ").at(-1) ?? name);
}

/** `build (20, linux)` and `build (node=20, os=linux)` are the same leg; the order of a matrix is not told in a lane. */
function wordsOf(name: string): string {
  const [, job = name, leg = ""] = /^(.*?) \((.*)\)$/.exec(name) ?? [];
  const values = leg.split(", ").map((value) => value.replace(/^[\w-]+=/, "").replace(/^"(.*)"$/, "$1"));
  return JSON.stringify([job, ...values.sort()]);
}
