/** What a run from the command line is run in. */
import { join } from "node:path";
import type { RunSurroundings } from "../../automation/open-automation.ts";
import { childEnvironment } from "../../command/environment.ts";
import { lineSplitter } from "../../command/line-splitter.ts";
import { openCircuit } from "../../durable/circuit.ts";
import type { SecretGuard } from "../../journal/secrets.ts";
import type { Store } from "../../store/store.ts";
import type { Output, World } from "../../world.ts";

export interface SurroundingsOptions {
  /** What the run may do to the world. */
  readonly world: World;
  /** `owner/name`. */
  readonly repository: string;
  /** Where commands run. */
  readonly workspace: string;
  /** A folder for what lasts as long as the process. */
  readonly scratch: string;
  readonly store: Store;
  /** Finds secrets, given also what a command had masked. */
  readonly guard: (masked: readonly string[]) => SecretGuard;
  /** Takes what the command of a step prints, line by line. */
  readonly print: (path: string, line: string) => void;
  /** Something that a person should know of. */
  readonly note: (text: string) => void;
}

export function surroundings(options: SurroundingsOptions): RunSurroundings {
  const { world, repository, workspace, scratch, store, guard, print, note } = options;
  return {
    world,
    workspace,
    temporaryFolder: scratch,
    environment: childEnvironment(world.environment),
    guard,
    circuit: (name, policy) =>
      openCircuit(world, {
        repository,
        name,
        store,
        scratch: join(scratch, "circuit"),
        policy,
        onTrouble: (reason) => note(`Circuit "${name}" is not remembered: ${reason}`),
      }),
    outputAt: (path) => printed(world.output, path, print),
  };
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
