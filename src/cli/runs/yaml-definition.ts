/** Automations in YAML, with the configuration of their repository. */
import { join } from "node:path";
import { configurationPath, readConfiguration, type Configuration } from "../../automation/configuration.ts";
import type { Definition } from "../../automation/definition.ts";
import { graphOfDefinition } from "../../automation/diagram.ts";
import { evaluateText, type Scope } from "../../automation/evaluate.ts";
import { describeFault } from "../../automation/fault.ts";
import { flagsOf } from "../../automation/flags.ts";
import { automationOf } from "../../automation/interpret/automation-of.ts";
import type { Surroundings } from "../../automation/interpret/surroundings.ts";
import { readDefinition } from "../../automation/read-definition.ts";
import { resolveInputs } from "../../automation/resolve-inputs.ts";
import { childEnvironment } from "../../command/environment.ts";
import { lineSplitter } from "../../command/line-splitter.ts";
import { defaultCircuit, openCircuit } from "../../durable/circuit.ts";
import { UserError } from "../../policy/user-error.ts";
import type { Output, World } from "../../world.ts";
import type { LocalRepository } from "../repository.ts";
import { userOf } from "../user.ts";
import type { LoadedDefinition, RunSurroundings } from "./definition.ts";
import { shownPath } from "./shown-path.ts";

/** Throws a {@link UserError} with every fault of the file and of the configuration. */
export async function yamlDefinition(world: World, path: string, local: LocalRepository): Promise<LoadedDefinition> {
  const text = await world.files.read(path);
  if (!text) throw new UserError(`${shownPath(path, local)} does not exist`);
  const configuration = await localConfiguration(world, local);
  const { definition, warnings } = readDefinition(String(text), shownPath(path, local), configuration);
  const github = githubOf(world, local);
  return {
    name: definition.name,
    warnings: warnings.map(describeFault),
    inputOf: (given) => Object.fromEntries(resolveInputs(definition.inputs, given)),
    keyOf: (input) => keyOf(definition, { status: "success", contexts: { inputs: input, vars: {}, github } }),
    automation: (run) => automationOf(definition, surroundings(local, configuration, github, run)),
    graph: (course) => graphOfDefinition(definition, course),
  };
}

/** That of the repository, with what variables override. Throws a FaultyFile. */
export async function localConfiguration(
  { files, environment }: World,
  local: LocalRepository,
): Promise<Configuration> {
  const path = join(local.root, configurationPath);
  const text = await files.read(path);
  return readConfiguration(text && String(text), shownPath(path, local), environment);
}

function keyOf({ key, env }: Definition, scope: Scope): string | undefined {
  if (!key) return undefined;
  const seen = new Map<string, string>();
  for (const [name, template] of env) {
    seen.set(name, evaluateText(template, { ...scope, contexts: { ...scope.contexts, env: seen } }));
  }
  const text = evaluateText(key, { ...scope, contexts: { ...scope.contexts, env: seen } });
  if (text === "") throw new UserError("the automation's key is empty with these inputs: give one with --key");
  return text;
}

/** What the context `github` can tell without GitHub. */
function githubOf(world: World, { owner, name, ref, sha, root }: LocalRepository) {
  return {
    repository: `${owner}/${name}`,
    repository_owner: owner,
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|tags)\//, ""),
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    sha: sha ?? "",
    actor: userOf(world),
    workspace: root,
  };
}

function surroundings(
  { root, owner, name }: LocalRepository,
  { circuits, flags }: Configuration,
  github: unknown,
  { world, key, scratch, store, guard, print, note }: RunSurroundings,
): Surroundings {
  return {
    world,
    workspace: root,
    temporaryFolder: scratch,
    environment: childEnvironment(world.environment),
    vars: {},
    flags: Object.fromEntries(flagsOf(flags, key)),
    github,
    guard,
    circuit: (circuit) =>
      openCircuit(world, {
        repository: `${owner}/${name}`,
        name: circuit,
        store,
        scratch: join(scratch, "circuit"),
        policy: circuits.get(circuit) ?? defaultCircuit,
        onTrouble: (reason) => note(`Circuit "${circuit}" is not remembered: ${reason}`),
      }),
    outputAt: (path) => printed(world.output, path, print),
  };
}

/** What a command prints, cut into lines; each of its streams by itself. */
function printed(real: Output, path: string, print: RunSurroundings["print"]): Output {
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
