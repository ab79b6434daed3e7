/** The ref a run is for, as act will tell it to the jobs: it decides which caches they see. */
import { resolve } from "node:path";
import * as z from "zod/mini";
import type { Refs } from "../../emulator/results/cache-scopes.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { LocalRepository } from "../repository.ts";
import type { ActArguments } from "./arguments.ts";

const Event = z.object({
  ref: z.optional(z.string()),
  number: z.optional(z.number()),
  pull_request: z.optional(z.object({ base: z.optional(z.object({ ref: z.optional(z.string()) })) })),
});

/** Throws a {@link UserError} where the event's file cannot be read. */
export async function refsOf(
  { files }: Pick<World, "files">,
  { event, eventFile, environment }: ActArguments,
  local: LocalRepository,
  folder: string,
): Promise<Refs> {
  const payload = eventFile === undefined ? {} : await readEvent(files, resolve(folder, eventFile));
  const base = payload.pull_request?.base?.ref;
  const baseRef = base === undefined ? undefined : `refs/heads/${base}`;
  const isPullRequest = event?.startsWith("pull_request") === true && event !== "pull_request_target";
  const ref =
    environment["GITHUB_REF"] ||
    (isPullRequest && payload.number !== undefined && `refs/pull/${payload.number}/merge`) ||
    (event === "pull_request_target" && baseRef) ||
    (!isPullRequest && payload.ref) ||
    local.ref;
  return {
    ref,
    defaultRef: `refs/heads/${local.defaultBranch}`,
    ...(baseRef !== undefined && { baseRef }),
  };
}

async function readEvent(files: World["files"], path: string): Promise<z.infer<typeof Event>> {
  const text = await files.read(path);
  if (text === undefined) throw new UserError(`there is no event file ${path}: give another with --eventpath`);
  try {
    return Event.parse(JSON.parse(text.toString()));
  } catch (cause) {
    throw new UserError(`${path} is no event of GitHub's: it has to be a JSON object`, { cause });
  }
}
