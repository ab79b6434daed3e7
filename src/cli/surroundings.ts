/** What an automation is run in from the command line. */
import { join } from "node:path";
import type { RunSurroundings } from "../automation/open-automation.ts";
import { surroundingsIn } from "../automation/run/surroundings.ts";
import { lineSplitter } from "../command/line-splitter.ts";
import { lateGuard } from "../journal/secrets/guard.ts";
import type { Output, World } from "../world.ts";
import type { LocalRepository } from "./repository.ts";

/** Surroundings of what is not really run: it prints nothing and leaves nothing behind. */
export function nowhere(world: World, { root }: LocalRepository): RunSurroundings {
  return surroundingsIn(world, {
    workspace: root,
    temporaryFolder: join(root, ".holdfast"),
    guard: () => lateGuard(() => []),
    outputAt: (path) => printedAt(world.output, path, () => {}),
  });
}

/** What the command of the step at a path prints, cut into lines; each of its streams by itself. */
export function printedAt(real: Output, path: string, print: (path: string, line: string) => void): Output {
  const [output, errors] = [lineSplitter(take), lineSplitter(take)];
  return {
    ...real,
    write: (text) => output.write(Buffer.from(text)),
    writeError: (text) => errors.write(Buffer.from(text)),
  };

  function take(line: string): void {
    print(path, line);
  }
}
