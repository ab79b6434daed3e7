import { expect, it } from "vitest";
import { cacheStore } from "../../src/store/cache.ts";
import type { CacheService } from "../../src/store/services.ts";
import { runStep, type StepValue } from "../../src/durable/step/step.ts";
import { openLane } from "../../src/durable/lane/lane.ts";
import { Lifeline } from "../../src/durable/simulation/crashes.ts";
import { emptyDisk } from "../../src/durable/simulation/disk.ts";
import { cacheOf, emptyServices, type Services } from "../simulation/services.ts";
import { processOf } from "../simulation/job.ts";

/** A server that cannot tell which of two entries is newer, as act's within one second: it gives the older. */
function cacheWithTies(services: Services, disk: ReturnType<typeof emptyDisk>): CacheService {
  const real = cacheOf(services, disk, new Lifeline());
  return {
    ...real,
    restore: (prefix, into) =>
      real.restore([...services.cache.keys()].find((key) => key.startsWith(prefix)) ?? prefix, into),
  };
}

async function runJob(services: Services, attempt: number): Promise<string[]> {
  const disk = emptyDisk();
  disk.set("/temp", disk.get("/")!);
  const outcomes: string[] = [];
  for (const name of ["fetch", "build", "publish"]) {
    const world = processOf(disk, new Lifeline(), attempt * 100 + outcomes.length);
    const lane = await openLane(world, {
      identity: { repository: "kelp/forest", key: "1", lane: "build" },
      writer: { runId: 1, attempt },
      attempt,
      folder: "/temp/lane",
      store: cacheStore(world, cacheWithTies(services, disk), "/temp/scratch", false),
      isFirst: attempt === 1,
      isShared: false,
      stateOf: async () => ({ kind: "ended" }),
    });
    const backoff = { initialDelay: 0, factor: 1, maxDelay: 0, jitter: "none" } as const;
    const definition = { name, fingerprint: "f", onChange: "fail", semantics: "at-least-once" } as const;
    const outcome = await runStep<StepValue>(
      world,
      lane,
      { ...definition, policy: { maxAttempts: 1, backoff } },
      { attempt: async () => ({ kind: "success", value: { result: name } }) },
      new AbortController().signal,
    );
    outcomes.push(outcome.kind);
  }
  return outcomes;
}

it("of generations that a server cannot tell apart by time, the last one is loaded", async () => {
  const services = emptyServices();
  expect(await runJob(services, 1)).toEqual(["done", "done", "done"]);
  expect(await runJob(services, 2)).toEqual(["replayed", "replayed", "replayed"]);
});
