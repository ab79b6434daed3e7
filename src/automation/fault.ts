import { UserError } from "../policy/user-error.ts";
import type { SourcePosition } from "./source.ts";

/** What is wrong with a file, and what to write instead. */
export interface Fault {
  readonly at: Place;
  readonly message: string;
}

/** A place in a file, or a variable of the environment. */
export type Place = SourcePosition | { readonly variable: string };

/** More than a person reads; `faults` holds them all. */
const mostTold = 200;

/** Every fault of a file (and of the variables that override it) at once. */
export class FaultyFile extends UserError {
  /** In the order of the file. */
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const sorted = inOrder(faults);
    const more = sorted.length > mostTold ? [`… and ${sorted.length - mostTold} more`] : [];
    super([...sorted.slice(0, mostTold).map(describeFault), ...more].join("\n"));
    this.faults = sorted;
  }
}

/** `file:line:column: message`, as compilers write it and editors read it. */
export function describeFault({ at, message }: Fault): string {
  return "variable" in at ? `${at.variable}: ${message}` : `${at.file}:${at.line}:${at.column}: ${message}`;
}

/** From the top of the file to its end, variables last. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort(({ at: a }, { at: b }) => {
    if ("variable" in a || "variable" in b) return Number("variable" in a) - Number("variable" in b);
    return a.line - b.line || a.column - b.column;
  });
}
