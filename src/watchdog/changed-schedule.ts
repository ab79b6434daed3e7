/** Was another schedule in force when a run was expected? */
import { isDenial, statusOf } from "../github/failure.ts";
import { fileCommitsPage, listFileCommits, readFile } from "../github/workflows.ts";
import type { Asking } from "./one-workflow.ts";
import { readSchedule } from "./read-schedule.ts";
import { isSameSchedule, type Schedule } from "./schedule.ts";

/**
 * Whether a workflow's file had this schedule at a time in milliseconds since the epoch, or another one or none. Takes a
 * request, and another one where the file was changed since; `unread` where there is none for that.
 */
export async function scheduleThen(
  { octokit, repository, requests }: Pick<Asking, "octokit" | "repository" | "requests">,
  path: string,
  schedule: Schedule,
  time: number,
): Promise<"same" | "other" | "unread"> {
  try {
    if (!requests.take()) return "same";
    const commits = await listFileCommits(octokit, repository, path);
    const inForce = commits.find(({ at }) => at <= time);
    if (inForce === undefined) return commits.length > 0 && commits.length < fileCommitsPage ? "other" : "same";
    if (inForce === commits[0]) return "same";
    if (!requests.take()) return "unread";
    const text = await readFile(octokit, repository, path, inForce.sha).catch(undefinedWhereMissing);
    const before = text === undefined ? undefined : readSchedule(path, text);
    return before?.kind === "scheduled" && isSameSchedule(before.schedule, schedule) ? "same" : "other";
  } catch (error) {
    // Who may not read commits is told of a schedule that is too new rather than of nothing.
    if (isDenial(error)) return "same";
    throw error;
  }
}

/** The commit may be the one that took the file away. */
function undefinedWhereMissing(error: unknown): undefined {
  if (statusOf(error) !== 404) throw error;
}
