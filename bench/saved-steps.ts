/** What it adds to the cost of steps that their run is saved to its store now and then, as it is by default. */
import { join } from "node:path";
import { cacheService } from "../src/github/cache.ts";
import { cacheStore } from "../src/store/cache.ts";
import { directoryStore } from "../src/store/directory.ts";
import type { Store } from "../src/store/store.ts";
import { ratioRow, type Row } from "./row.ts";
import { pairs } from "./sample.ts";
import { worldInJob, type Scene } from "./scene.ts";
import { runSequence } from "./sequence.ts";

const steps = 5_000;

export async function savedSteps(scene: Scene): Promise<Row[]> {
  const world = worldInJob(scene, 1_000);
  const directory = directoryStore(world, await scene.folder());
  const cache = cacheStore(world, cacheService(world), join(await scene.folder(), "scratch"));
  return [await rowOf(scene, "directory", directory), await rowOf(scene, "cache", cache)];
}

async function rowOf({ world, folder, times }: Scene, name: string, store: Store): Promise<Row> {
  const measured = await pairs(
    times(9),
    async () => (await runSequence(world, await folder(), { steps, store })).steps / steps,
    async () => (await runSequence(world, await folder(), { steps })).steps / steps,
  );
  return ratioRow(`a step of 5,000, saved to the ${name} store now and then`, "not saved", measured);
}
