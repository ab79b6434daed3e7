/** Definitions of automations, as the command line runs them: YAML or TypeScript. */
import type { Automation } from "../../durable/automation.ts";
import type { Lane } from "../../durable/lane.ts";
import { isModule, loadAutomation } from "../../automation/typescript/load.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { RunCard } from "./run-card.ts";

export interface LoadedDefinition {
  readonly name: string;
  /** What a run is started with. Throws a {@link UserError} that lists what is wrong with it. */
  inputOf(given: Readonly<Record<string, unknown>> | undefined): unknown;
  /** The key the definition gives its runs, where it does. */
  keyOf(input: unknown): string | undefined;
  automation(run: RunPlace): Promise<Automation<never>>;
}

export interface RunPlace {
  readonly card: RunCard;
  readonly lane: Lane;
  readonly print: (path: string, line: string) => void;
}

/** Throws a {@link UserError} with all that is wrong with the file. `workspace` is where its commands run. */
export async function loadDefinition(world: World, path: string, workspace: string): Promise<LoadedDefinition> {
  if (isModule(path)) return moduleDefinition(world, path);
  throw new UserError(`${path}: write an automation as .yml, .yaml, .ts or .js ${workspace}`);
}

async function moduleDefinition(world: World, path: string): Promise<LoadedDefinition> {
  const automation = await loadAutomation(world, path);
  return {
    name: automation.name,
    inputOf: (given) => given ?? {},
    keyOf: () => undefined,
    automation: () => Promise.resolve(automation),
  };
}
