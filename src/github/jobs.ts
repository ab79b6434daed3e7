/** Jobs of workflow runs and what they logged, over REST. Needs `actions: read`; throws what Octokit throws. */
import * as z from "zod/mini";
import type { World } from "../world.ts";
import type { Repository } from "./context.ts";
import { statusOf } from "./failure.ts";
import type { Octokit } from "./octokit.ts";
import { patientFetch } from "./rate-limit.ts";

export interface Job {
  readonly id: number;
  /** As people see it: with the leg of its matrix, and with the calling job's name before it. */
  readonly name: string;
  readonly conclusion: string;
  readonly url: string | undefined;
}

const jobPage = z.object({
  jobs: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      conclusion: z.nullable(z.string()),
      html_url: z.nullish(z.string()),
    }),
  ),
});

/** GitHub starts no more jobs in a run than these pages hold. */
const mostPages = 20;

/** The jobs of an attempt that have ended in one of these ways. */
export async function listJobs(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  run: { readonly id: number; readonly attempt: number },
  conclusions: ReadonlySet<string>,
): Promise<Job[]> {
  const found: Job[] = [];
  const asked = { owner, repo, run_id: run.id, attempt_number: run.attempt, per_page: 100 };
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await octokit.rest.actions.listJobsForWorkflowRunAttempt({ ...asked, page });
    const { jobs } = z.parse(jobPage, data);
    for (const { id, name, conclusion, html_url: url } of jobs) {
      if (conclusions.has(conclusion ?? "")) found.push({ id, name, conclusion: conclusion!, url: url ?? undefined });
    }
    if (jobs.length < asked.per_page) break;
  }
  return found;
}

/** Bytes of a log that are read, and those at its end that are kept. */
const mostRead = 64 * 1024 * 1024;
const kept = 256 * 1024;
/** Milliseconds that a log may take to come. */
const within = 60_000;

/** The end of what a job logged; undefined where nothing is kept of it, as of a job whose runner was lost. */
export async function endOfLog(
  { http, clock }: Pick<World, "http" | "clock">,
  octokit: Octokit,
  { owner, name: repo }: Repository,
  jobId: number,
): Promise<string | undefined> {
  const address = await addressOfLog();
  if (address === undefined) return undefined;
  const late = new AbortController();
  const cancel = clock.after(within, () => late.abort(new Error(`the log did not come within ${within / 1000} s`)));
  try {
    const patience = { longestWait: within, attempts: 2, answerWithin: within, signal: late.signal };
    const response = await patientFetch(http.fetch, clock, patience)(address);
    if (!response.ok || response.body === null) return undefined;
    return await endOf(response.body);
  } finally {
    cancel();
  }

  async function addressOfLog(): Promise<string | undefined> {
    try {
      const { headers } = await octokit.rest.actions.downloadJobLogsForWorkflowRun({
        owner,
        repo,
        job_id: jobId,
        // The address is signed: following it with our token would hand the token to the storage.
        request: { redirect: "manual" },
      });
      return headers.location;
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
      throw error;
    }
  }
}

async function endOf(body: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  let end = Buffer.alloc(0);
  let read = 0;
  for await (const bytes of body) {
    read += bytes.length;
    // Of a longer log the end is not known, and its middle tells nothing.
    if (read > mostRead) return undefined;
    end = Buffer.concat([end, bytes]);
    if (end.length > 2 * kept) end = end.subarray(-kept);
  }
  return end.subarray(-kept).toString("utf8");
}
