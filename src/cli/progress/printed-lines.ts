/** What commands print, bounded: the beginning at once, the end where it matters. */

export interface PrintedLines {
  /** Whether this line is to be shown now. */
  take(path: string, line: string): boolean;
  /** What was not shown of a step that has ended, the last of it; forgotten after. */
  rest(path: string): { readonly skipped: number; readonly lines: readonly string[] };
}

const kept = 20;

/** The first `shown` lines of each step are shown, and the last ones kept. */
export function printedLines(shown: number): PrintedLines {
  const steps = new Map<string, { count: number; last: string[] }>();
  return {
    take(path, line) {
      const step = steps.get(path) ?? { count: 0, last: [] };
      steps.set(path, step);
      step.count += 1;
      if (step.count <= shown) return true;
      step.last.push(line);
      if (step.last.length > kept) step.last.shift();
      return false;
    },
    rest(path) {
      const { count, last } = steps.get(path) ?? { count: 0, last: [] };
      steps.delete(path);
      return { skipped: Math.max(0, count - shown - last.length), lines: last };
    },
  };
}
