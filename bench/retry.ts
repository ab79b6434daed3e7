import { join } from "node:path";
import { openJob } from "./job.ts";
import { ratioRow, type Row } from "./row.ts";
import { pairs } from "./sample.ts";
import type { Scene } from "./scene.ts";

/**
 * Milliseconds nick-fields/retry v4 takes for a command that succeeds at once: it looks whether the command has ended
 * once in `polling_interval_seconds`, of which 1 is the least, and starts as a process that takes 0.1 s. Read in its
 * source (https://github.com/nick-fields/retry, `runCmd`), not measured here.
 */
const floor = 1_100;

export async function retry({ dist, folder, times }: Scene): Promise<Row[]> {
  const job = await openJob(await folder());
  const main = join(dist, "actions/retry/main.js");
  const measured = await pairs(
    times(20),
    async () => (await job.run(main, { INPUT_RUN: "true" }, "Succeeded after 1 attempt")).took,
    async () => floor,
  );
  return [ratioRow("`actions/retry` running `true`", "nick-fields/retry polls once a second", measured, 1)];
}
