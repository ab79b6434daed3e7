/** What a step costs that starts from nothing: the whole process, against one that does nothing. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openJob, runNode } from "./job.ts";
import { ratioRow, type Row } from "./row.ts";
import { pairs } from "./sample.ts";
import type { Scene } from "./scene.ts";

const step = { INPUT_RUN: "true", INPUT_STORE: "directory" };
const yardstick = "an empty file";

export async function coldStart({ dist, folder, times }: Scene): Promise<Row[]> {
  const root = await folder();
  const job = await openJob(root);
  const main = join(dist, "actions/step/main.js");
  const empty = join(dist, "empty.js");
  await writeFile(empty, "");
  const nothing = async () => (await runNode(empty, root, { PATH: process.env["PATH"] })).took;
  const run = async (id: string, attempt: number, expected: string) => {
    const variables = { ...step, GITHUB_ACTION: id, GITHUB_RUN_ATTEMPT: String(attempt) };
    return (await job.run(main, variables, expected)).took;
  };

  const count = times(40);
  const fresh = await pairs(count, (turn) => run(`step-${turn}`, 1, "is done and recorded"), nothing);
  // A job takes each name once: so many steps are replayed as were recorded, one after the other.
  await job.renew();
  await run("opener", 2, "is done and recorded");
  const replayed = await pairs(count, (turn) => run(`step-${turn}`, 2, "replayed instead of run"), nothing);
  const loaded = await pairs(
    count,
    async () => {
      await job.renew();
      return run("step-0", 3, "replayed instead of run");
    },
    nothing,
  );
  return [
    ratioRow("a replayed step", yardstick, replayed, 3),
    ratioRow("a replayed step that opens its job and loads the checkpoint", yardstick, loaded, 3),
    ratioRow("a fresh step running `true`", yardstick, fresh, 3),
  ];
}
