/** The lane of a run, for this process alone. */
import { LaneError } from "../../durable/lane/errors.ts";
import { AutomationChanged } from "../../durable/engine/definition-changed.ts";
import { openRunLane, type RunLane } from "../../durable/lane/run-lane.ts";
import { DefinitionChanged } from "../../durable/step/step.ts";
import { holderOf, lane } from "../../automation/run-place.ts";
import type { RunCard } from "../../automation/run-card.ts";
import { Locked } from "../../journal/lock.ts";
import { UserError } from "../../policy/user-error.ts";
import { word } from "../../report/shell-word.ts";
import type { Store } from "../../store/store.ts";
import type { World } from "../../world.ts";

/** Throws a {@link UserError} where another process works on the run, or what is recorded cannot be used. */
export async function openRun(
  world: World,
  { key, repository }: RunCard,
  folder: string,
  store: Store,
): Promise<RunLane> {
  try {
    await world.files.makeFolder(folder);
    return await openRunLane(world, {
      identity: { repository, key, lane },
      writer: { link: `process ${world.processes.pid}` },
      attempt: 1,
      folder,
      store,
      isFirst: false,
      // Only processes of this machine can meet here, and the folder's lock keeps them apart.
      isShared: false,
      stateOf: () => Promise.resolve({ kind: "ended" }),
    });
  } catch (error) {
    throw error instanceof Locked ? await held(world, key, folder, error) : inWords(error, key, folder);
  }
}

async function held(world: World, key: string, folder: string, cause: Locked): Promise<UserError> {
  const pid = await holderOf(world, folder);
  const who = pid === undefined ? "another process" : `process ${pid}`;
  return new UserError(
    `${who} is at work on run "${key}": wait until it has ended (holdfast status ${word(key)}), or stop it ` +
      `(holdfast cancel ${word(key)}, or Ctrl-C there)`,
    { cause },
  );
}

/** Sets the lane free. Throws a {@link UserError} where the store could not take what the run's own folder has. */
export async function closeRun(opened: RunLane): Promise<void> {
  try {
    const closed = await opened.close();
    if (closed.kind === "unavailable") throw new UserError(`it is recorded, but no second copy: ${closed.reason}`);
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    throw new UserError(`it is recorded, but no second copy: ${error.message}`, { cause: error });
  }
}

/** What a person can mend is said in words; anything else is a mistake of ours and keeps its stack. */
export function inWords(error: unknown, key: string, folder: string): unknown {
  if (error instanceof AutomationChanged || error instanceof DefinitionChanged || error instanceof LaneError) {
    return new UserError(error.message, { cause: error });
  }
  if (!isOfDisk(error)) return error;
  return new UserError(
    `run "${key}" cannot be recorded in ${folder}: ${error.message}. Nothing recorded is lost: mend that, then ` +
      `holdfast resume ${word(key)}`,
    { cause: error },
  );
}

function isOfDisk(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}
