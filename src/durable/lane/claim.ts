/** How a process comes to have a lane: what the store has, and the claim that keeps other writers away. */
import type { Writer } from "../../journal/event-parts.ts";
import type { Journal } from "../../journal/journal.ts";
import type { Manifest } from "../../store/checkpoint.ts";
import type { Lane, LaneOptions } from "./lane.ts";
import { LaneHeld, StateUnknown } from "./errors.ts";

/** Loads what the store has into `folder`, which must not exist. Throws {@link StateUnknown} where that cannot be told. */
export async function load({ store, identity }: LaneOptions, folder: string): Promise<Manifest | undefined> {
  const loaded = await store.load(identity, folder);
  switch (loaded.kind) {
    case "found":
      return loaded.manifest;
    case "none":
      return undefined;
    case "refused":
      throw new StateUnknown(
        `the newest checkpoint of lane "${identity.lane}" is not sound and is not used (${loaded.reason}). ` +
          "Delete it to fall back to an older one, or use another key to begin anew.",
      );
    case "denied":
    case "unavailable":
      throw new StateUnknown(
        `what lane "${identity.lane}" of run "${identity.key}" has done already cannot be told (${loaded.reason}), ` +
          "and nothing is run twice unasked. " +
          (loaded.kind === "denied" ? "Grant what is missing, or keep to another store." : "Re-run the job later."),
      );
  }
}

/** Records who works on the lane from here on. Throws {@link LaneHeld} where another writer that may be at work has it. */
export async function enter(options: LaneOptions, journal: Journal, writer: Writer): Promise<void> {
  const { identity, isShared, stateOf } = options;
  const { opened, holder } = journal.state;
  if (!opened) {
    options.beforeFirst?.();
    return journal.append({ type: "opened", key: identity.key, writer });
  }
  if (!isShared || holder?.id === writer.id) return;
  const state = holder ? await stateOf(holder) : undefined;
  if (holder && state?.kind === "running") throw new LaneHeld(identity, holder, "which is still running");
  if (holder && state?.kind === "unknown") throw new LaneHeld(identity, holder, `and ${state.reason}`);
  await journal.append({ type: "claimed", writer });
}

/** Lets the store decide which of several writers has the lane. Throws {@link StateUnknown} where it cannot. */
export async function claim(lane: Lane): Promise<void> {
  const claimed = await lane.checkpoint();
  if (claimed.kind === "saved") return;
  throw new StateUnknown(
    `lane "${lane.identity.lane}" of run "${lane.identity.key}" could not be claimed (${claimed.reason}), ` +
      "so another run under this key might do the same at the same time. Re-run the job later.",
  );
}
