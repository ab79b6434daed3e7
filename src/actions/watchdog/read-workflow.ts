import { join } from "node:path";
import type { Repository } from "../../github/context.ts";
import { statusOf } from "../../github/failure.ts";
import type { Octokit } from "../../github/octokit.ts";
import { readFile } from "../../github/workflows.ts";
import { requireRequest, type Requests } from "../../watchdog/requests.ts";
import type { ReadWorkflow } from "../../watchdog/select.ts";
import type { World } from "../../world.ts";

/** Bytes: GitHub takes no larger workflow. */
const limit = 1024 * 1024;

/** Reads workflows of the workspace: no requests, however many they are. */
export function readInWorkspace(files: Pick<World["files"], "read">, workspace: string): ReadWorkflow {
  return async (path) => (await files.read(join(workspace, path), limit))?.toString("utf8");
}

/** Reads workflows of the default branch, one request each. Throws a `UserError` where none is left. */
export function readOnGitHub(octokit: Octokit, repository: Repository, requests: Requests): ReadWorkflow {
  return async (path) => {
    requireRequest(requests);
    try {
      return await readFile(octokit, repository, path);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  };
}
