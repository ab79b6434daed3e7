/** Where the lanes lie that steps of this job have worked on. */
import { basename, join } from "node:path";
import type { RunnerContext } from "../../github/context.ts";
import type { World } from "../../world.ts";
import { jobFolder } from "./open.ts";

/** Notes a lane whose folder is not the job's, since it outlives it. */
export async function noteKeptLane(files: World["files"], context: RunnerContext, folder: string): Promise<void> {
  const notes = notesIn(context);
  await files.makeFolder(notes);
  await files.replace(join(notes, basename(folder)), folder, { durable: false });
}

/** Their folders, those that outlive the job last. */
export async function laneFolders(files: World["files"], context: RunnerContext): Promise<readonly string[]> {
  const notes = notesIn(context);
  const own = (await files.list(jobFolder(context))).filter((name) => /^[\da-f]{32}$/.test(name));
  const kept = await Promise.all((await files.list(notes)).map((name) => files.read(join(notes, name))));
  return [...own.map((name) => join(jobFolder(context), name)), ...kept.map(String)];
}

function notesIn(context: RunnerContext): string {
  return join(jobFolder(context), "kept-lanes");
}
