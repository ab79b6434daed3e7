/** An automation from its file, in YAML or TypeScript, ready to be run. */
import { extname } from "node:path";
import type { Automation } from "../durable/automation.ts";
import type { Circuit } from "../durable/circuit/circuit.ts";
import { defaultCircuit } from "../durable/circuit/circuit.ts";
import type { CircuitPolicy } from "../policy/circuit.ts";
import type { RetryPolicy } from "../policy/retry.ts";
import { UserError } from "../policy/user-error.ts";
import type { Graph } from "../report/graph.ts";
import type { World } from "../world.ts";
import type { Configuration } from "./configuration.ts";
import type { Definition } from "./definition.ts";
import { graphOfDefinition, type Course } from "./diagram.ts";
import { evaluateText } from "./evaluate.ts";
import type { Fault } from "./fault.ts";
import { flagsOf } from "./flags.ts";
import { githubContext } from "./github-context.ts";
import { automationOf } from "./interpret/automation-of.ts";
import type { Surroundings } from "./interpret/surroundings.ts";
import { readDefinition } from "./read-definition.ts";
import { openConfiguration } from "./open-configuration.ts";
import { resolveInputs } from "./resolve-inputs.ts";
import type { SourcePosition } from "./source.ts";
import { stepAt } from "./step-at.ts";
import { textOf } from "./text-file.ts";
import { isModule, loadAutomation } from "./typescript/load.ts";

/** What a run of it is run in, besides what the automation and the configuration say. */
export type RunSurroundings = Omit<Surroundings, "vars" | "flags" | "github" | "circuit"> & {
  readonly circuit: (name: string, policy: CircuitPolicy) => Circuit;
};

export interface OpenedAutomation {
  readonly name: string;
  readonly warnings: readonly Fault[];
  /** Those of the configuration. */
  readonly retryPolicies: Readonly<Record<string, RetryPolicy>>;
  /** What a run is started with. Throws a {@link UserError} that lists what is wrong with what is given. */
  inputOf(given: Readonly<Record<string, unknown>> | undefined): unknown;
  /** The key that the file gives its runs, where it does. Throws a {@link UserError} where it comes to nothing. */
  keyOf(input: unknown): string | undefined;
  /** For one run, which its key names. */
  automation(key: string, around: RunSurroundings): Automation<never>;
  /** Where the step stands that an operation belongs to, where the file tells. */
  positionOf(path: string): SourcePosition | undefined;
  /** The state machine, where the file has one; with a course, the way that was taken. */
  graph(course?: Course): Graph | undefined;
}

export interface OpenOptions {
  /** Where the configuration is looked for. */
  readonly workspace: string;
  /** What faults call the file; its path without it. */
  readonly shownAs?: string;
  /** The context `github`; what the environment says of it without it. */
  readonly github?: unknown;
}

/** Reads the file and the configuration of its workspace. Throws a {@link UserError} with all that is wrong with them. */
export async function openAutomation(
  world: Pick<World, "environment" | "files" | "modules" | "processes">,
  path: string,
  { workspace, shownAs = path, github }: OpenOptions,
): Promise<OpenedAutomation> {
  const { environment, files } = world;
  if (isModule(path)) {
    const automation = await loadAutomation(world, path);
    const { retryPolicies } = await openConfiguration(world, workspace);
    return opened(automation, Object.fromEntries(retryPolicies));
  }
  if (![".yml", ".yaml"].includes(extname(path).toLowerCase())) {
    throw new UserError(`${path}: an automation is a file that ends in .yml, .yaml, .ts, .mts, .js or .mjs`);
  }
  const text = await textOf(files, path);
  if (text === undefined) throw new UserError(`there is no file ${path}`);
  const configuration = await openConfiguration(world, workspace);
  const { definition, warnings } = readDefinition(text, shownAs, configuration);
  const same = { vars: varsOf(environment), github: github ?? (await githubContext(world)) };
  return {
    name: definition.name,
    retryPolicies: Object.fromEntries(configuration.retryPolicies),
    warnings,
    inputOf: (given) => Object.fromEntries(resolveInputs(definition.inputs, given)),
    keyOf: (input) => keyOf(definition, { ...same, inputs: input }),
    automation: (key, around) => automationOf(definition, surroundings(configuration, key, { ...around, ...same })),
    positionOf: (operation) => stepAt(definition, operation)?.at,
    graph: (course) => graphOfDefinition(definition, course),
  };
}

function opened(automation: Automation, retryPolicies: OpenedAutomation["retryPolicies"]): OpenedAutomation {
  return {
    name: automation.name,
    retryPolicies,
    warnings: [],
    inputOf: (given) => given ?? {},
    keyOf: () => undefined,
    automation: () => automation,
    positionOf: () => undefined,
    graph: () => undefined,
  };
}

function surroundings(
  { circuits, flags }: Configuration,
  key: string,
  around: RunSurroundings & Pick<Surroundings, "vars" | "github">,
): Surroundings {
  const { circuit } = around;
  return {
    ...around,
    flags: Object.fromEntries(flagsOf(flags, key)),
    circuit: (name) => circuit(name, circuits.get(name) ?? defaultCircuit),
  };
}

function keyOf({ key, env }: Definition, contexts: Readonly<Record<string, unknown>>): string | undefined {
  if (key === undefined) return undefined;
  const seen = new Map<string, string>();
  const scope = { contexts: { ...contexts, env: seen }, status: "success" } as const;
  for (const [name, template] of env) seen.set(name, evaluateText(template, scope));
  const text = evaluateText(key, scope);
  if (text.trim() !== "") return text;
  throw new UserError(`the key ${key.text} comes to nothing: give the inputs it is made of`);
}

/** A workflow's variables, as `toJSON(vars)` gives them. Throws a {@link UserError} where they are something else. */
function varsOf(environment: World["environment"]): Readonly<Record<string, string>> {
  const json = environment["HOLDFAST_VARS"];
  if (!json) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
    }
  } catch {
    // Said below, as for any other text.
  }
  throw new UserError("HOLDFAST_VARS is no JSON object of variables: write ${{ toJSON(vars) }}");
}
