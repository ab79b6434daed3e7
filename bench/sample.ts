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
  const taken: { ours: number; yardstick: number }[] = [];
  for (let turn = 0; turn <= count; turn++) {
    const pair = { ours: await ours(turn), yardstick: await yardstick(turn) };
    if (turn > 0) taken.push(pair);
  }
  return {
    ours: taken.map((pair) => pair.ours),
    yardstick: taken.map((pair) => pair.yardstick),
    ratios: taken.map((pair) => pair.ours / pair.yardstick),
  };
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
