/** A job's name as people see it and its lane's are made of the same words. */

/** A job of a called workflow has the calling job's name before its own. */
export function wordsOfJob(name: string): string {
  return wordsOf(name.split(" / ").at(-1) ?? name);
}

/** An automation's lane is its job's and, behind it, its own name. */
export function wordsOfLane(lane: string, automation: string | undefined): string {
  const own = `/${automation ?? ""}`;
  return wordsOf(automation !== undefined && lane.endsWith(own) ? lane.slice(0, -own.length) : lane);
}

/**
 * `build (20, linux)` and `build (node=20, os=linux)` are the same leg; the order of a matrix is not told in a lane. What a
 * workflow calls `run` people often see as `Run`.
 */
function wordsOf(name: string): string {
  const lower = name.toLowerCase();
  const [, job = lower, leg = ""] = /^(.*?) \((.*)\)$/.exec(lower) ?? [];
  const values = leg.split(", ").map((value) => value.replace(/^[\w-]+=/, "").replace(/^"(.*)"$/, "$1"));
  return JSON.stringify([job, ...values.sort()]);
}
