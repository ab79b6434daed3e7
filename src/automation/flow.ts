/**
 * Which ways a run can take through a list of steps: in order, by jumps, past steps that are skipped, and on after a
 * failure. Where only a run can tell, both ways count.
 */
import type { StepDefinition } from "./definition.ts";
import { holdsAfterFailure } from "./expression-references.ts";

/** How a run comes to a step: all is well, a step has failed, or a failed step's `on-failure` leads here. */
type Mode = "well" | "failing" | "sent";

/** A step's place in its list, and how it is come to. The place after the last is the end. */
interface State {
  readonly index: number;
  readonly mode: Mode;
}

export interface Flow {
  /** Whether a run can come to the step so that it runs. */
  runs(index: number): boolean;
  /** Whether the step can have run before `index` is come to. */
  precedes(earlier: number, index: number): boolean;
  /** Whether a jump from a step can lead to itself again and again, without a step whose visits are bounded. */
  isEndless(from: number, to: number): boolean;
}

export function flowOf(steps: readonly StepDefinition[]): Flow {
  const places = new Map(steps.map(({ name }, index) => [name, index]));
  const reached = reachable([{ index: 0, mode: "well" }], next);
  const after = new Map<number, ReadonlySet<string>>();

  return {
    runs: (index) => modes.some((mode) => reached.has(id({ index, mode })) && canRun({ index, mode })),
    precedes(earlier, index) {
      const known =
        after.get(earlier) ??
        reachable(
          modes.flatMap((mode) => ran({ index: earlier, mode })),
          next,
        );
      after.set(earlier, known);
      return modes.some((mode) => known.has(id({ index, mode })));
    },
    isEndless(from, to) {
      const back = reachable(
        modes.map((mode) => ({ index: to, mode })),
        nextUnbounded,
      );
      return (
        steps[from]!.maxVisits === undefined &&
        modes.some((mode) => back.has(id({ index: from, mode })) && canRun({ index: from, mode }))
      );
    },
  };

  function next(state: State): State[] {
    return [...(canRun(state) ? ran(state) : []), ...skipped(state)];
  }

  /** A step that may be come to only so often is no way on for ever; passing it by is. */
  function nextUnbounded(state: State): State[] {
    return steps[state.index]?.maxVisits === undefined ? next(state) : skipped(state);
  }

  function canRun({ index, mode }: State): boolean {
    const step = steps[index];
    if (step === undefined) return false;
    if (mode === "well") return true;
    return step.if === undefined ? mode === "sent" : holdsAfterFailure(step.if);
  }

  function skipped({ index, mode }: State): State[] {
    const step = steps[index];
    if (step === undefined || (step.if === undefined && mode !== "failing")) return [];
    return [{ index: index + 1, mode: mode === "well" ? "well" : "failing" }];
  }

  function ran({ index, mode }: State): State[] {
    const step = steps[index];
    if (step === undefined) return [];
    // What a failure led to may have mended it.
    const modesAfter: readonly Mode[] = mode === "well" ? ["well"] : ["well", "failing"];
    const to = (place: number | undefined) =>
      place === undefined ? [] : modesAfter.map((later) => ({ index: place, mode: later }));
    if (step.kind === "end") return [];
    if (step.kind === "goto") return to(places.get(step.step));
    const succeeded =
      step.onSuccess === undefined
        ? to(index + 1)
        : step.onSuccess.kind === "end"
          ? []
          : to(places.get(step.onSuccess.step));
    const { onFailure } = step;
    switch (onFailure.kind) {
      case "fail":
        return [...succeeded, { index: index + 1, mode: "failing" }];
      case "goto": {
        const place = places.get(onFailure.step);
        return place === undefined ? succeeded : [...succeeded, { index: place, mode: "sent" }];
      }
      case "continue":
      case "end":
        return succeeded;
    }
  }
}

const modes: readonly Mode[] = ["well", "failing", "sent"];

function reachable(from: readonly State[], next: (state: State) => readonly State[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen.has(id(state))) continue;
    seen.add(id(state));
    open.push(...next(state));
  }
  return seen;
}

function id({ index, mode }: State): string {
  return `${index} ${mode}`;
}
