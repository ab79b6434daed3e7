import { delimiter, dirname, join } from "node:path";
import { findProgram } from "../../command/program.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import { capture } from "../capture.ts";

const OLDEST_MAJOR = 24;

/**
 * The PATH under which jobs on this machine find Node 24 first: act starts every JavaScript action with the first `node`
 * there is, whatever its `using:` says. Throws a {@link UserError} where this machine has none.
 */
export async function pathWithNode(world: World, ownNode: string): Promise<string> {
  const path = world.environment["PATH"] ?? world.environment["Path"] ?? "";
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const seen: string[] = [];
  for (const [index, folder] of [...folders, dirname(ownNode)].entries()) {
    const node = await findProgram(world, join(folder, "node"), world.environment, ".");
    if (node === undefined) continue;
    const { output } = await capture(world, node, ["--version"]);
    const version = output.trim();
    if (Number(/^v(\d+)\./.exec(version)?.[1] ?? 0) < OLDEST_MAJOR) seen.push(`${version || "no Node"} at ${node}`);
    // The first that is found: nothing has to change.
    else return seen.length === 0 && index < folders.length ? path : [folder, ...folders].join(delimiter);
  }
  const found = seen.length === 0 ? "there is none" : `there is only ${seen.join(", ")}`;
  throw new UserError(
    `jobs that run on this machine need Node ${OLDEST_MAJOR} or later for JavaScript actions, and ${found}: install it ` +
      "(https://nodejs.org), or add it to the project (`npm install --save-dev node@24`) and start with npx",
  );
}
