/** Waiting runs, and an index of them on an emulator of GitHub. */
import { cacheService } from "../../src/github/cache.ts";
import { caches } from "../../src/emulator/rows.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { openIndex, type IndexOptions } from "../../src/waiting/open-index.ts";
import type { WaitingIndex } from "../../src/waiting/waiting-index.ts";
import type { WaitingNote } from "../../src/waiting/waiting-note.ts";
import { keyDigest, waitingName, type WaitingRun } from "../../src/waiting/waiting-run.ts";
import { clientOf } from "../emulator/rest/github.ts";
import { folderForTest, worldOf } from "../github/scene.ts";

export const repository = { owner: "octocat", name: "hello-world" };
export const at = "/repos/octocat/hello-world";

export const minute = 60_000;
export const day = 86_400_000;

/** When the waits of tests begin unless told. */
export const since = Date.parse("2026-11-21T12:00:00Z");

/** A run that waits for an hour to pass. */
export function waiting(given: Partial<WaitingRun> = {}): WaitingRun {
  return {
    lane: "0123456789abcdef0123456789abcdef",
    key: keyDigest("orders"),
    since,
    until: since + 60 * minute,
    waitsFor: new Set(["time"]),
    runId: 4711,
    attempt: 1,
    jobId: 12,
    ...given,
  };
}

/** A run of a lane of its own. */
export function waitingOf(number: number, given: Partial<WaitingRun> = {}): WaitingRun {
  return waiting({ lane: number.toString(16).padStart(32, "0"), runId: number, ...given });
}

export const note: WaitingNote = {
  automation: "orders",
  file: "automations/orders.yml",
  key: "orders",
  lane: "build/orders",
  isShared: true,
  waiting: ["pause", "each/4711/pause"],
  workflow: ".github/workflows/orders.yml",
  ref: "refs/heads/main",
};

/** The index as a job of the emulator opens it, whose retries take no time. */
export async function indexOn(emulator: Emulator, options: Partial<IndexOptions> = {}): Promise<WaitingIndex> {
  const system = await worldOf(emulator);
  const world = { ...system, output: { ...system.output, write: () => undefined } };
  return openIndex(
    { ...world, clock: { ...world.clock, sleep: async () => undefined } },
    {
      kind: "auto",
      octokit: clientOf(emulator),
      repository,
      cache: cacheService(world),
      scratch: await folderForTest(),
      ...options,
    },
  );
}

/** An entry that some job saved to the cache of a ref, whatever it says. */
export function saveTo({ state }: Pick<Emulator, "state">, ref: string, run: WaitingRun): void {
  const kept = { version: "1", size: 1, lastUsedAt: since, finalized: true, blob: "none" };
  caches(state).insert({ ...kept, ref, key: `holdfast-waiting.${waitingName(run)}`, createdAt: run.since });
}

/** In the order of their lanes, wherever they are kept. */
export async function listed(index: WaitingIndex, lane?: string): Promise<readonly WaitingRun[]> {
  const answer = await index.list(lane);
  if (answer.kind !== "listed") throw new Error(answer.reason);
  const runs = answer.runs.map((run) => {
    const { cachedOn: _, ...told } = run;
    return told;
  });
  return runs.toSorted((a, b) => (a.lane < b.lane ? -1 : 1));
}
