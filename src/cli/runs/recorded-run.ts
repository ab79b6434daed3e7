/** What a run has recorded, read without disturbing a process that may be at work on it. */
import { join } from "node:path";
import type { Event } from "../../journal/event.ts";
import type { LaneState } from "../../journal/fold.ts";
import { readHistory } from "../../journal/history.ts";
import { readJournal } from "../../journal/journal-file.ts";
import { Refused } from "../../journal/refused.ts";
import { UserError } from "../../policy/user-error.ts";
import { checkpointFiles } from "../../store/checkpoint.ts";
import type { World } from "../../world.ts";
import { holderOf } from "../../automation/run/place.ts";
import type { FiledRun } from "../../automation/run/card.ts";

export interface RecordedRun extends FiledRun {
  readonly state: LaneState;
  /** The process at work on it. */
  readonly holder: number | undefined;
}

/** Throws a {@link UserError} where what is recorded is not sound. */
export async function readRun(world: Pick<World, "files" | "processes">, run: FiledRun): Promise<RecordedRun> {
  const holder = await holderOf(world, run.folder);
  const state = soundly(run, readJournal, await wholeLines(world.files, run.folder));
  return { ...run, state, holder };
}

/** Its journal as it stands, and the events in it, each verified. */
export async function historyOf(
  { files }: Pick<World, "files">,
  run: FiledRun,
): Promise<{ readonly bytes: Buffer; readonly events: readonly Event[] }> {
  const bytes = await wholeLines(files, run.folder);
  return { bytes, events: soundly(run, readHistory, bytes) };
}

/** The last line may be just being written. */
async function wholeLines(files: World["files"], folder: string): Promise<Buffer> {
  const bytes = (await files.read(join(folder, checkpointFiles.journal))) ?? Buffer.alloc(0);
  return bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
}

function soundly<T>({ card, folder }: FiledRun, read: (bytes: Buffer) => T, bytes: Buffer): T {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new UserError(
      `what is recorded of run "${card.key}" in ${folder} is not sound (${error.message}): remove that folder, and ` +
        "`holdfast run` goes on from its newest checkpoint",
      { cause: error },
    );
  }
}
