/** An automation of no-op steps, one after the other. */
import { automation } from "../src/durable/automation.ts";
import { runAutomation } from "../src/durable/run/run.ts";
import type { Store } from "../src/store/store.ts";
import type { World } from "../src/world.ts";
import { openLaneIn } from "./run-lane.ts";

export interface SequenceTimes {
  /** Milliseconds that the steps took. */
  readonly steps: number;
  /** Milliseconds from before its journal is opened until the last step is done. */
  readonly all: number;
}

/** Runs it in `folder`, or replays what was run there: it stops at a wait, so that it is never at its end. */
export async function runSequence(
  world: World,
  folder: string,
  { steps, store }: { steps: number; store?: Store },
): Promise<SequenceTimes> {
  const opened = performance.now();
  const lane = await openLaneIn(world, folder, store && { store });
  let [began, done] = [0, 0];
  const sequence = automation("sequence", async (context) => {
    began = performance.now();
    for (let index = 0; index < steps; index++) {
      await context.step(`step-${index}`, () => index);
    }
    done = performance.now();
    await context.wait("1h");
  });
  const outcome = await runAutomation(world, { lane, folder, automation: sequence, suspendAfter: 0 });
  await lane.close();
  if (outcome.status !== "suspended") throw new Error(`the run was to be suspended, not ${outcome.status}`);
  return { steps: done - began, all: done - opened };
}
