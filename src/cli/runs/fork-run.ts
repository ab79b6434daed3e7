/** `holdfast fork`: a new run that has what another had recorded before it first came to a step. */
import { join } from "node:path";
import { forkableIn, forkHistory } from "../../durable/replay/fork.ts";
import { writeHistory } from "../../journal/history.ts";
import { UserError } from "../../policy/user-error.ts";
import { checkpointFiles } from "../../store/checkpoint.ts";
import { directoryStore } from "../../store/directory.ts";
import type { LaneIdentity } from "../../store/lane-id.ts";
import { stateFolder } from "../../store/state-folder.ts";
import { withStage } from "../../store/store.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { findRun } from "./find-run.ts";
import { namedPaths } from "../../automation/named-paths.ts";
import { historyOf } from "./recorded-run.ts";
import { writeCard } from "../../automation/run/card.ts";
import { folderOfRun, lane } from "../../automation/run/place.ts";
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
  const [path = ""] = namedPaths([from], forkableIn(events), `run "${run.card.key}" never came to a step`);
  const card = { ...run.card, key: newKey, at: clock.now() };
  const identity = { repository: card.repository, key: newKey, lane };
  const folder = folderOfRun(world, identity);
  const writer = { id: random.uuid(), link: `process ${processes.pid}` };
  const journal = writeHistory(lane, forkHistory(events, { from: path, key: newKey, writer, at: clock.now() }));
  if (await isTaken(world, identity, folder)) throw taken(newKey);
  await files.makeFolder(join(folder, checkpointFiles.files));
  for (const name of await files.list(join(run.folder, checkpointFiles.files))) {
    const to = join(folder, checkpointFiles.files, name);
    if (!(await files.status(to))) await files.copy(join(run.folder, checkpointFiles.files, name), to);
  }
  await writeCard(files, folder, card);
  // Last, and only where nobody was faster: a run is there when its journal is.
  if (!(await files.create(join(folder, checkpointFiles.journal), journal))) throw taken(newKey);
  world.output.write(
    `Run ${newKey} has what ${run.card.key} had recorded before ${from}. It goes on with: holdfast resume ${word(newKey)}\n`,
  );
}

/** Whether there is a run of that key, also one whose folder was removed and that the store has. */
async function isTaken(world: World, identity: LaneIdentity, folder: string): Promise<boolean> {
  const { files, environment, processes } = world;
  if (await files.status(join(folder, checkpointFiles.journal))) return true;
  const store = directoryStore(world, stateFolder(environment, processes.platform));
  const loaded = await withStage(world, `${folder}.stage`, (stage) => store.load(identity, stage));
  return loaded.kind !== "none";
}

function taken(key: string): UserError {
  return new UserError(`there is a run "${key}" already: give another key with --key`);
}
