/** A process that works on a run and may be killed at any moment. Its effects are lines of a file. */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../../src/durable/context.ts";
import { runAutomation } from "../../src/durable/run/run.ts";
import { openRunLane } from "../../src/durable/lane/run-lane.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { systemWorld } from "../../src/world/system.ts";

const folder = process.argv[2] ?? "";

async function effect(name: string, key: string): Promise<string> {
  await sleep(4);
  appendFileSync(join(folder, "effects.txt"), `${name} ${key}\n`);
  await sleep(4);
  return name;
}

async function work(ctx: Context): Promise<unknown> {
  const first = await ctx.step("first", ({ idempotencyKey }) => effect("first", idempotencyKey));
  const batch = await ctx.map(
    "items",
    ["a", "b", "c", "d", "e"],
    (item, key) =>
      item.step(
        "one",
        ({ attempt, idempotencyKey }) => {
          if (key === "e" || attempt < 2) throw new Error(`${key} is busy`);
          return effect(`items/${key}`, idempotencyKey);
        },
        { retry: { maxAttempts: 2, initialDelay: "10ms" } },
      ),
    { maxConcurrency: 2, onExhausted: "dead-letter" },
  );
  await ctx.wait("50ms");
  const last = await ctx.step("last", ({ idempotencyKey }) => effect("last", idempotencyKey));
  return [first, batch.results(), batch.deadLetters.map(({ key }) => key), last];
}

const world = systemWorld();
const lane = await openRunLane(world, {
  identity: { repository: "kelp/orders", key: "orders-1", lane: "run" },
  writer: {},
  attempt: 1,
  folder: join(folder, "lane"),
  store: directoryStore(world, join(folder, "store")),
  isFirst: false,
  isShared: false,
  stateOf: () => Promise.resolve({ kind: "ended" }),
});
const outcome = await runAutomation(world, {
  lane,
  folder: join(folder, "lane"),
  automation: { name: "kills", run: work },
});
await lane.close();
process.stdout.write(JSON.stringify(outcome));
