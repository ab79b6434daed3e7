import { hash } from "node:crypto";
import { dirname, join } from "node:path";
import type { Lane } from "../../durable/lane/lane.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";

/**
 * Notes that a step of this name runs in this job. A second one, such as one in a composite action that is used twice,
 * is handed what the first recorded: a warning says so, since nothing tells it from the same step started again.
 */
export async function noteStepName(
  { files }: Pick<World, "files">,
  runner: RunnerCommands,
  lane: Lane,
  step: string,
): Promise<void> {
  const names = join(dirname(lane.files), "names");
  await files.makeFolder(names);
  if (await files.create(join(names, hash("sha256", step, "hex")), "", { durable: false })) return;
  runner.warning(
    `A step named "${step}" has run in this job before. If it was another one, give each a name of its own in the input ` +
      "step: what one has recorded is replayed for the other.",
    { title: "Two steps of one name" },
  );
}
