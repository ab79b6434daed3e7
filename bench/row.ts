/** The table's rows: each a ratio against its yardstick, with what is aimed for. */
import { median, spread, type Figures, type Pairs } from "./sample.ts";

export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly yardstick: string;
  readonly ratio: string;
  readonly aim: string;
  /** Undefined where nothing is aimed for. */
  readonly isMet: boolean | undefined;
}

/** A row of pairs; the ratio is the median of theirs, and is to be no more than `aim`. */
export function ratioRow(
  what: string,
  yardstick: string,
  { ours, yardstick: figures, ratios }: Pairs,
  aim: number,
): Row {
  return {
    what,
    ours: milliseconds(ours),
    yardstick: `${yardstick}: ${milliseconds(figures)}`,
    ratio: spread(ratios, (ratio) => ratio.toFixed(2)),
    aim: `≤ ${aim}`,
    isMet: median(ratios) <= aim,
  };
}

function milliseconds(figures: Figures): string {
  return `${spread(figures, threeDigits)} ms`;
}

function threeDigits(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toFixed(figure >= 10 ? 1 : 2);
}

/** The rows as a table of Markdown. */
export function table(rows: readonly Row[]): string {
  const head = ["what", "Holdfast", "yardstick", "ratio", "aim", ""];
  const lines = rows.map(({ what, ours, yardstick, ratio, aim, isMet }) => [
    what,
    ours,
    yardstick,
    ratio,
    aim,
    isMet === undefined ? "" : isMet ? "met" : "**missed**",
  ]);
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
