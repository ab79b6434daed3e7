/** `holdfast fork`: a new run that has what another had recorded before it first came to a step. */
import { join } from "node:path";
import type { Event } from "../../journal/event.ts";
import { operationOf, pastEvent, writeHistory, type PastEvent } from "../../journal/history.ts";
import { UserError } from "../../policy/user-error.ts";
import { checkpointFiles } from "../../store/checkpoint.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { findRun } from "./find-run.ts";
import { namedPaths } from "./named-paths.ts";
import { historyOf } from "./recorded-run.ts";
import { writeCard } from "../../automation/run-card.ts";
import { folderOfRun, lane } from "../../automation/run-place.ts";
import { word } from "../../report/shell-word.ts";

/** Throws a {@link UserError} where there is no such run or step, or the new key is taken. */
export async function forkRun(
  world: World,
  { folder: here }: Invocation,
  key: string,
  { from, newKey }: { readonly from: string; readonly newKey: string },
): Promise<void> {
  const { files, clock, random, processes } = world;
  const run = await findRun(world, key, here);
  const { events } = await historyOf(world, run);
  const [path = ""] = namedPaths([from], pathsIn(events), `run "${run.card.key}" never came to a step`);
  const card = { ...run.card, key: newKey, at: clock.now() };
  const folder = folderOfRun(world, { repository: card.repository, key: newKey, lane });
  const writer = { id: random.uuid(), link: `process ${processes.pid}` };
  const opened: PastEvent = { type: "opened", key: newKey, writer, at: clock.now(), attempt: 1 };
  const journal = writeHistory(lane, [opened, ...historyBefore(events, path).map(pastEvent)]);
  if (await files.status(join(folder, checkpointFiles.journal))) {
    throw new UserError(`there is a run "${newKey}" already: give another key with --key`);
  }
  await files.makeFolder(join(folder, checkpointFiles.files));
  for (const name of await files.list(join(run.folder, checkpointFiles.files))) {
    const to = join(folder, checkpointFiles.files, name);
    if (!(await files.status(to))) await files.copy(join(run.folder, checkpointFiles.files, name), to);
  }
  await writeCard(files, folder, card);
  // Last, and only where nobody was faster: a run is there when its journal is.
  if (!(await files.create(join(folder, checkpointFiles.journal), journal))) {
    throw new UserError(`there is a run "${newKey}" already: give another key with --key`);
  }
  world.output.write(
    `Run ${newKey} has what ${run.card.key} had recorded before ${from}. It goes on with: holdfast resume ${word(newKey)}\n`,
  );
}

function pathsIn(events: readonly Event[]): string[] {
  return [...new Set(events.flatMap((event) => operationOf(event) ?? []))];
}

/**
 * What was recorded before a step was first come to. Of steps that were at work at that time nothing is taken: in the new
 * run they start, rather than be interrupted.
 */
function historyBefore(events: readonly Event[], path: string): Event[] {
  const cut = events.findIndex((event) => `${operationOf(event) ?? ""}/`.startsWith(`${path}/`));
  const before = events.slice(1, cut);
  const ended = new Map<string, number>();
  before.forEach((event, index) => {
    if (event.type === "done" || event.type === "failed") ended.set(event.step, index);
  });
  return before.filter((event, index) => {
    if (event.type === "claimed" || event.type === "released" || event.type === "opened") return false;
    if (event.type === "started" || event.type === "attempt-failed") return (ended.get(event.step) ?? -1) > index;
    return true;
  });
}
