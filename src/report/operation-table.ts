/** The table of what a run did. */
import { code, details, table, text, type Markdown } from "../github/markdown.ts";
import type { RecordedFailure } from "../journal/event-parts.ts";
import { namesOf } from "../durable/engine/path.ts";
import { formatDuration } from "../policy/duration.ts";
import { failureText } from "./failure-text.ts";
import { shorten } from "./label.ts";
import { answeredBy } from "./path-text.ts";
import { countsInWords, countStates, signs, stateInWords, type Operation, type OperationState } from "./operation.ts";
import { timeInWords } from "./time-text.ts";

/** How much one table shows; the rest is counted below it. */
export const mostRows = 100;

const longest = { name: 120, message: 240 } as const;

/** A path for people: the names in it, each set apart. */
export function pathInWords(path: string): Markdown {
  return code(shorten(namesOf(answeredBy(path)).join(" / "), longest.name));
}

export function failureInWords(failure: RecordedFailure): Markdown {
  return text(failureText(failure, (message) => shorten(message, longest.message)));
}

/** One row an operation, and one for a whole map. Where there are too many, those that need a look are shown first. */
export function operationTable(operations: readonly Operation[]): Markdown {
  const all = [...rowsOf(operations)];
  if (all.length === 0) return "";
  const chosen = mostTelling(all);
  const shown = all.filter((operation) => chosen.has(operation));
  const left = countStates(all.filter((operation) => !chosen.has(operation)));
  const note =
    left.size === 0
      ? ""
      : `\n… and ${all.length - shown.length} more that are left out here: ${countsInWords(left)}.\n`;
  return table(["Operation", "Outcome", "Attempts", "Time", "Remarks"], shown.map(row)) + note;
}

/** Contexts are told of by what stands in them, but for maps and what has nothing in it. */
function* rowsOf(operations: readonly Operation[]): Generator<Operation> {
  for (const operation of operations) {
    const { kind, children, state } = operation;
    const isOpened = kind !== "map" && kind !== "step" && children.length > 0;
    if (!isOpened || (state === "failed" && !children.some((child) => child.state === "failed"))) yield operation;
    if (isOpened) yield* rowsOf(children);
  }
}

const ordinary: ReadonlySet<OperationState> = new Set(["done", "replayed", "skipped", "pending"]);

function mostTelling(all: readonly Operation[]): ReadonlySet<Operation> {
  const telling = all.filter(({ state }) => !ordinary.has(state)).slice(0, mostRows);
  const others = all.filter(({ state }) => ordinary.has(state)).slice(0, mostRows - telling.length);
  return new Set([...telling, ...others]);
}

function row(operation: Operation): readonly Markdown[] {
  const { path, state, attempts, duration } = operation;
  return [
    pathInWords(path),
    `${signs[state]} ${stateInWords(state)}`,
    attempts === undefined ? "" : String(attempts),
    duration === undefined ? "" : formatDuration(duration),
    remarkOn(operation),
  ];
}

function remarkOn({ kind, failure, until, children }: Operation): Markdown {
  if (kind === "map") return `${children.length} items: ${countsInWords(countStates(children))}`;
  const due = until === undefined ? "" : `until ${timeInWords(until)}`;
  const why = failure ? failureInWords(failure) : "";
  return [due, why].filter((said) => said !== "").join("; ");
}

/** A closed part for each map that has failed items; `most` of them in all. */
export function failedItems(maps: readonly Operation[], most: number): Markdown {
  let room = most;
  const parts: Markdown[] = [];
  for (const { path, children } of maps) {
    const failed = children.filter(({ state }) => state === "failed");
    if (failed.length === 0) continue;
    const shown = failed.slice(0, Math.min(mostRows, room));
    room -= shown.length;
    const rows = shown.map((item) => [
      code(shorten(item.name, longest.name)),
      String(attemptsAt(item)),
      item.failure ? failureInWords(item.failure) : "",
    ]);
    const left = failed.length - shown.length;
    const note = left > 0 ? `\n… and ${left} more that are left out here.\n` : "";
    const title = `${failed.length} failed ${failed.length === 1 ? "item" : "items"} of ${pathInWords(path)}`;
    parts.push(details(title, (rows.length > 0 ? table(["Item", "Attempts", "Error"], rows) : "") + note));
  }
  return parts.join("");
}

/** Those of the step in it that failed, which its record does not have. */
function attemptsAt(item: Operation): number | "" {
  return item.attempts ?? item.children.find(({ state }) => state === "failed")?.attempts ?? "";
}
