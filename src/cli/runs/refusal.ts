/** Why a run cannot be worked on here, as far as a person can mend it. */
import { AutomationChanged } from "../../durable/engine/automation-changed.ts";
import { LaneError } from "../../durable/lane/errors.ts";
import { DefinitionChanged } from "../../durable/step/definition-changed.ts";
import { holderOf } from "../../automation/run/place.ts";
import { Locked } from "../../journal/lock.ts";
import { JournalFull, Refused } from "../../journal/refused.ts";
import { UserError } from "../../policy/user-error.ts";
import { readable } from "../../report/path-text.ts";
import { word } from "../../report/shell-word.ts";
import { isDiskError } from "../../store/disk-error.ts";
import type { World } from "../../world.ts";

/** A {@link UserError} with what to do about it; anything else is a mistake of ours and keeps its stack. */
export async function refusalOf(
  world: Pick<World, "files" | "processes">,
  error: unknown,
  { key, folder }: { readonly key: string; readonly folder: string },
): Promise<unknown> {
  if (error instanceof Locked) return new UserError(heldBy(await holderOf(world, folder), key), { cause: error });
  if (error instanceof DefinitionChanged) {
    return new UserError(
      `${error.what}\n--on-change replay keeps what was recorded, --on-change rerun runs it as it is defined now, and ` +
        `holdfast fork ${word(key)} --from ${word(readable(error.step))} --key NEW makes a new run with what came before it. ` +
        "Or give the step another name, or the run another key.",
      { cause: error },
    );
  }
  if (error instanceof AutomationChanged || error instanceof LaneError) {
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

function heldBy(pid: number | undefined, key: string): string {
  const who = pid === undefined ? "another process" : `process ${pid}`;
  return (
    `${who} is at work on run "${key}": wait until it has ended (holdfast status ${word(key)}), or stop it ` +
    `(holdfast cancel ${word(key)}, or Ctrl-C there)`
  );
}
