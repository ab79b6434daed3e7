/** The cache and artifact services of a simulated GitHub: they outlive machines, and an answer can be lost. */
import type {
  ArtifactEntry,
  ArtifactService,
  ArtifactUploaded,
  CacheSaved,
  CacheService,
} from "../../src/store/services.ts";
import type { Lifeline } from "../../src/durable/simulation/crashes.ts";
import { archiveOf, unarchive, type Disk } from "../../src/durable/simulation/disk.ts";

export interface Services {
  readonly cache: Map<string, Disk>;
  readonly artifacts: { entry: ArtifactEntry; content: Disk }[];
}

export function emptyServices(): Services {
  return { cache: new Map(), artifacts: [] };
}

export function cacheOf(services: Services, disk: Disk, life: Lifeline): CacheService {
  return {
    restore: async (prefix, into) =>
      life.look(() => {
        const key = [...services.cache.keys()].findLast((name) => name.startsWith(prefix));
        if (key === undefined) return { kind: "none" };
        unarchive(services.cache.get(key) ?? new Map(), disk, into);
        return { kind: "found", key };
      }),
    save: async (key, from) =>
      life.effect<CacheSaved>(
        `cache ${key}`,
        () => {
          if (services.cache.has(key)) return { kind: "unknown", reason: "the key is taken" };
          services.cache.set(key, archiveOf(disk, from));
          return { kind: "saved" };
        },
        undefined,
        () => ({ kind: "unknown", reason: "the answer was lost" }),
      ),
  };
}

export function artifactsOf(services: Services, disk: Disk, life: Lifeline, runId: number): ArtifactService {
  const listed = (wanted: (entry: ArtifactEntry) => boolean) =>
    life.look(() => ({
      kind: "listed" as const,
      entries: services.artifacts
        .map(({ entry }) => entry)
        .filter(wanted)
        .toReversed(),
    }));
  return {
    listOfThisRun: async (prefix) => listed((entry) => entry.runId === runId && entry.name.startsWith(prefix)),
    listOfAllRuns: async (name) => listed((entry) => entry.name === name),
    download: async (wanted, into) =>
      life.look(() => {
        const found = services.artifacts.find(({ entry }) => entry.id === wanted.id);
        if (!found) return { kind: "none" };
        unarchive(found.content, disk, into);
        return { kind: "downloaded" };
      }),
    upload: async (name, from) =>
      life.effect<ArtifactUploaded>(
        `artifact ${name}`,
        () => {
          if (services.artifacts.some(({ entry }) => entry.runId === runId && entry.name === name))
            return { kind: "taken" };
          const id = services.artifacts.length + 1;
          services.artifacts.push({
            entry: { id, name, size: 1, createdAt: id, runId },
            content: archiveOf(disk, from),
          });
          return { kind: "uploaded", id };
        },
        undefined,
        () => ({ kind: "unavailable", reason: "the answer was lost" }),
      ),
  };
}
