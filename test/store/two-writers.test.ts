import { describe, expect, it } from "vitest";
import { openLane, type LaneWorld } from "../../src/durable/lane/lane.ts";
import { LaneError } from "../../src/durable/lane/errors.ts";
import { runStep } from "../../src/durable/step/step.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { artifactStore } from "../../src/store/artifact.ts";
import { cacheStore } from "../../src/store/cache.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { layeredStore } from "../../src/store/layered.ts";
import type { ArtifactService, CacheService } from "../../src/store/services.ts";
import type { Store } from "../../src/store/store.ts";
import type { Files } from "../../src/world.ts";
import { systemClock } from "../../src/world/clock.ts";
import { Lifeline } from "../../src/durable/simulation/crashes.ts";
import { archiveOf, emptyDisk, filesOf, unarchive, type Disk } from "../../src/durable/simulation/disk.ts";
import { emptyServices, type Services } from "../simulation/services.ts";
import { interleavings, type Turn } from "./interleavings.ts";

const identity = { repository: "kelp/forest", key: "release", lane: "build" };

/** All that the writers share, their disk too: each has folders of its own on it. */
interface Shared extends Services {
  readonly disk: Disk;
  /** Saves that have begun and not ended. */
  readonly underWay: Set<string>;
  /** Who was told that a generation is theirs. */
  readonly winners: Map<number, Set<number>>;
}

interface Writer {
  readonly number: number;
  readonly runId: number;
  readonly turn: Turn;
  readonly shared: Shared;
}

const kinds = ["cache", "artifact", "layered", "directory"] as const;
type Kind = (typeof kinds)[number];

/** A cache as the official one is: a key is reserved first, and found once it is finished. */
function steppedCache({ turn, shared }: Writer): CacheService {
  return {
    async restore(prefix, into) {
      await turn();
      const key = [...shared.cache.keys()].findLast((name) => name.startsWith(prefix));
      if (key === undefined) return { kind: "none" };
      unarchive(shared.cache.get(key) ?? new Map(), shared.disk, into);
      return { kind: "found", key };
    },
    async save(key, from) {
      await turn();
      if (shared.cache.has(key) || shared.underWay.has(key)) return { kind: "unknown", reason: "the key is taken" };
      shared.underWay.add(key);
      await turn();
      shared.underWay.delete(key);
      shared.cache.set(key, archiveOf(shared.disk, from));
      return { kind: "saved" };
    },
  };
}

/** Artifacts as the official ones are: a name is taken at once, and listed once it is finished. */
function steppedArtifacts({ turn, shared, runId }: Writer): ArtifactService {
  const list = async (wanted: (entry: { runId: number; name: string }) => boolean, isFollowing = false) => {
    if (!isFollowing) await turn();
    const entries = shared.artifacts.map(({ entry }) => entry).filter(wanted);
    return { kind: "listed", entries: entries.toReversed() } as const;
  };
  return {
    listOfThisRun: (prefix) => list((entry) => entry.runId === runId && entry.name.startsWith(prefix)),
    // One look for all the names of a lane: with a turn for each there are more orders than can be run.
    listOfAllRuns: (name) => list((entry) => entry.name === name, /\.\d+$/.test(name)),
    // Takes no turn: what is listed never changes.
    async download(wanted, into) {
      const found = shared.artifacts.find(({ entry }) => entry.id === wanted.id);
      if (!found) return { kind: "none" };
      unarchive(found.content, shared.disk, into);
      return { kind: "downloaded" };
    },
    async upload(name, from) {
      await turn();
      const upload = `${runId} ${name}`;
      const isListed = shared.artifacts.some(({ entry }) => entry.runId === runId && entry.name === name);
      if (isListed || shared.underWay.has(upload)) return { kind: "taken" };
      shared.underWay.add(upload);
      await turn();
      shared.underWay.delete(upload);
      const id = shared.artifacts.length + 1;
      const entry = { id, name, size: 1, createdAt: id, runId };
      shared.artifacts.push({ entry, content: archiveOf(shared.disk, from) });
      return { kind: "uploaded", id };
    },
  };
}

/** Takes a turn before what decides in a folder: looking which generation is the newest, and making one. */
function steppedFiles({ turn, shared }: Writer): Files {
  const files = filesOf(shared.disk, new Lifeline());
  return {
    ...files,
    async list(path) {
      await turn();
      return files.list(path);
    },
    async publish(from, to) {
      if (to.startsWith("/state/")) await turn();
      return files.publish(from, to);
    },
  };
}

function storeOf(kind: Kind, world: LaneWorld, writer: Writer, isShared: boolean): Store {
  const scratch = `/${writer.number}/scratch`;
  const cache = cacheStore(world, steppedCache(writer), scratch);
  const artifact = artifactStore(world, steppedArtifacts(writer), scratch, isShared ? "all-runs" : "this-run");
  if (kind === "cache") return cache;
  if (kind === "artifact") return artifact;
  if (kind === "layered") return layeredStore(world, cache, artifact, () => false);
  return directoryStore({ ...world, files: steppedFiles(writer) }, "/state");
}

function worldOf({ number, turn, shared }: Writer): LaneWorld {
  let drawn = 0;
  return {
    clock: {
      now: () => number * 1_000_000,
      monotonic: () => 0,
      // Saves of other writers end sooner than anybody gives up waiting for them.
      sleep: async (ms) => (ms === 0 ? undefined : turn(() => shared.underWay.size === 0)),
      after: () => () => {},
      turn: () => systemClock.turn(),
    },
    random: { bytes: (count) => Buffer.alloc(count), uuid: () => `${number}-${drawn++}` },
    files: filesOf(shared.disk, new Lifeline()),
    processes: {
      pid: number + 1,
      platform: "linux",
      signal: () => true,
    } as Partial<LaneWorld["processes"]> as LaneWorld["processes"],
  };
}

interface Told {
  /** Why it was turned away; undefined where it came to its end. */
  readonly refusal?: string;
  readonly isSaved: boolean;
}

/** Loads, claims where the lane is shared, has its effect, saves. */
async function write(kind: Kind, writer: Writer, isShared: boolean): Promise<Told> {
  const world = worldOf(writer);
  const { number, runId, shared } = writer;
  const store = storeOf(kind, world, writer, isShared);
  const told: Store = {
    ...store,
    async save(lane, folder, manifest) {
      const saved = await store.save(lane, folder, manifest);
      const winners = shared.winners.get(manifest.generation) ?? new Set();
      if (saved.kind === "saved") shared.winners.set(manifest.generation, winners.add(number));
      return saved;
    },
  };
  try {
    const lane = await openLane(world, {
      identity,
      writer: { runId, attempt: 1 },
      attempt: 1,
      folder: `/${number}/lane`,
      store: told,
      isFirst: !isShared,
      isShared,
      stateOf: async () => ({ kind: "ended" }),
    });
    // With a step for each there are thirty thousand orders, in which the same holds.
    if (kind === "artifact" && isShared) return { refusal: "left out", isSaved: false };
    const outcome = await runStep(
      world,
      lane,
      { name: `step ${number}`, fingerprint: "1", onChange: "fail", semantics: "at-least-once", policy: once },
      { attempt: async () => ({ kind: "success", value: { result: number } }) },
      new AbortController().signal,
    );
    return { isSaved: "saved" in outcome && outcome.saved.kind === "saved" };
  } catch (error) {
    if (!(error instanceof LaneError)) throw error;
    return { refusal: error.name, isSaved: false };
  }
}

const once = { maxAttempts: 1, backoff: { initialDelay: 0, factor: 1, maxDelay: 0, jitter: "none" } } as const;

/** The steps that the lane holds in the end. */
async function recorded(kind: Kind, shared: Shared, isShared: boolean): Promise<string[]> {
  const writer: Writer = { number: 2, runId: 2, turn: async () => {}, shared };
  shared.disk.set("/2", shared.disk.get("/")!);
  const world = worldOf(writer);
  await storeOf(kind, world, writer, isShared).load(identity, "/2/lane");
  const journal = await openJournal(world, "/2/lane/journal.jsonl", { lane: identity.lane, attempt: 1 });
  return [...journal.state.steps].flatMap(([name, { status }]) => (status === "done" ? [name] : []));
}

/** All orders of two writers; what is broken in each, in words. */
async function hold(kind: Kind, isShared: boolean) {
  const faults: string[] = [];
  let count = 0;
  let held = 0;
  let shared: Shared;
  const runs = interleavings<Told>(async (start) => {
    shared = { ...emptyServices(), disk: emptyDisk(), underWay: new Set(), winners: new Map() };
    for (const folder of ["/0", "/1"]) shared.disk.set(folder, shared.disk.get("/")!);
    return start(
      [0, 1].map(
        (number) => (turn: Turn) => write(kind, { number, runId: isShared ? number : 2, turn, shared }, isShared),
      ),
    );
  });
  for await (const { order, results } of runs) {
    count += 1;
    const before = faults.length;
    const where = `${kind}, ${order.join("")}`;
    for (const [generation, winners] of shared!.winners) {
      if (winners.size > 1) faults.push(`${where}: generation ${generation} has two winners`);
    }
    // Across runs artifacts are only written and read, and from that alone no two can agree without waiting for each
    // other: where both add at once, both may be turned away, and what was turned away stands beside the winner's.
    const isAgreed = kind !== "artifact" || !isShared;
    if (isAgreed && !shared!.winners.has(1)) faults.push(`${where}: nobody won the first generation`);
    const kept = await recorded(kind, shared!, isShared);
    for (const [number, { refusal, isSaved }] of results.entries()) {
      if (!isSaved && refusal === undefined) faults.push(`${where}: writer ${number} was told nothing`);
      if (isAgreed && isSaved && !kept.includes(`step ${number}`))
        faults.push(`${where}: what writer ${number} did was lost`);
    }
    if (faults.length === before) held += 1;
  }
  return { count, held, faults };
}

describe("two writers on one lane, in every order of what they do", () => {
  it.each(kinds)("have one winner a generation, and the other is told: two jobs of a run, %s", async (kind) => {
    const { count, held, faults } = await hold(kind, false);
    console.log(`two jobs of a run, ${kind}: ${held} of ${count} orders hold`);
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(5);
  });

  it.each(kinds)("have one winner a generation, and the other is told: two runs under one key, %s", async (kind) => {
    const { count, held, faults } = await hold(kind, true);
    console.log(`two runs under one key, ${kind}: ${held} of ${count} orders hold`);
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(5);
  });
});
