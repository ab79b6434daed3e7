/** Every call of a store × everything that can go wrong with each of its requests, against the emulator. */
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Job } from "../../src/emulator/run-environment.ts";
import { artifactService } from "../../src/github/artifact.ts";
import { cacheService } from "../../src/github/cache.ts";
import { readContext } from "../../src/github/context.ts";
import { artifactStore, type ArtifactReach } from "../../src/store/artifact.ts";
import { cacheStore } from "../../src/store/cache.ts";
import { layeredStore } from "../../src/store/layered.ts";
import type { Loaded, Saved, Store } from "../../src/store/store.ts";
import { type Fault, FAULTS, hasteFor } from "../github/faults.ts";
import { hasteTimers, hastyClock } from "../github/haste.ts";
import { emulatorForTest, folderForTest, worldOf } from "../github/scene.ts";
import { makeCheckpoint } from "../store/made-checkpoint.ts";

const REST_LIST = "GET /repos/octocat/hello-world/actions/artifacts";

/**
 * The requests of each store to load, to save, and to save where another writer's checkpoint stands: those that the same
 * code makes for another store already are left out.
 */
const calls = {
  "cache of v2": {
    load: ["GetCacheEntryDownloadURL", "GetBlob"],
    save: ["CreateCacheEntry", "PutBlob", "FinalizeCacheEntryUpload"],
    late: ["CreateCacheEntry", "GetCacheEntryDownloadURL", "GetBlob"],
  },
  "cache of v1": { load: ["GetCacheEntry", "GetBlob"], save: ["CommitCache"], late: ["ReserveCache"] },
  "artifacts of this run": {
    load: ["ListArtifacts", "GetSignedArtifactURL", "GetBlob"],
    save: ["ListArtifacts", "CreateArtifact", "PutBlock", "PutBlockList", "FinalizeArtifact"],
    late: ["ListArtifacts", "GetSignedArtifactURL", "GetBlob"],
  },
  "artifacts of all runs": { load: [REST_LIST, "GetBlob"], save: [REST_LIST], late: [REST_LIST, "GetBlob"] },
  layers: {
    load: ["GetCacheEntryDownloadURL", "GetBlob", "ListArtifacts", "GetSignedArtifactURL"],
    save: ["CreateCacheEntry", "FinalizeCacheEntryUpload"],
    late: ["CreateCacheEntry"],
  },
} as const;

type Kind = keyof typeof calls;
const kinds = Object.keys(calls) as Kind[];

async function scene(kind: Kind) {
  hasteTimers();
  const emulator = await emulatorForTest();
  const place = await folderForTest();
  const reader = await folderForTest();
  let lanes = 0;

  async function storeOf(runId: number, haste = 2): Promise<Store> {
    const job: Partial<Job> = { runId, ...(kind === "cache of v1" && { cacheService: "v1" as const }) };
    const world = { ...(await worldOf(emulator, job)), clock: hastyClock(haste) };
    const scratch = join(place, `scratch-${runId}`);
    const cache = cacheStore(world, cacheService(world), scratch);
    if (kind.startsWith("cache")) return cache;
    const service = artifactService(world, readContext(world.environment), world.environment["GITHUB_TOKEN"]);
    const reach: ArtifactReach = kind === "artifacts of all runs" ? "all-runs" : "this-run";
    const artifact = artifactStore(world, service, scratch, reach);
    return kind === "layers" ? layeredStore(world, cache, artifact, () => false) : artifact;
  }

  const world = await worldOf(emulator);
  return {
    storeOf,
    /** A lane of its own, so that cases do not meet. */
    lane: () => ({ repository: "octocat/hello-world", key: "key", lane: `lane ${lanes++}` }),
    make: (lane: Parameters<typeof makeCheckpoint>[1], writer: string, generation: number) =>
      makeCheckpoint(world, lane, { place, writer, generation }),
    into: () => join(reader, world.random.uuid()),
    /** What a call gives while the fault holds. */
    under: async <T>(fault: Fault, operation: string, call: (haste: number) => Promise<T>): Promise<T> => {
      emulator.faults.order({ operation, times: fault.times, action: fault.action });
      try {
        return await call(hasteFor(fault));
      } finally {
        emulator.faults.clear();
      }
    },
  };
}

function casesOf(operations: readonly string[]) {
  return operations.flatMap((operation) => FAULTS.map((fault) => ({ operation, fault })));
}

test.for(kinds)("every load from the %s × every fault: what stands is found, or said not to be known", async (kind) => {
  const { storeOf, lane, make, into, under } = await scene(kind);
  const identity = lane();
  const newest = await make(identity, "first", 2);
  // Under a key of the author's own the checkpoint is another run's.
  const writer = await storeOf(kind === "artifacts of all runs" ? 2 : 1);
  const old = await make(identity, "first", 1);
  expect((await writer.save(identity, old.folder, old.manifest)).kind).toBe("saved");
  await writer.close?.(identity, old.folder, old.manifest);
  expect((await writer.save(identity, newest.folder, newest.manifest)).kind).toBe("saved");

  const cases = casesOf(calls[kind].load);
  const broken: string[] = [];
  for (const { operation, fault } of cases) {
    const loaded = await under(fault, operation, async (haste) => (await storeOf(1, haste)).load(identity, into()));
    const name = `${operation}, ${fault.name}: ${JSON.stringify(loaded)}`;
    if (loaded.kind === "none") broken.push(name);
    else if (loaded.kind === "found" && loaded.manifest.head !== newest.manifest.head) broken.push(name);
    else if (loaded.kind !== "found" && !isReason(loaded)) broken.push(name);
  }
  console.log(`loads from the ${kind}: ${cases.length - broken.length} of ${cases.length} answer as promised`);
  expect(broken).toEqual([]);
});

test.for(kinds)("every save to the %s × every fault: saved is saved, and saving again settles it", async (kind) => {
  const { storeOf, lane, make, into, under } = await scene(kind);
  const cases = casesOf(calls[kind].save);
  const broken: string[] = [];
  for (const { operation, fault } of cases) {
    const identity = lane();
    const { folder, manifest } = await make(identity, "own", 1);
    const saved = await under(fault, operation, async (haste) =>
      (await storeOf(1, haste)).save(identity, folder, manifest),
    );
    const loaded = await (await storeOf(1)).load(identity, into());
    const again = await (await storeOf(1)).save(identity, folder, manifest);
    const name = `${operation}, ${fault.name}: ${JSON.stringify([saved, again, loaded])}`;
    const stands = loaded.kind === "found" && loaded.manifest.head === manifest.head;
    if (saved.kind === "saved" && !stands) broken.push(name);
    else if (saved.kind === "conflict" || again.kind === "conflict") broken.push(`${name}: in conflict with itself`);
    else if (saved.kind === "unavailable" && !isReason(saved)) broken.push(name);
    else if (stands && again.kind !== "saved") broken.push(`${name}: not settled`);
  }
  console.log(`saves to the ${kind}: ${cases.length - broken.length} of ${cases.length} answer as promised`);
  expect(broken).toEqual([]);
});

test.for(kinds)("every save to the %s × every fault: what another saved first is never passed by", async (kind) => {
  const { storeOf, lane, make, into, under } = await scene(kind);
  const cases = casesOf(calls[kind].late).filter(({ operation, fault }) => !isUndetected(operation, fault));
  const broken: string[] = [];
  for (const { operation, fault } of cases) {
    const identity = lane();
    const own = await make(identity, "own", 1);
    const theirs = await make(identity, "theirs", 1);
    // Under a key of the author's own the other is another run.
    const other = await storeOf(kind === "artifacts of all runs" ? 2 : 1);
    expect((await other.save(identity, theirs.folder, theirs.manifest)).kind).toBe("saved");
    await other.close?.(identity, theirs.folder, theirs.manifest);

    const saved = await under(fault, operation, async (haste) =>
      (await storeOf(1, haste)).save(identity, own.folder, own.manifest),
    );
    const loaded = await (await storeOf(1)).load(identity, into());
    const name = `${operation}, ${fault.name}: ${JSON.stringify([saved, loaded])}`;
    if (saved.kind === "saved") broken.push(name);
    else if (saved.kind === "conflict" && saved.winner?.writer !== "theirs") broken.push(name);
    else if (saved.kind === "unavailable" && !isReason(saved)) broken.push(name);
    if (loaded.kind !== "found" || loaded.manifest.writer !== "theirs") broken.push(name);
  }
  console.log(
    `saves to the ${kind} after another's: ${cases.length - broken.length} of ${cases.length} answer as promised`,
  );
  expect(broken).toEqual([]);
});

/** Nothing tells a list whose names were altered on the way from one that is right; TLS lets no such list through. */
function isUndetected(operation: string, { action }: Fault): boolean {
  return action.kind === "corrupt" && (operation === "ListArtifacts" || operation === REST_LIST);
}

/** One line for people, with something in it. */
function isReason(answer: (Loaded | Saved) & { reason?: string }): boolean {
  const { reason = "" } = answer;
  return reason.length > 0 && reason.length <= 1200 && !reason.includes("\n") && reason !== "the client gave no reason";
}
