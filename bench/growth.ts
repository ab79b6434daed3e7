/** Whether the cost of a step grows with the steps before it. */
import { ratioRow, type Row } from "./row.ts";
import { runSequence } from "./sequence.ts";
import { pairs } from "./sample.ts";
import type { Scene } from "./scene.ts";

const [few, many] = [100, 10_000];

export async function stepGrowth({ world, folder, times }: Scene): Promise<Row[]> {
  const growth = await pairs(
    times(9),
    async () => (await runSequence(world, await folder(), { steps: many, last: few })).steps / few,
    async () => (await runSequence(world, await folder(), { steps: few })).steps / few,
  );
  return [ratioRow("a step of the last 100 of 10,000", "of a run of 100", growth, 1.3)];
}
