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

/** What a figure is held to, whatever others reach. */
export interface Bound {
  readonly sign: "≤" | "≥";
  readonly value: number;
  readonly unit: string;
}

/** A row of pairs; the ratio is the median of theirs, and is to be no more than `aim` where there is one. */
export function ratioRow(
  what: string,
  yardstick: string,
  { ours, yardstick: figures, ratios }: Pairs,
  aim?: number,
): Row {
  return {
    what,
    ours: milliseconds(ours),
    yardstick: `${yardstick}: ${milliseconds(figures)}`,
    ratio: spread(ratios, (ratio) => ratio.toFixed(2)),
    aim: aim === undefined ? "" : `≤ ${aim}`,
    isMet: aim === undefined ? undefined : median(ratios) <= aim,
  };
}

export function atMost(value: number, unit: string): Bound {
  return { sign: "≤", value, unit };
}

export function atLeast(value: number, unit: string): Bound {
  return { sign: "≥", value, unit };
}

/** A row of figures whose median is to keep to a bound. */
export function boundRow(what: string, figures: Figures, { sign, value, unit }: Bound): Row {
  const reached = median(figures);
  return {
    what,
    ours: `${spread(figures, threeDigits)} ${unit}`,
    yardstick: "what is promised",
    ratio: "",
    aim: `${sign} ${value.toLocaleString("en")} ${unit}`,
    isMet: sign === "≤" ? reached <= value : reached >= value,
  };
}

/** A row that could have been measured, with the reason why it was not. */
export function missingRow(what: string, yardstick: string, reason: string): Row {
  return { what, ours: "", yardstick: `${yardstick}: ${reason}`, ratio: "", aim: "", isMet: undefined };
}

function milliseconds(figures: Figures): string {
  return `${spread(figures, threeDigits)} ms`;
}

function threeDigits(figure: number): string {
  if (figure >= 100) return figure.toFixed(0);
  return figure >= 0.1 ? figure.toFixed(figure >= 10 ? 1 : 2) : figure.toFixed(4);
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
