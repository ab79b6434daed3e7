/** What commands print, bounded: the beginning at once, the end where it matters. */
import { neutraliseLine } from "../../github/neutralise.ts";

export interface PrintedLines {
  /** Whether this line is to be shown now; of what is quiet, none is. */
  take(path: string, line: string, isQuiet?: boolean): boolean;
  /** What was not shown of a step that has ended, the last of it; forgotten after. */
  rest(path: string): Rest;
}

export interface Rest {
  readonly skipped: number;
  readonly lines: readonly string[];
}

const kept = 20;

/** The first `shown` lines of each step are shown, and the last ones kept. */
export function printedLines(shown: number): PrintedLines {
  const steps = new Map<string, { shown: number; skipped: number; last: string[] }>();
  return {
    take(path, line, isQuiet = false) {
      const step = steps.get(path) ?? { shown: 0, skipped: 0, last: [] };
      steps.set(path, step);
      if (!isQuiet && step.shown < shown) {
        step.shown += 1;
        return true;
      }
      step.last.push(line);
      if (step.last.length > kept) {
        step.last.shift();
        step.skipped += 1;
      }
      return false;
    },
    rest(path) {
      const { skipped = 0, last = [] } = steps.get(path) ?? {};
      steps.delete(path);
      return { skipped, lines: last };
    },
  };
}

/** What is left of a step that failed, for people. */
export function lastLines({ skipped, lines }: Rest): string[] {
  return [...(skipped > 0 ? [leftOut(skipped)] : []), ...lines.map(neutraliseLine)];
}

/** What stands for lines that are not shown. */
export function leftOut(count: number): string {
  return `… ${count} ${count === 1 ? "line is" : "lines are"} left out`;
}
