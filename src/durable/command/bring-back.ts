/** Kept files, out of a lane and back into the workspace. The archive's code is loaded when it is needed. */
import { join } from "node:path";
import { LaneError } from "../lane/errors.ts";
import type { Attachment } from "../../journal/event-parts.ts";
import type { World } from "../../world.ts";

/** Brings kept files back over what the workspace has. Throws a {@link LaneError} where the archive is not sound. */
export async function bringBack(
  world: Pick<World, "files" | "random">,
  { digest }: Attachment,
  from: { readonly files: string; readonly workspace: string },
): Promise<void> {
  const { unpackFiles } = await import("../../store/unpack-files.ts");
  const unpacked = await unpackFiles(world, { archive: join(from.files, digest), digest, root: from.workspace });
  if (unpacked.kind === "refused") throw new LaneError(`the kept files cannot be brought back: ${unpacked.reason}`);
}
