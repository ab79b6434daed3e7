import type { RetryPolicy } from "../policy/retry.ts";
import { checkFlow, checkTargets } from "./check-flow.ts";
import { checkReferences, precedence } from "./check-references.ts";
import type { Configuration } from "./configuration.ts";
import type { Definition } from "./definition.ts";
import { type Fault, FaultyFile, inOrder } from "./fault.ts";
import { type Flow, flowOf } from "./flow.ts";
import { type ContextName, contextNames } from "./parse-expression.ts";
import { byName, nameOfKey, valueIn } from "./plain-key.ts";
import { readInputs } from "./read-inputs.ts";
import { type PlacedStep, readSteps } from "./read-step.ts";
import { noteAtKey, readTemplate, readTemplates, type Reading } from "./reading.ts";
import { readBySchema } from "./schema-faults.ts";
import { automationSchema, type WrittenAutomation } from "./schema/automation.ts";
import { retryPolicyOf, standardRetryPolicy } from "./schema/retry-policy.ts";
import { suggest } from "../policy/suggestion.ts";
import { readYaml } from "./yaml-source.ts";

/** A definition that is sound, and what its author may want to know of it. */
export interface ReadDefinition {
  readonly definition: Definition;
  readonly warnings: readonly Fault[];
}

const beforeSteps: readonly ContextName[] = ["inputs", "env", "vars", "github"];
const withoutSteps: readonly ContextName[] = ["inputs", "vars", "flags", "run", "github"];
const afterSteps = contextNames.filter((name) => name !== "item");

/**
 * Reads an automation file. Names of retry policies, flags and channels are looked up in the configuration too; flags and
 * channels are not checked without one. Throws a {@link FaultyFile} with every fault of the file, and nothing else.
 */
export function readDefinition(text: string, file: string, configuration?: Configuration): ReadDefinition {
  const source = readYaml(text, file);
  const { value, faults, dropped } = readBySchema(automationSchema, source, { automation: "unnamed", steps: {} });
  const reading: Reading = { source, configuration, faults: [...faults], warnings: [], uses: [] };
  if (value === undefined) throw new FaultyFile(faults);
  const definition = build(reading, value, { isWhole: dropped.length === 0 });
  if (reading.faults.length > 0) throw new FaultyFile(reading.faults);
  return { definition, warnings: inOrder(reading.warnings) };
}

function build(reading: Reading, written: WrittenAutomation, { isWhole }: { isWhole: boolean }): Definition {
  const { source, configuration } = reading;
  const inputs = readInputs(reading, ["inputs"], written.inputs);
  const retryPolicies = new Map<string, RetryPolicy>([
    ["standard", standardRetryPolicy],
    ...(configuration?.retryPolicies ?? []),
    ...[...byName(written["retry-policies"])].map(([name, policy]) => [name, retryPolicyOf(policy)] as const),
  ]);
  const folder = written["working-directory"];
  const around = {
    retryPolicies,
    shell: written.shell,
    workingDirectory:
      folder === undefined
        ? undefined
        : readTemplate(reading, ["working-directory"], folder, { contexts: withoutSteps }),
  };
  const key =
    written.key === undefined ? undefined : readTemplate(reading, ["key"], written.key, { contexts: beforeSteps });
  const steps = readSteps(reading, ["steps"], written.steps, around);
  const definition: Definition = {
    name: written.automation,
    at: source.keyAt(["automation"]),
    description: written.description,
    version: written.version,
    key,
    inputs,
    retryPolicies,
    env: readTemplates(reading, ["env"], written.env, { contexts: withoutSteps }),
    steps: steps.map((step) => step.definition),
    outputs: readTemplates(reading, ["outputs"], written.outputs, { contexts: afterSteps }),
    notify: { on: written.notify?.on ?? [], channels: written.notify?.channels ?? [] },
  };
  if (Object.keys(written.steps).length === 0 && isWhole) noteAtKey(reading, ["steps"], "is empty; write a step");
  checkChannels(reading, definition);
  checkNames(reading, written, steps, isWhole && reading.faults.length === 0);
  return definition;
}

/** `isSound`: whether the steps are all there, so that ways through them can be told. */
function checkNames(
  reading: Reading,
  written: WrittenAutomation,
  steps: readonly PlacedStep[],
  isSound: boolean,
): void {
  const lists = listsIn(steps);
  const names = new Set([...namesIn(reading.source.value), ...lists.flat().map(({ definition }) => definition.name)]);
  checkUnique(reading, lists.flat());
  for (const list of lists) checkTargets(reading, list, names);

  const flows = new Map(lists.map((list) => [list, flowOf(list.map(({ definition }) => definition))]));
  const flowFor = (list: readonly PlacedStep[]): Flow => flows.get(list)!;
  if (isSound) for (const list of lists) checkFlow(reading, list, flowFor(list));
  checkReferences(reading, {
    inputs: new Set(Object.keys(valueIn(reading.source.value, ["inputs"]) ?? {}).map(nameOfKey)),
    steps: names,
    precedes: isSound ? precedence(steps, flowFor) : undefined,
  });
}

/** This list of steps, and those of all branches in it. */
function listsIn(steps: readonly PlacedStep[]): (readonly PlacedStep[])[] {
  return [steps, ...steps.flatMap(({ branches }) => branches.flatMap(listsIn))];
}

/** The names of all steps that stand in the file, also of those that are not sound. */
function namesIn(value: unknown): string[] {
  const steps = valueIn(value, ["steps"]);
  if (typeof steps !== "object" || steps === null) return [];
  return Object.entries(steps).flatMap(([key, step]) => {
    const branches: unknown = valueIn(step, ["parallel"]);
    const inner = typeof branches === "object" && branches !== null ? Object.values(branches) : [];
    return [nameOfKey(key), ...inner.flatMap((branch: unknown) => namesIn({ steps: branch }))];
  });
}

function checkUnique(reading: Reading, steps: readonly PlacedStep[]): void {
  const seen = new Map<string, PlacedStep>();
  for (const step of steps) {
    const { name } = step.definition;
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), other ?? step);
    if (other === undefined) continue;
    const line = other.definition.at.line;
    const message =
      other.definition.name === name
        ? `there is another step "${name}" in line ${line}; expressions could not tell them apart: write another name`
        : `differs from step "${other.definition.name}" in line ${line} in letter case only; write another name`;
    noteAtKey(reading, step.path, message);
  }
}

function checkChannels({ source, configuration, faults }: Reading, { notify }: Definition): void {
  if (configuration === undefined) return;
  for (const channel of notify.channels.filter((name) => !configuration.channels.has(name))) {
    const known = configuration.channels.keys();
    const message = `notify.channels: there is no channel "${channel}" in the configuration${suggest(channel, known)}`;
    faults.push({ at: source.valueAt(["notify", "channels"]), message });
  }
}
