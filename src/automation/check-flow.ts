/** Jumps, cycles and steps that no way leads to. */
import type { Flow } from "./flow.ts";
import { nameOfKey, valueIn } from "./plain-key.ts";
import type { PlacedStep } from "./read-step.ts";
import { noteAtValue, type Reading } from "./reading.ts";
import { describePath } from "./schema-faults.ts";
import type { ValuePath } from "./source.ts";
import { suggest } from "../policy/suggestion.ts";

/** Notes jumps to steps that are not in the list. */
export function checkTargets(reading: Reading, steps: readonly PlacedStep[], elsewhere: ReadonlySet<string>): void {
  // As the file has them: a jump to a step that is not sound is no fault of its own.
  const here = namesIn(reading, steps[0]?.path.slice(0, -1) ?? []);
  for (const jump of steps.flatMap(jumpsOf)) {
    if (here.includes(jump.to)) continue;
    const wrong = elsewhere.has(jump.to)
      ? `step "${jump.to}" stands in another list of steps; go to a step of the same list: ${here.join(", ")}`
      : `there is no step "${jump.to}"${suggest(jump.to, here)}`;
    noteAtValue(reading, jump.path, wrong);
  }
}

function namesIn({ source }: Reading, path: ValuePath): string[] {
  const list = valueIn(source.value, path);
  return typeof list === "object" && list !== null ? Object.keys(list).map(nameOfKey) : [];
}

/** Notes cycles without a bound, and warns of steps that never run. */
export function checkFlow(reading: Reading, steps: readonly PlacedStep[], flow: Flow): void {
  const places = new Map(steps.map(({ definition }, index) => [definition.name, index]));
  for (const [index, step] of steps.entries()) {
    for (const jump of jumpsOf(step)) {
      const to = places.get(jump.to);
      if (to === undefined || to > index || !flow.isEndless(index, to)) continue;
      const way = to === index ? `"${jump.to}" to itself` : `"${jump.to}" to "${step.definition.name}" and back`;
      // A bound on a step that can be passed by does not hold for those who pass it.
      const bounded = steps[to]!.definition.maxVisits === undefined ? jump.to : step.definition.name;
      const message = `makes a cycle without a bound, from step ${way}; write max-visits: 10 or another number in step "${bounded}"`;
      noteAtValue(reading, jump.path, message);
    }
    if (flow.runs(index)) continue;
    const message = `${describePath(step.path)} never runs: no way leads to it; go to it by next or goto, or remove it`;
    reading.warnings.push({ at: step.definition.at, message });
  }
}

interface PlacedJump {
  readonly path: ValuePath;
  readonly to: string;
}

function jumpsOf({ definition, path }: PlacedStep): PlacedJump[] {
  if (definition.kind === "goto") return [{ path: [...path, "goto"], to: definition.step }];
  if (definition.kind === "end") return [];
  const { onSuccess, onFailure } = definition;
  return [
    ...(onSuccess?.kind === "goto" ? [{ path: [...path, "next"], to: onSuccess.step }] : []),
    ...(onFailure.kind === "goto" ? [{ path: [...path, "on-failure", "goto"], to: onFailure.step }] : []),
  ];
}
