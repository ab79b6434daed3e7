/** Holdfast's engine as a contestant: a run's lane in a folder of its own below the given one. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { systemWorld } from "../src/world/system.ts";
import { compete } from "./contestant.ts";
import { runSequence } from "./sequence.ts";

const [root = "."] = process.argv.slice(2);
const world = systemWorld();
let runs = 0;

compete("Holdfast", async (steps) => {
  const folder = join(root, `run-${runs++}`);
  await mkdir(folder);
  const fresh = await runSequence(world, folder, { steps });
  const replayed = await runSequence(world, folder, { steps });
  return { fresh: fresh.steps / steps, replayed: replayed.all / steps };
});
