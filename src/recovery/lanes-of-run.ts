/** What the steps of a run have left of their journals. */
import type { AttemptedRun } from "../github/attempted-runs.ts";
import type { Repository } from "../github/context.ts";
import { listOfRun } from "../github/foreign-artifacts.ts";
import type { Octokit } from "../github/octokit.ts";
import type { LaneState } from "../journal/fold.ts";
import { laneArtifacts, laneInArtifact, newestOfEach } from "../store/kept-lanes.ts";
import type { ArtifactService } from "../store/services.ts";
import type { World } from "../world.ts";

export interface Evidence {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly service: Pick<ArtifactService, "download">;
  /** A folder that exists. */
  readonly scratch: string;
}

/** Artifacts that are looked into: each takes two requests. */
const mostLooked = 30;

/**
 * The lanes that a run has as artifacts, as they stand in the newest of each; only of those that were left since a time in
 * milliseconds since the epoch. Undefined where they cannot be listed.
 */
export async function lanesOfRun(
  world: Pick<World, "files" | "random">,
  { octokit, repository, service, scratch }: Evidence,
  { id }: Pick<AttemptedRun, "id">,
  since = 0,
): Promise<LaneState[] | undefined> {
  const listed = await listOfRun(octokit, repository, id, laneArtifacts);
  if (listed.kind !== "listed") return undefined;
  const wanted = newestOfEach(listed.entries).filter(({ createdAt }) => createdAt >= since);
  const lanes: LaneState[] = [];
  for (const entry of wanted.slice(0, mostLooked)) {
    const lane = await laneInArtifact(world, service, entry, scratch);
    if (lane !== undefined) lanes.push(lane);
  }
  return lanes;
}
