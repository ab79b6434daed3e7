import type { Source, SourcePosition, ValuePath } from "../automation/source.ts";

export interface SourceText {
  readonly source: Source;
  readonly lines: readonly string[];
}

/**
 * Where the characters of a script stand in its file, which YAML has indented. Of a text that is folded, or quoted over
 * lines, it is where the text begins.
 */
export function positionsIn(
  { source, lines }: SourceText,
  path: ValuePath,
  script: string,
): (offset: number) => SourcePosition {
  const start = source.valueAt(path);
  const header = lines[start.line - 1]?.slice(start.column - 1) ?? "";
  if (!header.startsWith("|")) {
    const opening = /^["']/.test(header) ? 1 : 0;
    const isWhole = header.startsWith(script, opening);
    return (offset) => (isWhole ? { ...start, column: start.column + opening + offset } : start);
  }
  const starts = lineStarts(script);
  return (offset) => {
    const row = rowOf(starts, offset);
    const line = start.line + 1 + row;
    const end = row + 1 < starts.length ? starts[row + 1]! - 1 : script.length;
    const indent = (lines[line - 1]?.length ?? 0) - (end - starts[row]!);
    return indent < 0 ? start : { ...start, line, column: indent + 1 + offset - starts[row]! };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** The last row that starts at the offset or before it. */
function rowOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
