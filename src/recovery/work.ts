/** The one rule by which a newer run makes good what an older one failed of: where both are to do the same work. */
import type { AttemptedRun } from "../github/attempted-runs.ts";

type Identified = Pick<AttemptedRun, "id" | "number" | "workflowId" | "branch" | "fork" | "event">;

/**
 * Events that say no more than that the work is due: each run does it on what its branch has by then. Any other is about
 * something of its own, such as an issue, a release, or what a person asked for.
 */
const replacing: ReadonlySet<string> = new Set(["push", "schedule"]);

/** What tells the work of a run from that of others; the same in all its attempts. */
export function workOf({ id, workflowId, branch, fork, event }: Identified): string {
  const own = branch !== undefined && replacing.has(event) ? event : `run ${id}`;
  return [`workflow ${workflowId}`, fork, branch, own].filter((part) => part !== undefined).join(" / ");
}

/** Whether a run is newer than another one, and does its work. */
export function replaces(newer: Identified, older: Identified): boolean {
  return newer.number > older.number && workOf(newer) === workOf(older);
}
