/** Whether what expressions look at is there: contexts, inputs, flags, and steps that can have run. */
import type { Flow } from "./flow.ts";
import { referencesOf, type Reference } from "./expression-references.ts";
import type { PlacedStep } from "./read-step.ts";
import type { Vantage, Reading } from "./reading.ts";
import { suggest } from "../policy/suggestion.ts";

/** What an expression can look at of a step. */
const stepProperties = ["outputs", "outcome", "conclusion"] as const;

/** The names of a file, as expressions may use them. */
export interface Names {
  /** Undefined where they could not be made out. */
  readonly inputs: ReadonlySet<string> | undefined;
  /** All that stand in the file, also those that could not be made out. */
  readonly steps: ReadonlySet<string>;
  /** Whether a step can have run before another is come to; undefined where the steps could not all be made out. */
  readonly precedes: ((earlier: string, later: string) => boolean) | undefined;
}

export function checkReferences(reading: Reading, names: Names): void {
  for (const { expression, vantage } of reading.uses) {
    for (const reference of referencesOf(expression)) {
      const wrong = wrongIn(reference, vantage, names, reading);
      if (wrong !== undefined)
        reading.faults.push({ at: expression.at, message: `\${{ ${expression.source} }}: ${wrong}` });
    }
  }
}

function wrongIn({ context, names: [first, second] }: Reference, vantage: Vantage, names: Names, reading: Reading) {
  const allowed: readonly string[] = vantage.contexts;
  if (!allowed.includes(context)) return notHere(context, allowed);
  if (first === undefined) return undefined;
  switch (context) {
    case "inputs":
      return names.inputs && unknown("input", first, names.inputs);
    case "flags":
      return reading.configuration && unknown("flag", first, reading.configuration.flags.keys());
    case "steps":
      return wrongStep(first, second, vantage, names);
    default:
      return undefined;
  }
}

function notHere(context: string, allowed: readonly string[]): string {
  if (context === "item") return "item is there only in key, env and working-directory of a step with for-each";
  return `${context} is not known here yet; look at ${allowed.join(", ")}`;
}

function wrongStep(written: string, property: string | undefined, vantage: Vantage, names: Names): string | undefined {
  const step = [...names.steps].find((name) => same(name, written));
  if (step === undefined) return unknown("step", written, names.steps);
  if (property !== undefined && !stepProperties.some((known) => same(known, property))) {
    return `a step has no ${property}${suggest(property, stepProperties)}`;
  }
  if (vantage.step === undefined || (vantage.own === true && same(step, vantage.step))) return undefined;
  if (names.precedes === undefined || names.precedes(step, vantage.step)) return undefined;
  return step === vantage.step
    ? "a step cannot look at itself: it has not run yet"
    : `step "${step}" has never run when "${vantage.step}" is come to; look at a step that comes before it`;
}

function unknown(what: string, name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  if (names.some((other) => same(other, name))) return undefined;
  return names.length === 0
    ? `there is no ${what} "${name}": none is declared`
    : `there is no ${what} "${name}"${suggest(name, names)}`;
}

/** GitHub knows names in any letter case. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Tells which steps can have run before others, over lists within lists: the lists' flows by the names of their first steps. */
export function precedence(steps: readonly PlacedStep[], flowFor: (list: readonly PlacedStep[]) => Flow) {
  const places = new Map<string, readonly Spot[]>();
  note(steps, []);

  return (earlier: string, later: string): boolean => {
    const [before, after] = [places.get(earlier), places.get(later)];
    if (before === undefined || after === undefined) return true;
    const parted = before.findIndex(
      (spot, depth) => spot.index !== after[depth]?.index || spot.list !== after[depth].list,
    );
    // One holds the other, or they are the same step.
    const depth = parted === -1 ? before.length - 1 : parted;
    const [from, to] = [before[depth]!, after[depth]];
    if (to === undefined || to.list !== from.list) return false; // branches beside each other, or a step's own branch
    if (parted === -1 && after.length > before.length) return false; // a parallel step has not ended for those in it
    return flowFor(from.list).precedes(from.index, to.index);
  };

  function note(list: readonly PlacedStep[], above: readonly Spot[]): void {
    for (const [index, { definition, branches }] of list.entries()) {
      const here = [...above, { list, index }];
      places.set(definition.name, here);
      for (const branch of branches) note(branch, here);
    }
  }
}

interface Spot {
  readonly list: readonly PlacedStep[];
  readonly index: number;
}
