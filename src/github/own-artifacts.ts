/** Artifacts of the run this job is part of, through `@actions/artifact` and the runner's own token. */
import { join } from "node:path";
import type { ArtifactsListed, ArtifactUploaded } from "../store/services.ts";
import type { World } from "../world.ts";
import type { ArchiveFetched, ListedArtifact } from "./artifact-entry.ts";
import { failureReason, uploadOutcome } from "./artifact-outcome.ts";
import { callClient, type ClientWorld } from "./official-client.ts";

export async function listOwn(world: ClientWorld, runId: number, prefix: string): Promise<ArtifactsListed> {
  const answer = await callClient(world, ".", async () => (await officialClient()).listArtifacts());
  if (answer.kind !== "returned") return { kind: "unavailable", reason: failureReason(answer) };
  const entries = answer.value.artifacts
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ id, name, size, createdAt, digest }): ListedArtifact => {
      return { id, name, size, createdAt: createdAt?.getTime() ?? 0, runId, digest };
    });
  return { kind: "listed", entries };
}

/** Brings the archive into the empty folder `into`. */
export async function fetchOwn(
  world: ClientWorld & Pick<World, "files">,
  { id, digest }: ListedArtifact,
  into: string,
): Promise<ArchiveFetched> {
  const answer = await callClient(world, into, async () => {
    // Left packed: the client's own unpacking follows names out of the folder.
    const options = { path: into, skipDecompress: true, ...(digest !== undefined && { expectedHash: digest }) };
    return (await officialClient()).downloadArtifact(id, options);
  });
  if (answer.kind === "threw" && answer.error instanceof Error && answer.error.name === "ArtifactNotFoundError") {
    return { kind: "none" };
  }
  if (answer.kind !== "returned") return { kind: "unavailable", reason: failureReason(answer) };
  // The client only mentions it.
  if (answer.value.digestMismatch) return { kind: "unavailable", reason: `its digest is not ${digest}` };
  const [archive] = await world.files.list(into);
  if (archive === undefined) return { kind: "unavailable", reason: "nothing was downloaded" };
  return { kind: "fetched", path: join(into, archive) };
}

export async function uploadOwn(
  world: ClientWorld & Pick<World, "files">,
  name: string,
  from: string,
): Promise<ArtifactUploaded> {
  const paths = await filesIn(world.files, from);
  const answer = await callClient(world, from, async () => {
    const client = await officialClient();
    return (await client.uploadArtifact(name, paths, from)).id;
  });
  return uploadOutcome(answer);
}

/** Late, and only where the client's environment is set: it reads it while it is loaded. */
async function officialClient() {
  const { DefaultArtifactClient } = await import("@actions/artifact");
  return new DefaultArtifactClient();
}

async function filesIn(files: World["files"], folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await files.list(folder)) {
    const path = join(folder, name);
    const kind = (await files.status(path))?.kind;
    if (kind === "folder") paths.push(...(await filesIn(files, path)));
    else if (kind === "file") paths.push(path);
    else throw new Error(`${path} is neither a file nor a folder: an artifact cannot hold it`);
  }
  return paths;
}
