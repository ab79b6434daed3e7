import type { SourcePosition } from "../source.ts";

/** Where a character of a text stands. */
export function positionAt(file: string, text: string, index: number): SourcePosition {
  const lines = text.slice(0, index).split("\n");
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
