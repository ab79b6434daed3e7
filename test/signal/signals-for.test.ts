import { expect, it } from "vitest";
import type { CallbackRecord } from "../../src/journal/fold-run.ts";
import type { Signal } from "../../src/signal/signal.ts";
import { signalsFor } from "../../src/signal/signals-for.ts";

const open: CallbackRecord = { id: "1", heartbeatAt: 0, event: "parcel" };
const taken: CallbackRecord = { ...open, answer: { kind: "done", payload: { result: "x" } } };
const late: CallbackRecord = { ...open, answer: { kind: "failed", failure: { kind: "timeout", message: "late" } } };

const signal = (value: number): Signal => ({ v: 1, key: "orders", event: "parcel", value, at: value });

const given = (callbacks: readonly CallbackRecord[], values: readonly number[]) =>
  signalsFor(
    callbacks.map((callback, index) => [`wait ${index + 1}`, callback] as const),
    values.map(signal),
  ).map(([path, { value }]) => [path, value]);

it("a signal answers the wait that it came for, one each, in order", () => {
  expect(given([open], [])).toEqual([]);
  expect(given([open], [1])).toEqual([["wait 1", 1]]);
  expect(given([open], [1, 2])).toEqual([["wait 1", 1]]);
  expect(given([open, open], [1, 2])).toEqual([
    ["wait 1", 1],
    ["wait 2", 2],
  ]);
});

it("what an earlier wait has taken is no other's", () => {
  expect(given([taken, open], [1])).toEqual([]);
  expect(given([taken, open], [1, 2])).toEqual([["wait 2", 2]]);
});

it("a wait whose time was over has taken none", () => {
  expect(given([late, open], [1])).toEqual([["wait 2", 1]]);
});
