import { expect, test } from "vitest";
import { chanceOfAtLeast, deviation, median } from "../../src/watchdog/statistics.ts";

test("a few odd values move neither the middle nor the spread", () => {
  const usual = [9, 10, 10, 11, 12];
  expect(median(usual)).toBe(10);
  expect(median([...usual, 5_000])).toBe(10.5);
  expect(deviation(usual)).toBeCloseTo(1.4826);
  expect(deviation([...usual, 5_000])).toBeCloseTo(1.4826);
  expect(() => median([])).toThrow(RangeError);
});

test("the chance of a tail is what counting every way of drawing gives", () => {
  const marks = [true, true, true, false, false, false, false];
  const drawn = 3;
  const ways = Array.from({ length: 2 ** marks.length }, (_, bits) => marks.filter((_mark, at) => bits & (1 << at)));
  const counts = ways.filter((way) => way.length === drawn).map((way) => way.filter(Boolean).length);
  for (const found of [0, 1, 2, 3, 4]) {
    const share = counts.filter((count) => count >= found).length / counts.length;
    expect(chanceOfAtLeast(found, drawn, 3, marks.length)).toBeCloseTo(share, 10);
  }
  expect(chanceOfAtLeast(5, 10, 5, 70)).toBeCloseTo(2.08e-5, 6);
});
