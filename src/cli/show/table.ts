import { column, fit, widthOf } from "../progress/width.ts";
import type { Paint, Tone } from "../terminal.ts";

export interface Cell {
  readonly text: string;
  readonly tone?: Tone | undefined;
}

/** Rows of text under headings, each column as wide as it needs, the last one cut where the line is. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Paint,
): string[] {
  const widest = Math.max(12, Math.floor(width / 2));
  const widths = headings.map((heading, index) =>
    Math.min(widest, Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[index]?.text ?? "")))),
  );
  const line = (cells: readonly Cell[]): string => {
    let left = width;
    const parts = cells.map(({ text, tone }, index) => {
      const isLast = index === cells.length - 1;
      const shown = isLast ? fit(text, Math.max(0, left)) : column(text, Math.min(widths[index]!, Math.max(0, left)));
      left -= widthOf(shown) + 2;
      return tone === undefined ? shown : paint(tone, shown);
    });
    return parts.join("  ").trimEnd();
  };
  return [line(headings.map((text) => ({ text, tone: "faint" as const }))), ...rows.map(line)];
}
