/** Measures pairs: ours and the yardstick turn about, so that whatever else the machine does falls on both. */

/** Figures of one thing in the order they were taken: milliseconds, or a ratio. */
export type Figures = readonly number[];

export interface Pairs {
  readonly ours: Figures;
  readonly yardstick: Figures;
  /** Of each pair. */
  readonly ratios: Figures;
}

/** Takes `count` pairs after one that is thrown away. Each function gives the milliseconds it measured. */
export async function pairs(
  count: number,
  ours: (turn: number) => Promise<number>,
  yardstick: (turn: number) => Promise<number>,
): Promise<Pairs> {
  const [figures = [], others = []] = await turnAbout(count, [ours, yardstick]);
  return pairsOf(figures, others);
}

/** Pairs of what was measured turn about: as many of ours as of the yardstick. */
export function pairsOf(ours: Figures, yardstick: Figures): Pairs {
  return { ours, yardstick, ratios: ours.map((figure, turn) => figure / yardstick[turn]!) };
}

/** What each gives, in `count` turns after one that is thrown away; in a turn each is measured once. */
export async function turnAbout<T>(count: number, measures: readonly ((turn: number) => Promise<T>)[]): Promise<T[][]> {
  const taken = measures.map((): T[] => []);
  for (let turn = 0; turn <= count; turn++) {
    for (const [index, measure] of measures.entries()) {
      const figure = await measure(turn);
      if (turn > 0) taken[index]!.push(figure);
    }
  }
  return taken;
}

/** Milliseconds that `act` takes. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

export function median(figures: Figures): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** `median (min–max)`. */
export function spread(figures: Figures, write: (figure: number) => string): string {
  return `${write(median(figures))} (${write(Math.min(...figures))}–${write(Math.max(...figures))})`;
}
