/** The lane of a run, for this process alone. */
import { LaneError } from "../../durable/lane/errors.ts";
import { AutomationChanged } from "../../durable/engine/automation-changed.ts";
import { openRunLane, type RunLane } from "../../durable/lane/run-lane.ts";
import { DefinitionChanged } from "../../durable/step/definition-changed.ts";
import { holderOf, lane } from "../../automation/run/place.ts";
import type { RunCard } from "../../automation/run/card.ts";
import { Locked } from "../../journal/lock.ts";
import { JournalFull, Refused } from "../../journal/refused.ts";
import { UserError } from "../../policy/user-error.ts";
import { word } from "../../report/shell-word.ts";
import { isDiskError } from "../../store/disk-error.ts";
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

/** Sets the lane free. Gives the reason where the store could not take what the run's own folder has. */
export async function closeRun(opened: RunLane): Promise<string | undefined> {
  try {
    const closed = await opened.close();
    return closed.kind === "saved" ? undefined : closed.reason;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return error.message;
  }
}

/** What a person can mend is said in words; anything else is a mistake of ours and keeps its stack. */
export function inWords(error: unknown, key: string, folder: string): unknown {
  if (error instanceof AutomationChanged || error instanceof DefinitionChanged || error instanceof LaneError) {
    return new UserError(error.message, { cause: error });
  }
  if (error instanceof JournalFull) {
    return new UserError(
      `run "${key}" has recorded all that a run may (${error.message}), and cannot go on. What is recorded is kept: a new ` +
        `run takes what came before a step (holdfast fork ${word(key)} --from STEP --key NEW), and less in one run is ` +
        "less to record",
      { cause: error },
    );
  }
  if (error instanceof Refused) {
    return new UserError(
      `run "${key}" cannot go on with what is recorded in ${folder}: ${error.message}. Where a file there was damaged, ` +
        "remove that folder, and `holdfast run` goes on from its newest checkpoint",
      { cause: error },
    );
  }
  if (!isDiskError(error)) return error;
  return new UserError(
    `run "${key}" cannot be recorded in ${folder}: ${error.message}. Nothing recorded is lost: mend that, then ` +
      `holdfast resume ${word(key)}`,
    { cause: error },
  );
}
