import { namesOf } from "../durable/engine/path.ts";
import type { Definition, StepDefinition } from "./definition.ts";

/** The step that an operation belongs to: the innermost that its path names. */
export function stepAt({ steps }: Definition, path: string): StepDefinition | undefined {
  let found: StepDefinition | undefined;
  let list: readonly StepDefinition[] = steps;
  let branches: ReadonlyMap<string, readonly StepDefinition[]> | undefined;
  for (const name of namesOf(path)) {
    if (branches) {
      list = branches.get(name) ?? [];
      branches = undefined;
      continue;
    }
    const step = list.find((each) => each.name === stepName(name));
    if (!step) break;
    found = step;
    if (step.kind === "parallel") ({ branches } = step);
    else list = [];
  }
  return found;
}

/** Without what tells one visit, answer or undoing from another. */
function stepName(name: string): string {
  return name.replace(/(?: \((?:undo|resumed \d+|\d+ of \d+)\))+$/, "").replace(/#\d+$/, "");
}
