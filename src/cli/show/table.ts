import { column, fit, widthOf } from "../progress/width.ts";
import type { Paint, Tone } from "../terminal.ts";

export interface Cell {
  readonly text: string;
  readonly tone?: Tone | undefined;
}

/** Rows of text under headings, each column as wide as it needs; the widest are cut where the line has no room for all. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Paint,
): string[] {
  const widths = fitted(
    headings.map((heading, index) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[index]?.text ?? "")))),
    width,
  );
  const line = (cells: readonly Cell[]): string => {
    const parts = cells.map(({ text, tone }, index) => {
      const isLast = index === cells.length - 1;
      const shown = isLast ? fit(text, widths[index]!) : column(text, widths[index]!);
      return tone === undefined ? shown : paint(tone, shown);
    });
    return parts.join(gap).trimEnd();
  };
  return [line(headings.map((text) => ({ text, tone: "faint" as const }))), ...rows.map(line)];
}

const gap = "  ";
/** A column is not cut to less: nobody could tell what it holds. */
const narrowest = 8;

function fitted(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const room = width - gap.length * (widths.length - 1);
  for (let over = widths.reduce((sum, each) => sum + each, 0) - room; over > 0; over--) {
    // The first says which row it is, so it may be twice as wide as the others.
    const weights = widths.map((each, index) => (index === 0 ? each / 2 : each));
    const widest = weights.indexOf(Math.max(...weights));
    if (widths[widest]! <= narrowest) break;
    widths[widest]! -= 1;
  }
  return widths;
}
