import type { World } from "../world.ts";
import { laneId, laneSlug, type LaneIdentity } from "./lane-id.ts";
import type { ArtifactEntry, ArtifactService } from "./services.ts";
import { accept, withStage, type Loaded, type Saved, type Store } from "./store.ts";

/** Whose artifacts can hold the lane: under the default key only this run's, under an author's key any run's. */
export type ArtifactReach = "this-run" | "all-runs";

/**
 * Checkpoints as artifacts `holdfast-LANE-ID`, then `….2`, `….3`: a name can be used once a run, and without gaps the
 * newest of any run is found by asking for exact names, which is all the service can do across runs.
 */
export function artifactStore(
  world: Pick<World, "files" | "random">,
  service: ArtifactService,
  scratch: string,
  reach: ArtifactReach,
): Store {
  const { files } = world;

  /** Newest first. */
  async function candidates(lane: LaneIdentity): Promise<Listing> {
    if (reach === "this-run") return ofThisRun(service, lane);
    const found: ArtifactEntry[] = [];
    for (let number = 1; ; number++) {
      const listed = await service.listOfAllRuns(artifactName(lane, number));
      if (listed.kind !== "listed") return listed;
      const [newest] = listed.entries;
      if (!newest) return { kind: "listed", entries: found.sort((a, b) => b.createdAt - a.createdAt) };
      found.push(newest);
    }
  }

  async function bring(lane: LaneIdentity, entry: ArtifactEntry, into: string): Promise<Loaded> {
    return withStage(world, into, async (stage) => {
      await files.makeFolder(stage);
      const answer = await service.download(entry, stage);
      if (answer.kind !== "downloaded") return answer;
      return accept(files, lane, stage, into, `artifact ${entry.name} of run ${entry.runId}`);
    });
  }

  return {
    async load(lane, into) {
      const listing = await candidates(lane);
      if (listing.kind !== "listed") return listing;
      for (const entry of listing.entries) {
        const loaded = await bring(lane, entry, into);
        if (loaded.kind !== "none") return loaded;
      }
      return { kind: "none" };
    },

    async save(lane, folder, manifest): Promise<Saved> {
      let tried = 0;
      while (tried < mostNames) {
        const listing = await ofThisRun(service, lane);
        if (listing.kind !== "listed") return { kind: "unavailable", reason: listing.reason };
        const [newest] = listing.entries;
        if (newest) {
          const standing = await withStage(world, scratch, (stage) => bring(lane, newest, stage));
          if (standing.kind === "found" && standing.manifest.generation >= manifest.generation) {
            return standing.manifest.head === manifest.head ? saved : { kind: "conflict", winner: standing.manifest };
          }
        }
        // A name can be taken and not listed: by an upload that never ended.
        tried = Math.max(tried, newest ? numberOf(lane, newest.name) : 0) + 1;
        const answer = await service.upload(artifactName(lane, tried), folder);
        if (answer.kind === "uploaded") return saved;
        if (answer.kind === "unavailable") return answer;
      }
      return {
        kind: "unavailable",
        reason: `this run has ${mostNames} artifacts of the lane, as many as a job may have`,
      };
    },
  };
}

/** The service takes 500 artifacts a job. */
const mostNames = 500;

const saved = { kind: "saved", where: "artifact" } as const;

type Listing = Awaited<ReturnType<ArtifactService["listOfThisRun"]>>;

/** The lane's artifacts of this run, newest first. */
async function ofThisRun(service: ArtifactService, lane: LaneIdentity): Promise<Listing> {
  const listed = await service.listOfThisRun(artifactName(lane, 1));
  if (listed.kind !== "listed") return listed;
  const mine = listed.entries.filter(({ name }) => numberOf(lane, name) > 0);
  return { kind: "listed", entries: mine.sort((a, b) => numberOf(lane, b.name) - numberOf(lane, a.name)) };
}

function artifactName(lane: LaneIdentity, number: number): string {
  const name = `holdfast-${laneSlug(lane.lane)}-${laneId(lane).slice(0, 16)}`;
  return number === 1 ? name : `${name}.${number}`;
}

/** 1 for the plain name, 0 for a name that is not of this lane. */
function numberOf(lane: LaneIdentity, name: string): number {
  const first = artifactName(lane, 1);
  if (name === first) return 1;
  const number = name.startsWith(`${first}.`) ? name.slice(first.length + 1) : "";
  return /^[1-9]\d{0,3}$/.test(number) ? Number(number) : 0;
}
