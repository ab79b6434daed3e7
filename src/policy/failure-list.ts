import { type Classification, OUTPUT_LOOKED_AT } from "./classification.ts";
import { type Failure, signalOf } from "./failure.ts";
import { isSignalName } from "./signals.ts";
import { UserError } from "./user-error.ts";

/** One entry of `retry-on` or `give-up-on`. */
export interface FailureEntry {
  /** As its author wrote it. */
  readonly text: string;
  matches(failure: Failure, classification: Classification): boolean;
}

/** The value of `retry-on` or `give-up-on`. */
export type FailureList = readonly FailureEntry[];

const CLASSES: Readonly<Record<string, FailureEntry["matches"]>> = {
  any: () => true,
  /** Everything but running out of time. */
  error: (failure) => !isTimeout(failure),
  timeout: (failure) => failure.kind === "timeout",
  "idle-timeout": (failure) => failure.kind === "idle-timeout",
  signal: (failure) => signalOf(failure) !== undefined,
  /** An at-most-once step that started, and nothing tells how it ended. */
  interrupted: (failure) => failure.kind === "interrupted",
  /** Nothing was tried, because what would be called is known to be down. */
  "circuit-open": (failure) => failure.kind === "error" && failure.name === "CircuitOpen",
  transient: (_, classification) => classification.kind === "transient",
  permanent: (_, classification) => classification.kind === "permanent",
  unknown: (_, classification) => classification.kind === "unknown",
};

// A pattern may hold commas and escaped slashes; anything else ends at the next comma or line break.
const ENTRY = /\s*(\/(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n])+\/\w*|[^,\n]*)[^\S\n]*(?:[,\n]|$)/y;
const HIGHEST_EXIT_CODE = 0xffff_ffff; // Windows has 32 bits of them

/**
 * Reads exit codes and ranges (`75`, `100-110`), classes (`timeout`, `transient`, …), signals (`SIGKILL`) and patterns on
 * the last lines (`/quota/i`), separated by commas or line breaks. Throws a {@link UserError} naming every wrong entry.
 */
export function parseFailureList(text: string): FailureList {
  const faults: string[] = [];
  const entries = entriesOf(text).flatMap((entry) => {
    const matches = matcherOf(entry);
    if (typeof matches !== "string") return [{ text: entry, matches }];
    faults.push(`"${entry}" ${matches}`);
    return [];
  });
  if (faults.length > 0) throw new UserError(faults.join("; "));
  if (entries.length === 0) throw new UserError("an empty list; leave the input out, or write such as 75, timeout");
  return entries;
}

/** The first entry that matches, or undefined. */
export function findInList(list: FailureList, failure: Failure, classification: Classification) {
  return list.find((entry) => entry.matches(failure, classification));
}

function entriesOf(text: string): string[] {
  const found: string[] = [];
  ENTRY.lastIndex = 0;
  while (ENTRY.lastIndex < text.length) {
    const entry = ENTRY.exec(text)![1]!.trim();
    if (entry !== "") found.push(entry);
  }
  return found;
}

/** A matcher, or what is wrong with the entry. */
function matcherOf(entry: string): FailureEntry["matches"] | string {
  if (entry.startsWith("/")) return patternMatcher(entry);
  if (/^-?\d/.test(entry)) return exitCodeMatcher(entry);
  if (isSignalName(entry)) return (failure) => signalOf(failure) === entry;
  if (Object.hasOwn(CLASSES, entry)) return CLASSES[entry]!;
  if (isSignalName(`SIG${entry.toUpperCase()}`)) return `is no signal; write SIG${entry.toUpperCase()}`;
  if (isSignalName(entry.toUpperCase())) return `is no signal; write ${entry.toUpperCase()}`;
  return `is not known; write an exit code (75), a range (100-110), a signal (SIGKILL), a pattern (/quota/i) or one of ${Object.keys(CLASSES).join(", ")}`;
}

function exitCodeMatcher(entry: string): FailureEntry["matches"] | string {
  const range = /^(\d{1,10})(?:\s*-\s*(\d{1,10}))?$/.exec(entry);
  if (range === null) return "is no exit code; write one (75) or a range (100-110)";
  const from = Number(range[1]);
  const to = Number(range[2] ?? range[1]);
  if (from === 0) return "holds 0, which is success; write exit codes from 1";
  if (to > HIGHEST_EXIT_CODE) return `goes past the highest exit code, ${HIGHEST_EXIT_CODE}`;
  if (to < from) return `runs backwards; write ${to}-${from}`;
  return (failure) => failure.kind === "exit" && failure.code >= from && failure.code <= to;
}

function patternMatcher(entry: string): FailureEntry["matches"] | string {
  const parts = /^\/(.+)\/(\w*)$/.exec(entry);
  if (parts === null) return "is no whole pattern; write it between slashes, such as /quota exceeded/i";
  const [, source, flags] = parts;
  if (/[^imsuv]/.test(flags!)) return `has flags other than i, m, s, u, v; write /${source}/i`;
  try {
    const pattern = new RegExp(source!, flags);
    return ({ output = "" }) => pattern.test(output.slice(-OUTPUT_LOOKED_AT));
  } catch (error) {
    return `is no regular expression (${String(error)}); mend it or escape its special characters with \\`;
  }
}

function isTimeout(failure: Failure): boolean {
  return failure.kind === "timeout" || failure.kind === "idle-timeout" || failure.kind === "deadline";
}
