import type { World } from "../world.ts";
import { laneId, laneSlug, type LaneIdentity } from "./lane-id.ts";
import type { ArtifactEntry, ArtifactService } from "./services.ts";
import type { Manifest } from "./checkpoint.ts";
import { accept, settling, withStage, type CopyingStore, type Loaded, type Saved } from "./store.ts";

/** Whose artifacts can hold the lane: under the default key only this run's, under an author's key any run's. */
export type ArtifactReach = "this-run" | "all-runs";

/**
 * Checkpoints as artifacts `holdfast-LANE-ID`, then `….2`, `….3`: a name can be used once a run, and without gaps the
 * newest of any run is found by asking for exact names, which is all the service can do across runs.
 */
export function artifactStore(
  world: Pick<World, "clock" | "files" | "random">,
  service: ArtifactService,
  scratch: string,
  reach: ArtifactReach,
): CopyingStore {
  const { clock, files } = world;
  /** Ids of artifacts known to hold older generations than the next one. */
  const older = new Set<number>();

  /** Newest first. */
  async function candidates(lane: LaneIdentity): Promise<Listing> {
    if (reach === "this-run") return ofThisRun(service, lane);
    const found: ArtifactEntry[] = [];
    for (let number = 1; ; number++) {
      const listed = await service.listOfAllRuns(artifactName(lane, number));
      if (listed.kind !== "listed") return listed;
      if (listed.entries.length === 0) break;
      found.push(...listed.entries);
    }
    return { kind: "listed", entries: found.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id) };
  }

  async function bring(lane: LaneIdentity, entry: ArtifactEntry, into: string): Promise<Loaded> {
    return withStage(world, into, async (stage) => {
      await files.makeFolder(stage);
      const answer = await service.download(entry, stage);
      if (answer.kind !== "downloaded") return answer;
      return accept(files, lane, stage, into, `artifact ${entry.name} of run ${entry.runId}`);
    });
  }

  /** What an artifact that stands says to adding a checkpoint; undefined where it is older, gone or not sound. */
  async function against(lane: LaneIdentity, manifest: Manifest, standing: ArtifactEntry): Promise<Saved | undefined> {
    if (older.has(standing.id)) return undefined;
    const loaded = await withStage(world, scratch, (stage) => bring(lane, standing, stage));
    if (loaded.kind === "unavailable") return loaded;
    if (loaded.kind === "found" && loaded.manifest.generation >= manifest.generation) {
      return loaded.manifest.head === manifest.head ? saved : { kind: "conflict", winner: loaded.manifest };
    }
    older.add(standing.id);
    return undefined;
  }

  /** What the other runs' artifacts say to it. */
  async function againstOtherRuns(lane: LaneIdentity, manifest: Manifest): Promise<Saved | undefined> {
    if (reach === "this-run") return undefined;
    const listing = await candidates(lane);
    if (listing.kind !== "listed") return { kind: "unavailable", reason: listing.reason };
    const newest = listing.entries.find(({ runId }) => runId !== manifest.runId);
    return newest && against(lane, manifest, newest);
  }

  async function add(lane: LaneIdentity, folder: string, manifest: Manifest): Promise<Saved> {
    const waits = [...settling];
    for (let tried = 0; tried < mostNames;) {
      const listing = await ofThisRun(service, lane);
      if (listing.kind !== "listed") return { kind: "unavailable", reason: listing.reason };
      const [newest] = listing.entries;
      const fault = newest && (await against(lane, manifest, newest));
      if (fault) return fault;
      const last = newest ? numberOf(lane, newest.name) : 0;
      // A name is taken and not listed by an upload that is under way, which may be of this generation, or never ended.
      const wait = tried > last ? waits.shift() : undefined;
      if (wait !== undefined) {
        await clock.sleep(wait);
        continue;
      }
      tried = Math.max(tried, last) + 1;
      const answer = await service.upload(artifactName(lane, tried), folder);
      if (answer.kind === "uploaded") return saved;
      if (answer.kind === "unavailable") return answer;
    }
    return {
      kind: "unavailable",
      reason: `this run has ${mostNames} artifacts of the lane, as many as a job may have`,
    };
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

    copy: add,

    async save(lane, folder, manifest) {
      const fault = await againstOtherRuns(lane, manifest);
      if (fault) return fault;
      const added = await add(lane, folder, manifest);
      if (added.kind !== "saved") return added;
      // Across runs no name is given only once. Of two that add at once, the one that looks last sees the other's.
      return (await againstOtherRuns(lane, manifest)) ?? added;
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
