import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../src/policy/duration.ts";
import { UserError } from "../../src/policy/user-error.ts";

describe("a duration", () => {
  test.each([
    ["500ms", 500],
    ["30s", 30_000],
    ["1.5s", 1_500],
    ["10m", 600_000],
    ["2h", 7_200_000],
    ["1d", 86_400_000],
    ["1m30s", 90_000],
    ["1d2h3m4s5ms", 93_784_005],
    ["0s", 0],
  ])("%s is %i ms", (text, ms) => expect(parseDuration(text)).toBe(ms));

  test("without a unit is an error that says what to write", () => {
    expect(() => parseDuration("30")).toThrow(
      new UserError("a duration needs its unit; write 30s for seconds or 30m for minutes"),
    );
    expect(() => parseDuration("0.5")).toThrow("write 0.5s for seconds or 0.5m for minutes");
  });

  test.each([
    "",
    "s",
    "-1s",
    "1 m",
    "1M",
    "10min",
    "1m 30s",
    "1e3s",
    ".5s",
    "1m30",
    "∞",
    "NaNs",
    `${"9".repeat(400)}s`,
  ])("%j is refused", (text) => expect(() => parseDuration(text)).toThrow(UserError));

  test.each([
    [0, "0ms"],
    [250, "250ms"],
    [999.6, "1s"],
    [1_000, "1s"],
    [1_540, "1.5s"],
    [59_960, "1m"],
    [90_000, "1m30s"],
    [3_599_700, "1h"],
    [7_500_000, "2h5m"],
    [86_399_000, "1d"],
    [93_600_000, "1d2h"],
  ])("of %d ms reads %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  test("reads back as what it was, to the precision people are told", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 10 }), (ms) => {
        const back = parseDuration(formatDuration(ms));
        expect(Math.abs(back - ms)).toBeLessThanOrEqual(ms < 60_000 ? 50 : ms * 0.021);
      }),
    );
  });

  test("of anything else throws only a UserError", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseDuration(text)).toBeGreaterThanOrEqual(0);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
    );
  });
});
