/** Robust statistics: a few odd values among many change nothing. */

/** The value in the middle, of an even number the mean of the two. Throws where there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError("no values have no median");
  return (low + high) / 2;
}

/**
 * The median absolute deviation, scaled to be the standard deviation where values are normally distributed.
 * https://en.wikipedia.org/wiki/Median_absolute_deviation
 */
export function deviation(values: readonly number[]): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}

/**
 * The probability that of `drawn` taken by chance out of `all`, of which `marked` are marked, at least `found` are: the
 * upper tail of the hypergeometric distribution, one side of Fisher's exact test.
 * https://en.wikipedia.org/wiki/Fisher%27s_exact_test
 */
export function chanceOfAtLeast(found: number, drawn: number, marked: number, all: number): number {
  let chance = 0;
  for (let count = Math.max(found, drawn + marked - all); count <= Math.min(drawn, marked); count++) {
    const logarithm = logChoose(marked, count) + logChoose(all - marked, drawn - count) - logChoose(all, drawn);
    chance += Math.exp(logarithm);
  }
  return Math.min(1, chance);
}

/** The natural logarithm of "n choose k". */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let factor = 1; factor <= k; factor++) sum += Math.log((n - k + factor) / factor);
  return sum;
}
