import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  keyDigest,
  readWaitingName,
  waitingName,
  type WaitingRun,
  type WaitsFor,
} from "../../src/waiting/waiting-run.ts";
import { casesOf } from "../cases.ts";
import { waiting } from "./scene.ts";

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: length, maxLength: length });
const seconds = fc.integer({ min: 1, max: 99_999_999_999 }).map((value) => value * 1000);
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

const anyRun: fc.Arbitrary<WaitingRun> = fc.record({
  lane: hex(32),
  key: hex(16),
  since: seconds,
  until: fc.option(seconds, { nil: undefined }),
  waitsFor: fc
    .subarray<WaitsFor>(["time", "approval", "event", "dead-letters"], { minLength: 1 })
    .map((waits) => new Set(waits)),
  runId: id,
  attempt: fc.integer({ min: 1, max: 51 }),
  jobId: fc.option(id, { nil: undefined }),
});

test("a name tells all of a wait, and no two waits have one name", () => {
  fc.assert(
    fc.property(anyRun, anyRun, (run, other) => {
      expect(readWaitingName(waitingName(run))).toEqual(run);
      if (JSON.stringify([run, ...run.waitsFor]) === JSON.stringify([other, ...other.waitsFor])) return;
      expect(waitingName(other)).not.toBe(waitingName(run));
    }),
    { numRuns: casesOf(2_000) },
  );
});

test("a name may be a part of a ref and of a cache key", () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const name = waitingName(run);
      expect(name).toMatch(/^[0-9a-z]+(\.[0-9a-z]+){7}$/);
      expect(name.length).toBeLessThan(200);
    }),
    { numRuns: casesOf(2_000) },
  );
});

test("a name that is changed in any place is another wait's or none", () => {
  fc.assert(
    fc.property(anyRun, fc.nat(), fc.constantFrom("0", "f", ".", "t", "z", "-", "/", " ", "\n"), (run, place, sign) => {
      const name = waitingName(run);
      const at = place % (name.length + 1);
      for (const changed of [
        name.slice(0, at) + sign + name.slice(at),
        name.slice(0, at) + sign + name.slice(at + 1),
      ]) {
        const read = readWaitingName(changed);
        expect(read === undefined ? changed : waitingName(read)).toBe(changed);
      }
    }),
    { numRuns: casesOf(4_000) },
  );
});

const own = waitingName(waiting());

test.each([
  "",
  "main",
  own.toUpperCase(),
  `${own}.1`,
  `${own}\n`,
  own.replace(".t.", ".."),
  own.replace(".t.", ".at."),
  own.replace(".4711.", ".04711."),
  own.replace(".4711.", ".0."),
  own.replace(".4711.", ".9007199254740993."),
])("%j is no wait's name", (name) => expect(readWaitingName(name)).toBeUndefined());

test("a time within a second is told as its end, so that nothing wakes too early", () => {
  const read = readWaitingName(waitingName(waiting({ since: 1_500, until: 9_001 })));
  expect(read).toMatchObject({ since: 2_000, until: 10_000 });
});

test("what a name cannot tell has none", () => {
  expect(() => waitingName(waiting({ waitsFor: new Set() }))).toThrow(/no wait can be called/);
  expect(() => waitingName(waiting({ lane: "main" }))).toThrow(/no wait can be called/);
});

test("keys that differ have digests that do", () => {
  expect(keyDigest("orders")).toMatch(/^[0-9a-f]{16}$/);
  expect(keyDigest("orders")).not.toBe(keyDigest("Orders"));
});
