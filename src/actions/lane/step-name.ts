import { hash } from "node:crypto";
import { dirname, join } from "node:path";
import type { Lane } from "../../durable/lane.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";

/**
 * Takes a step's name for this job. A second step of the name, such as one in a composite action that is used twice,
 * would be handed what the first recorded: it is refused with a {@link UserError}.
 */
export async function takeStepName({ files }: Pick<World, "files">, lane: Lane, step: string): Promise<void> {
  const names = join(dirname(lane.files), "names");
  await files.makeFolder(names);
  if (await files.create(join(names, hash("sha256", step, "hex")), "", { durable: false })) return;
  throw new UserError(
    `another step of this job is recorded as "${step}" already: give each a name of its own in the input step`,
  );
}
