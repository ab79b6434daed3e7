import type { ArtifactService } from "../store/services.ts";
import type { World } from "../world.ts";
import type { ListedArtifact } from "./artifact-entry.ts";
import { requireContext, type RunnerContext } from "./context.ts";
import { fetchForeign, listForeign } from "./foreign-artifacts.ts";
import { neutraliseLine } from "./neutralise.ts";
import { createOctokit, type Octokit } from "./octokit.ts";
import type { ClientWorld } from "./official-client.ts";
import { fetchOwn, listOwn, uploadOwn } from "./own-artifacts.ts";
import { unzip } from "./zip.ts";

/** Bytes an artifact may unpack to: what a repository may keep in its cache. */
const UNPACKED_LIMIT = 10 * 1024 ** 3;

const NO_TOKEN = "artifacts of other runs are read with a token: pass `token`, and grant the job `actions: read`";

/**
 * Artifacts of this run with the runner's own token, and of other runs with `token`. A download that is unavailable may
 * leave parts in its folder. Throws {@link ContextError} outside a job.
 */
export function artifactService(
  world: ClientWorld & Pick<World, "files">,
  context: RunnerContext,
  token: string | undefined,
): ArtifactService {
  const { repository, runId } = requireContext(context, "repository", "runId");
  let octokit: Promise<Octokit> | undefined;
  const connect = async (withToken: string) => (octokit ??= createOctokit(world, context, { token: withToken }));

  return {
    listOfThisRun: (prefix) => listOwn(world, runId, prefix),
    async listOfAllRuns(name) {
      if (token === undefined) return { kind: "denied", reason: NO_TOKEN };
      return listForeign(await connect(token), repository, name);
    },
    async download(entry, into) {
      const staging = `${into}.download`;
      await world.files.remove(staging);
      await world.files.makeFolder(staging);
      try {
        const archive = await fetchArchive(entry, staging);
        if (archive.kind !== "fetched") return archive;
        await unzip(world.files, archive.path, into, UNPACKED_LIMIT);
        return { kind: "downloaded" };
      } catch (error) {
        const reason = error instanceof Error ? error.message : "unknown";
        return { kind: "unavailable", reason: neutraliseLine(`artifact ${entry.name} cannot be unpacked: ${reason}`) };
      } finally {
        await world.files.remove(staging);
      }
    },
    upload: (name, from) => uploadOwn(world, name, from),
  };

  async function fetchArchive(entry: ListedArtifact, staging: string) {
    if (entry.runId === runId) return fetchOwn(world, entry, staging);
    if (token === undefined) return { kind: "unavailable", reason: NO_TOKEN } as const;
    return fetchForeign(world, await connect(token), repository, entry, staging);
  }
}
