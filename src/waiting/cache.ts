import { join } from "node:path";
import type { Repository } from "../github/context.ts";
import { statusOf } from "../github/failure.ts";
import { unlessRefused, type NotReached } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import type { CacheService } from "../store/services.ts";
import { withStage } from "../store/store.ts";
import type { World } from "../world.ts";
import type { WaitingIndex } from "./waiting-index.ts";
import { readNote, serialiseNote, type WaitingNote } from "./waiting-note.ts";
import { readWaitingName, waitingName, type WaitingRun } from "./waiting-run.ts";

const prefix = "holdfast-waiting.";
const file = "waiting.json";

/** Milliseconds: GitHub evicts an entry that nobody read for seven days. The run wakes before, and is put in anew. */
const longestWait = 5 * 86_400_000;

/** Whose entries are taken: anybody's pull request may save some, under `refs/pull/`. */
const trustedRef = /^refs\/(?:heads|tags)\/./;

/** Bytes of a note, all its bounds used. */
const largestNote = 1024 * 1024;

const perPage = 100;
const mostPages = 50;

export interface CacheIndexOptions {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly cache: CacheService;
  /** A folder that exists. */
  readonly scratch: string;
}

interface Entry {
  readonly key: string;
  readonly ref: string;
}

/**
 * Waiting runs as cache entries whose content is the note: for jobs that may not write contents. No wait in it is longer than
 * five days, and none of a pull request is in it. A note is read only where the job may read the cache of the branch that
 * waits. Added with the job's own token, listed and removed over REST, with `actions: read` and `actions: write`.
 */
export function cacheIndex(
  { files, random }: Pick<World, "files" | "random">,
  { octokit, repository, cache, scratch }: CacheIndexOptions,
): WaitingIndex {
  const at = { owner: repository.owner, repo: repository.name };
  const { actions } = octokit.rest;

  async function add(run: WaitingRun, note: WaitingNote): Promise<{ readonly kind: "added" } | NotReached> {
    if (note.ref !== undefined && !trustedRef.test(note.ref)) {
      return {
        kind: "denied",
        reason: `the cache of a pull request is open to anybody, and is not looked at: grant contents: write`,
      };
    }
    const key = keyOf(run);
    const saved = await withStage({ files, random }, join(scratch, "waiting"), async (stage) => {
      await files.makeFolder(stage);
      await files.scratch(join(stage, file), serialiseNote(note));
      return cache.save(key, stage);
    });
    if (saved.kind === "saved") return { kind: "added" };
    if (saved.kind === "denied") return saved;
    // Nobody else gives this name: what stands under it is ours.
    const standing = await unlessRefused("the waiting run could not be added", "actions: read", () => entriesOf(key));
    const isAdded = Array.isArray(standing) && standing.some((entry) => entry.key === key);
    return isAdded ? { kind: "added" } : { kind: "unavailable", reason: saved.reason };
  }

  /** Those whose keys begin so, the oldest first: what is read meanwhile changes no place. */
  async function entriesOf(beginning: string): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (let page = 1; page <= mostPages; page++) {
      const order = { sort: "created_at", direction: "asc", per_page: perPage, page } as const;
      const { data } = await actions.getActionsCacheList({ ...at, key: beginning, ...order });
      for (const { key, ref } of data.actions_caches) {
        if (key !== undefined && ref !== undefined && trustedRef.test(ref)) entries.push({ key, ref });
      }
      if (data.actions_caches.length < perPage) break;
    }
    return entries;
  }

  async function list(lane = "") {
    // GitHub keeps an entry once for each version of its format.
    const runs = new Map<string, WaitingRun>();
    for (const { key, ref } of await entriesOf(`${prefix}${lane}`)) {
      const run = readWaitingName(key.slice(prefix.length));
      if (run !== undefined) runs.set(`${ref} ${key}`, { ...run, cachedOn: ref });
    }
    return { kind: "listed", runs: [...runs.values()] } as const;
  }

  async function noteOf(run: WaitingRun): Promise<WaitingNote | undefined> {
    return withStage({ files, random }, join(scratch, "waiting"), async (stage) => {
      await files.makeFolder(stage);
      const key = keyOf(run);
      const restored = await cache.restore(key, stage);
      if (restored.kind !== "found" || restored.key !== key) return undefined;
      const status = await files.status(join(stage, file));
      if (status?.kind !== "file" || status.size > largestNote) return undefined;
      return readNote(String(await files.read(join(stage, file))));
    });
  }

  async function remove(run: WaitingRun) {
    try {
      await actions.deleteActionsCacheByKey({
        ...at,
        key: keyOf(run),
        ...(run.cachedOn !== undefined && { ref: run.cachedOn }),
      });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    return { kind: "removed" } as const;
  }

  return {
    add,
    list: (lane) => unlessRefused("the waiting runs could not be listed", "actions: read", () => list(lane)),
    noteOf,
    remove: (run) => unlessRefused("the waiting run could not be removed", "actions: write", () => remove(run)),
  };
}

function keyOf(run: WaitingRun): string {
  return prefix + waitingName({ ...run, until: Math.min(run.until ?? Infinity, run.since + longestWait) });
}
