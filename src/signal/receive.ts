import { join } from "node:path";
import { readSealed } from "../journal/sealed-file.ts";
import { Refused } from "../journal/refused.ts";
import type { ArtifactEntry, ArtifactService } from "../store/services.ts";
import { UserError } from "../policy/user-error.ts";
import { withStage } from "../store/store.ts";
import type { World } from "../world.ts";
import {
  largestSignal,
  requireTaken,
  signalArtifact,
  signalFile,
  signalSchema,
  type Signal,
  type SignalName,
} from "./signal.ts";

/** A signal with what it is told from others by, wherever it is listed. */
export interface ReceivedSignal extends Signal {
  readonly from: string;
}

export interface Wanted extends SignalName {
  /** What was taken before. */
  readonly taken: ReadonlySet<string>;
  /** So many are enough. */
  readonly most: number;
}

export type Received =
  | { readonly kind: "received"; readonly signals: readonly ReceivedSignal[] }
  | { readonly kind: "denied" | "unavailable"; readonly reason: string };

/**
 * The first of the signals that were sent for an event and not taken yet, in the order in which they were sent. What is not
 * sound is passed over. `scratch` is in a folder that exists.
 */
export async function receiveSignals(
  world: Pick<World, "files" | "random">,
  service: Pick<ArtifactService, "listOfAllRuns" | "download">,
  wanted: Wanted,
  scratch: string,
): Promise<Received> {
  const listed = await service.listOfAllRuns(signalArtifact(wanted));
  if (listed.kind !== "listed") return listed;
  const signals: ReceivedSignal[] = [];
  for (const entry of listed.entries.toSorted((a, b) => a.createdAt - b.createdAt || a.id - b.id)) {
    const from = `artifact ${entry.id}`;
    if (signals.length >= wanted.most) break;
    if (wanted.taken.has(from)) continue;
    const read = await signalIn(entry);
    if (read === "unavailable") return { kind: "unavailable", reason: `artifact ${entry.name} of run ${entry.runId}` };
    if (read !== undefined && read.key === wanted.key && read.event === wanted.event) signals.push({ ...read, from });
  }
  return { kind: "received", signals };

  function signalIn(entry: ArtifactEntry): Promise<Signal | "unavailable" | undefined> {
    if (entry.size > largestSignal) return Promise.resolve(undefined);
    return withStage(world, scratch, async (stage) => {
      await world.files.makeFolder(stage);
      const { kind } = await service.download(entry, stage);
      if (kind !== "downloaded") return kind === "none" ? undefined : kind;
      try {
        const signal = await readSealed(world.files, join(stage, signalFile), signalSchema, largestSignal);
        if (signal !== undefined) requireTaken(signal);
        return signal;
      } catch (error) {
        if (error instanceof Refused || error instanceof UserError) return undefined;
        throw error;
      }
    });
  }
}
