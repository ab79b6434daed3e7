/** Whether a workflow will look after a run when it ends. */
import * as z from "zod/mini";
import { failureOf } from "../github/failure.ts";
import { readRun } from "../github/attempted-runs.ts";
import type { Repository } from "../github/context.ts";
import type { Octokit } from "../github/octokit.ts";
import { hasFailed, listRuns } from "../github/workflow-runs.ts";
import { readFile, readWorkflow } from "../github/workflows.ts";

const listening = z.object({
  on: z.object({
    workflow_run: z.strictObject({
      workflows: z.union([z.string(), z.array(z.string())]),
      types: z.optional(z.union([z.string(), z.array(z.string())])),
    }),
  }),
});

/**
 * Why nobody can count on the workflow in `file` to recover run `runId` of the workflow called `workflow`; undefined where it
 * is on, listens to it on every branch, and did not fail itself when it ran last. Needs `actions: read` and `contents: read`,
 * without which nobody can count on it either. Throws nothing.
 */
export async function whyNotExpected(
  octokit: Octokit,
  repository: Repository,
  file: string,
  { runId, workflow }: { readonly runId: number; readonly workflow: string },
): Promise<string | undefined> {
  try {
    const { id, state, path } = await readWorkflow(octokit, repository, file);
    if (state !== "active") return `${file} is not on (${state})`;
    if (!(await listensTo(await readFile(octokit, repository, path), workflow))) {
      return `${file} does not run whenever a run of "${workflow}" is completed`;
    }
    const runs = await listRuns(octokit, repository, { workflowId: id }, 1);
    const last = runs.find(({ status }) => status === "completed");
    if (last !== undefined && hasFailed(last)) return `${file} failed when it ran last`;
    const { fork } = await readRun(octokit, repository, runId);
    return fork === undefined ? undefined : `runs of a fork are left alone by ${file}`;
  } catch (error) {
    return failureOf(error, file, "actions: read` and `contents: read");
  }
}

/** A filter by branches may leave the run out. */
async function listensTo(text: string, workflow: string): Promise<boolean> {
  const { parse } = await import("yaml");
  const read = listening.safeParse(parse(text));
  if (!read.success) return false;
  const { workflows, types = "completed" } = read.data.on.workflow_run;
  return [workflows].flat().includes(workflow) && [types].flat().includes("completed");
}
