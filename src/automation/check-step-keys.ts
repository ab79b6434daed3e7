/** Whether the keys of a step go together. */
import { valueIn } from "./plain-key.ts";
import { noteAtKey, type Reading } from "./reading.ts";
import type { WrittenStep } from "./schema/step.ts";
import { keysOf, type StepKey, type StepKind, stepKinds } from "./schema/step-kinds.ts";
import type { ValuePath } from "./source.ts";

/** Notes a step without a kind, unless a key that makes one was there and wrong: that is said already. */
export function noteMissingKind(reading: Reading, path: ValuePath): void {
  const makers = stepKinds.flatMap(({ made }) => Object.keys(made));
  if (makers.some((key) => valueIn(reading.source.value, [...path, key]) !== undefined)) return;
  noteAtKey(reading, path, "does nothing; write one of run, for-each, parallel, wait, wait-for, goto, end");
}

/** Notes keys of two kinds in one step, and what its kind cannot do without. */
export function checkKeys(reading: Reading, path: ValuePath, step: WrittenStep, kind: StepKind): void {
  const allowed = keysOf(kind);
  for (const [key, value] of Object.entries(step)) {
    if (value === undefined || allowed.has(key)) continue;
    noteAtKey(reading, [...path, key], whyNot(key, kind));
  }
  for (const key of kind.needs) {
    if (step[key] !== undefined || valueIn(reading.source.value, [...path, key]) !== undefined) continue;
    const what = needed[key] ?? `write ${key}`;
    noteAtKey(reading, path, `${kind.what} needs ${key}; ${what}`);
  }
  if (step.next !== undefined && step.end !== undefined) {
    noteAtKey(reading, [...path, "next"], "goes nowhere after end; write one of next and end");
  }
}

const needed: Readonly<Partial<Record<StepKey, string>>> = {
  key: "an item is known by its key and never by its place, so write key: ${{ item.id }} or what else tells items apart",
  run: "write the script",
};

function whyNot(key: string, kind: StepKind): string {
  const makes = stepKinds.find(({ made }) => Object.hasOwn(made, key));
  if (key === "goto" && kind.kind !== "end")
    return `cannot stand in ${kind.what}; write next: for where to go after it`;
  if (makes !== undefined) return `cannot stand in ${kind.what}; write it as a step of its own`;
  const homes = stepKinds.filter((other) => keysOf(other).has(key)).map(({ what }) => what);
  return `has no meaning in ${kind.what}; it belongs to ${homes.join(" or ")}`;
}
