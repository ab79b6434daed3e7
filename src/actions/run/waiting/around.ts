/** GitHub as it stands around a run of this job: asked late, for most runs never wait. */
import { laneId, type LaneIdentity } from "../../../store/lane-id.ts";
import type { ArtifactService, CacheService } from "../../../store/services.ts";
import { requireContext, type Repository } from "../../../github/context.ts";
import type { Octokit } from "../../../github/octokit.ts";
import { jobFolder } from "../../lane/open.ts";
import type { Job } from "../job.ts";

export interface GithubAround {
  readonly job: Job;
  readonly repository: Repository;
  readonly identity: LaneIdentity;
  /** The key is the author's: other workflow runs have it, too. */
  readonly isShared: boolean;
  /** {@link laneId} of the lane. */
  readonly lane: string;
  /** Where the run's inbox is. */
  readonly folder: string;
  /** A folder that exists while the run is open. */
  readonly scratch: string;
  readonly redact: (text: string) => string;
  readonly octokit: () => Promise<Octokit>;
  /** Under the token that may read teams, where there is one. */
  readonly teamsOctokit: () => Promise<Octokit | undefined>;
  readonly artifacts: () => Promise<ArtifactService>;
  readonly cache: () => Promise<CacheService>;
}

interface Lane {
  readonly identity: LaneIdentity;
  readonly isShared: boolean;
  readonly folder: string;
}

/** Undefined without a token, as under act: nobody can be asked. */
export function githubAround(job: Job, { identity, isShared, folder }: Lane): GithubAround | undefined {
  const { world, context, inputs } = job;
  const { token, "teams-token": teamsToken } = inputs;
  if (token === undefined) return undefined;
  const connect = async (to: string) =>
    (await import("../../../github/octokit.ts")).createOctokit(world, context, { token: to });
  let octokit: Promise<Octokit> | undefined;
  return {
    job,
    repository: requireContext(context, "repository").repository,
    identity,
    isShared,
    lane: laneId(identity),
    folder,
    scratch: jobFolder(context),
    redact: (text) => job.guard([]).redact(text),
    octokit: () => (octokit ??= connect(token)),
    teamsOctokit: async () => (teamsToken === undefined ? undefined : connect(teamsToken)),
    artifacts: async () => (await import("../../../github/artifact.ts")).artifactService(world, context, token),
    cache: async () => (await import("../../../github/cache.ts")).cacheService(world),
  };
}
