/** Artifacts of any run of the repository, through the REST API. It needs `actions: read`. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import { backoffDelay } from "../policy/backoff.ts";
import type { ArtifactsListed } from "../store/services.ts";
import type { World } from "../world.ts";
import type { ArchiveFetched, ListedArtifact } from "./artifact-entry.ts";
import type { Repository } from "./context.ts";
import { failureOf, isDenial, statusOf } from "./failure.ts";
import type { Octokit } from "./octokit.ts";
import { patientFetch } from "./rate-limit.ts";

const ArtifactPage = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      size_in_bytes: z.int(),
      expired: z.boolean(),
      created_at: z.nullable(z.string()),
      digest: z.nullish(z.string()),
      workflow_run: z.nullish(
        z.object({
          id: z.optional(z.int()),
          repository_id: z.nullish(z.int()),
          head_repository_id: z.nullish(z.int()),
        }),
      ),
    }),
  ),
});

const perPage = 100;

/** Pages that are looked through for what is not of forks. */
const mostPages = 10;

/**
 * Those with exactly this name that have not expired, newest first, at most 100. What runs of forks made is passed over:
 * anybody can have one, and what it holds would be taken for ours. No more than the newest thousand are looked through.
 */
export async function listForeign(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  name: string,
): Promise<ArtifactsListed> {
  const found: ListedArtifact[] = [];
  for (let page = 1; page <= mostPages && found.length < perPage; page++) {
    const listed = await list(`the artifacts called ${name}`, () =>
      octokit.rest.actions.listArtifactsForRepo({ owner, repo, name, per_page: perPage, page }),
    );
    if (listed.kind !== "listed") return listed;
    found.push(...listed.entries.filter((entry) => entry.name === name && entry.isOurs));
    if (listed.isLast) break;
  }
  // What is uploaded meanwhile moves others to the next page, where they are listed again.
  const entries = [...new Map(found.map((entry) => [entry.id, entry])).values()];
  entries.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  return { kind: "listed", entries: entries.slice(0, perPage) };
}

/** The newest hundred of a run whose names start with `prefix` and that have not expired. */
export async function listOfRun(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  runId: number,
  prefix: string,
): Promise<ArtifactsListed> {
  const listed = await list(`the artifacts of run ${runId}`, () =>
    octokit.rest.actions.listWorkflowRunArtifacts({ owner, repo, run_id: runId, per_page: perPage }),
  );
  if (listed.kind !== "listed") return listed;
  return { kind: "listed", entries: listed.entries.filter(({ name }) => name.startsWith(prefix)) };
}

/** A page of a hundred, counted from 1, the newest first, without those that have expired or that runs of forks made. */
export async function listNewest(octokit: Octokit, { owner, name: repo }: Repository, page: number) {
  const listed = await list("the newest artifacts", () =>
    octokit.rest.actions.listArtifactsForRepo({ owner, repo, per_page: perPage, page }),
  );
  if (listed.kind !== "listed") return listed;
  return { ...listed, entries: listed.entries.filter(({ isOurs }) => isOurs) };
}

/** Of a page those that have not expired, and whether it is the last. `wanted` says what could not be listed. */
async function list(wanted: string, ask: () => Promise<{ readonly data: unknown }>) {
  try {
    const { data } = await ask();
    const { artifacts } = z.parse(ArtifactPage, data);
    const entries = artifacts
      .filter(({ expired }) => !expired)
      .map((artifact): ListedArtifact & { readonly isOurs: boolean } => {
        const { id, name, size_in_bytes: size, created_at: created, workflow_run: run, digest } = artifact;
        const createdAt = Date.parse(created ?? "") || 0;
        const isOurs = typeof run?.repository_id === "number" && run.repository_id === run.head_repository_id;
        return { id, name, size, createdAt, runId: run?.id ?? 0, digest: digest ?? undefined, isOurs };
      });
    return { kind: "listed", entries, isLast: artifacts.length < perPage } as const;
  } catch (error) {
    return { kind: isDenial(error) ? "denied" : "unavailable", reason: failureOf(error, wanted) } as const;
  }
}

const ATTEMPTS = 3;
const BACKOFF = { initialDelay: 1000, factor: 2, maxDelay: 10_000, jitter: "none" } as const;
/** Milliseconds without a byte after which a download is ended. */
const IDLE = 60_000;

type DownloadWorld = Pick<World, "clock" | "files" | "http">;

/** Brings the archive into the empty folder `into`. What the storage breaks off is asked for again. */
export async function fetchForeign(
  world: DownloadWorld,
  octokit: Octokit,
  repository: Repository,
  entry: ListedArtifact,
  into: string,
): Promise<ArchiveFetched> {
  const path = join(into, "archive.zip");
  const wanted = `artifact ${entry.name} of run ${entry.runId}`;
  for (let attempt = 1; ; attempt++) {
    const address = await addressOf(octokit, repository, entry.id, wanted);
    if (typeof address !== "string") return address;
    try {
      const digest = await fetchTo(world, address, path);
      if (entry.digest === undefined || entry.digest === digest) return { kind: "fetched", path };
      throw new Error(`its digest is ${digest} and should be ${entry.digest}`);
    } catch (error) {
      if (attempt === ATTEMPTS) return { kind: "unavailable", reason: failureOf(error, wanted) };
      await world.clock.sleep(backoffDelay(BACKOFF, attempt, 1));
    }
  }
}

/** Where the archive can be fetched from for a minute, or why it cannot. */
async function addressOf(
  octokit: Octokit,
  { owner, name: repo }: Repository,
  id: number,
  wanted: string,
): Promise<string | ArchiveFetched> {
  try {
    const response = await octokit.rest.actions.downloadArtifact({
      owner,
      repo,
      artifact_id: id,
      archive_format: "zip",
      // The address is signed: following it with our token would hand the token to the storage.
      request: { redirect: "manual" },
    });
    const location: unknown = response.headers.location;
    if (typeof location === "string") return location;
    return { kind: "unavailable", reason: `${wanted}: GitHub gave no address to download from` };
  } catch (error) {
    const isGone = statusOf(error) === 404 || statusOf(error) === 410;
    return isGone ? { kind: "none" } : { kind: "unavailable", reason: failureOf(error, wanted) };
  }
}

/** Downloads into a new file; gives the digest as GitHub writes it. */
async function fetchTo({ clock, files, http }: DownloadWorld, address: string, path: string): Promise<string> {
  await files.remove(path);
  const idle = new AbortController();
  const patience = { longestWait: 60_000, attempts: 2, answerWithin: IDLE, signal: idle.signal };
  const response = await patientFetch(http.fetch, clock, patience)(address);
  if (!response.ok || response.body === null) throw new Error(`the storage answered with ${response.status}`);
  const hash = createHash("sha256");
  const watch = () => clock.after(IDLE, () => idle.abort(new Error(`no byte came for ${IDLE / 1000} s`)));
  let cancel = watch();
  try {
    for await (const bytes of response.body) {
      cancel();
      hash.update(bytes);
      await files.append(path, bytes);
      cancel = watch();
    }
  } finally {
    cancel();
  }
  return `sha256:${hash.digest("hex")}`;
}
