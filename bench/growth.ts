/** Whether the cost of a step grows with the steps before it. */
import { automation } from "../src/durable/automation.ts";
import type { Context } from "../src/durable/context.ts";
import { runAutomation } from "../src/durable/run/run.ts";
import type { World } from "../src/world.ts";
import { ratioRow, type Row } from "./row.ts";
import { openLaneIn } from "./run-lane.ts";
import { pairs, timed } from "./sample.ts";
import type { Scene } from "./scene.ts";

export async function stepGrowth({ world, folder, times }: Scene): Promise<Row[]> {
  await using long = await startRun(world, await folder(), 10_000);
  await using short = await startRun(world, await folder(), 100);
  const growth = await pairs(times(200), long.step, short.step);
  return [ratioRow("a step with 10,000 before it", "with 100 before it", growth, 1.3)];
}

interface StartedRun extends AsyncDisposable {
  /** Adds a step and gives the milliseconds it took. */
  readonly step: () => Promise<number>;
}

/** Starts a run that makes so many steps, and then those that are asked for. */
async function startRun(world: World, folder: string, before: number): Promise<StartedRun> {
  const started = Promise.withResolvers<Context>();
  const over = Promise.withResolvers<void>();
  const lane = await openLaneIn(world, folder);
  const stepwise = automation("stepwise", (context) => {
    started.resolve(context);
    return over.promise;
  });
  const run = runAutomation(world, { lane, folder, automation: stepwise });
  const context = await started.promise;
  let steps = 0;
  const step = () => timed(() => context.step(`step-${steps++}`, () => steps));
  for (let made = 0; made < before; made++) await step();
  return {
    step,
    async [Symbol.asyncDispose]() {
      over.resolve();
      await run;
      await lane.close();
    },
  };
}
