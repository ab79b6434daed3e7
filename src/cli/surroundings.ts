/** What an automation is run in from the command line. */
import { join } from "node:path";
import type { RunSurroundings } from "../automation/open-automation.ts";
import { childEnvironment } from "../command/environment.ts";
import { lineSplitter } from "../command/line-splitter.ts";
import { circuitsOfRun } from "../durable/circuit/of-run.ts";
import { lateGuard, type SecretGuard } from "../journal/secrets.ts";
import type { Output, World } from "../world.ts";
import type { LocalRepository } from "./repository.ts";

export interface SurroundingsOptions {
  /** What the run may do to the world. */
  readonly world: World;
  /** Where commands run. */
  readonly workspace: string;
  /** A folder for what lasts as long as the process. */
  readonly scratch: string;
  /** Finds secrets, given also what a command had masked. */
  readonly guard: (masked: readonly string[]) => SecretGuard;
  /** Takes what the command of a step prints, line by line. */
  readonly print: (path: string, line: string) => void;
}

export function surroundings(options: SurroundingsOptions): RunSurroundings {
  const { world, workspace, scratch, guard, print } = options;
  return {
    world,
    workspace,
    temporaryFolder: scratch,
    environment: childEnvironment(world.environment),
    guard,
    circuit: circuitsOfRun(world.clock),
    outputAt: (path) => printed(world.output, path, print),
  };
}

/** Surroundings of what is not really run: it prints nothing and leaves nothing behind. */
export function nowhere(world: World, { root }: LocalRepository): RunSurroundings {
  return surroundings({
    world,
    workspace: root,
    scratch: join(root, ".holdfast"),
    guard: () => lateGuard(() => []),
    print: () => {},
  });
}

/** What a command prints, cut into lines; each of its streams by itself. */
function printed(real: Output, path: string, print: SurroundingsOptions["print"]): Output {
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
