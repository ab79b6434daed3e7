import { join } from "node:path";
import { seal } from "../journal/sealed-line.ts";
import { writeSealed } from "../journal/sealed-file.ts";
import { UserError } from "../policy/user-error.ts";
import type { ArtifactService, ArtifactUploaded } from "../store/services.ts";
import { withStage } from "../store/store.ts";
import type { World } from "../world.ts";
import { largestSignal, requireTaken, signalArtifact, signalFile, type Signal } from "./signal.ts";

/**
 * Keeps a signal as an artifact of this workflow run. `taken`: this run has sent one for the event before, as an earlier
 * attempt of it does. `scratch` is in a folder that exists. Throws a {@link UserError} on one that no run takes.
 */
export async function sendSignal(
  world: Pick<World, "files" | "random">,
  service: Pick<ArtifactService, "upload">,
  signal: Signal,
  scratch: string,
): Promise<ArtifactUploaded> {
  requireTaken(signal);
  const { length } = Buffer.from(seal(signal).line);
  if (length > largestSignal) {
    throw new UserError(
      `the signal has ${length} bytes, more than ${largestSignal}: send a reference to what is large`,
    );
  }
  return withStage(world, scratch, async (stage) => {
    await world.files.makeFolder(stage);
    await writeSealed(world.files, join(stage, signalFile), signal);
    return service.upload(signalArtifact(signal), stage);
  });
}
