import { join } from "node:path";
import type { Attachment } from "../../journal/event-parts.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import type { World } from "../../world.ts";
import type { Lane } from "../lane/lane.ts";

export type Kept =
  | { readonly kind: "kept"; readonly archive?: Attachment; readonly missing: readonly string[] }
  /** Why the files must not be kept, or cannot be, in words that hold no secret. */
  | { readonly kind: "withheld"; readonly reason: string };

/** Puts the files that `paths` name into the lane, to go with the record of a step. */
export async function keepFiles(
  world: Pick<World, "files" | "random">,
  lane: Lane,
  from: { readonly workspace: string; readonly paths: readonly string[] },
  guard: SecretGuard,
): Promise<Kept> {
  if (from.paths.length === 0) return { kind: "kept", missing: [] };
  const { packFiles } = await import("../../store/pack-files.ts");
  const to = join(lane.files, `${world.random.uuid()}.incoming`);
  const packed = await packFiles(world, { root: from.workspace, patterns: from.paths, to, guard });
  if (packed.kind !== "packed") {
    const why = packed.kind === "secret" ? "holds a secret" : packed.reason;
    return { kind: "withheld", reason: `${guard.redact(packed.path)}, which its paths keep, ${why}` };
  }
  const { digest, bytes, missing } = packed;
  await world.files.publish(to, join(lane.files, digest));
  return { kind: "kept", archive: { digest, bytes }, missing };
}
