/** Definitions of automations, as the command line runs them: YAML or TypeScript. */
import type { Course } from "../../automation/diagram.ts";
import { FaultyFile } from "../../automation/fault.ts";
import { isModule, loadAutomation } from "../../automation/typescript/load.ts";
import type { Automation } from "../../durable/automation.ts";
import type { SecretGuard } from "../../journal/secrets.ts";
import { UserError } from "../../policy/user-error.ts";
import type { Graph } from "../../report/graph.ts";
import type { Store } from "../../store/store.ts";
import type { World } from "../../world.ts";
import type { LocalRepository } from "../repository.ts";
import { shownPath } from "./shown-path.ts";

export interface LoadedDefinition {
  readonly name: string;
  /** What its author may want to know. */
  readonly warnings: readonly string[];
  /** What a run is started with. Throws a {@link UserError} that lists what is wrong with it. */
  inputOf(given: Readonly<Record<string, unknown>> | undefined): unknown;
  /** The key that the definition gives its runs, where it does. */
  keyOf(input: unknown): string | undefined;
  automation(run: RunSurroundings): Automation<never>;
  /** The state machine it is, with the course of a run; only YAML says it without being run. */
  readonly graph?: ((course?: Course) => Graph) | undefined;
}

/** What a run offers its definition. */
export interface RunSurroundings {
  /** What it may do to the world. */
  readonly world: World;
  readonly key: string;
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

/** Whether a file is one of ours, by its name: YAML. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** Throws a {@link UserError} with all that is wrong with the file. Its commands run in the root of the repository. */
export async function loadDefinition(world: World, path: string, local: LocalRepository): Promise<LoadedDefinition> {
  if (isYaml(path)) return (await import("./yaml-definition.ts")).yamlDefinition(world, path, local);
  if (isModule(path)) return moduleDefinition(world, path, local);
  throw new UserError(`${shownPath(path, local)}: an automation is a file called .yml, .yaml, .ts, .mts, .js or .mjs`);
}

async function moduleDefinition(world: World, path: string, local: LocalRepository): Promise<LoadedDefinition> {
  const automation = await loadModule(world, path, local);
  return {
    name: automation.name,
    warnings: [],
    inputOf: (given) => given ?? {},
    keyOf: () => undefined,
    automation: () => automation,
  };
}

/** With files named as people name them. */
async function loadModule(world: World, path: string, local: LocalRepository): Promise<Automation> {
  if (!(await world.files.status(path))) throw new UserError(`${shownPath(path, local)} does not exist`);
  try {
    return await loadAutomation(world, path);
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    const faults = error.faults.map(({ at, message }) => {
      return { at: "file" in at ? { ...at, file: shownPath(at.file, local) } : at, message };
    });
    throw new FaultyFile(faults);
  }
}
