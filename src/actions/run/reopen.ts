/** What of a run that had stopped is run anew when it is started again. */
import { namedPaths, pathsCalled } from "../../automation/named-paths.ts";
import { reopened } from "../../automation/reopened.ts";
import { contextOf } from "../../durable/engine/path.ts";
import type { RunOptions } from "../../durable/run/run.ts";
import type { RunLane } from "../../durable/lane/run-lane.ts";
import type { LaneState } from "../../journal/fold.ts";
import { UserError } from "../../policy/user-error.ts";
import { readable } from "../../report/path-text.ts";

/** What whoever started the job asks for. */
export interface Asked {
  /** Steps that run again although nobody knows whether their effect happened. */
  readonly again: readonly string[];
  /** `all`, or keys of dead letters. */
  readonly redrive: readonly string[];
  /** Nobody asks: the job was started by the clock. */
  readonly isScheduled: boolean;
}

/**
 * What failed is; of dead letters and of steps that nobody knows the effect of, those that are asked for. A run that has
 * failed, waits for a person or was cancelled goes on where one asked for it, not on a schedule; one that is suspended only
 * goes on, and keeps its dead letters. Throws a {@link UserError} on a dead letter or a step that is none.
 */
export async function reopen(
  lane: Pick<RunLane, "journal">,
  { again, redrive, isScheduled }: Asked,
): Promise<Pick<RunOptions, "reopen">> {
  const { state } = lane.journal;
  const { ended } = state.run;
  if (isScheduled && ended && ended.status !== "completed") return {};
  const steps = isScheduled ? [] : stepsToRunAgain(state, again);
  const asked = [...steps, ...chosenLetters(state, redrive)];
  return asked.length === 0 ? { reopen: "causes" } : reopened(lane, asked);
}

/** A step that is done by now stays so: each attempt of a job has the inputs of its first one. */
function stepsToRunAgain({ steps }: LaneState, names: readonly string[]): string[] {
  const open = [...steps].flatMap(([path, { status }]) => (status === "done" ? [] : [path]));
  const done = [...steps].flatMap(([path, { status }]) => (status === "done" ? [path] : []));
  const isOver = (name: string) => pathsCalled(name, open).length === 0 && pathsCalled(name, done).length > 0;
  const wanted = names.filter((name) => !isOver(name));
  return namedPaths(wanted, open, "input again names a step that the run has not begun:");
}

/** Those that were redriven meanwhile are none any more, and no fault: each attempt of a job has the inputs of its first one. */
function chosenLetters(state: LaneState, asked: readonly string[]): string[] {
  // Whoever resumes the job asks for nothing but that the run goes on.
  if (state.run.status === "suspended") return [];
  const letters = [...state.run.deadLetters.values()];
  if (asked.length === 1 && asked[0] === "all") return letters.map(({ path }) => path);
  const redriven = redrivenItems(state);
  return asked.flatMap((name) => {
    const letter = letters.find(({ key, path }) => key === name || path === name || readable(path) === name);
    if (letter) return [letter.path];
    if (pathsCalled(name, redriven).length > 0) return [];
    const known = letters.map(({ key }) => key).slice(0, 20);
    throw new UserError(
      `input redrive names ${JSON.stringify(name)}, which is no dead letter of the run; ` +
        (known.length === 0 ? "it has none: leave the input out" : `write all, or of these: ${known.join(", ")}`),
    );
  });
}

/** Items that are done, or that a job was killed at while it ran them again. */
function redrivenItems({ run, steps }: LaneState): string[] {
  const done = [...run.contexts].flatMap(([path, { status, kind }]) =>
    status === "done" && kind === "item" ? [path] : [],
  );
  const underWay = [...steps.keys()].map(contextOf).filter((path) => !run.contexts.has(path));
  return [...done, ...underWay];
}
