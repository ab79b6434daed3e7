import { describe, expect, it } from "vitest";
import { emptyEntry, type Entry } from "../../src/notify/incident/entry.ts";
import type { Delivery, Incident } from "../../src/notify/incident/incident.ts";
import { isTold } from "../../src/recovery/told.ts";
import { minute, now } from "./runs.ts";

/** What is kept of run 100, told at its second attempt, with what came of telling it by issue. */
function told(given: Partial<Delivery> = {}): Entry {
  const delivery: Delivery = {
    change: "opened",
    state: "delivered",
    since: now - 30 * minute,
    writer: "w",
    attempt: 1,
    ...given,
  };
  const seen = { at: now, run: { sequence: [100, 2] } } as const;
  const incident: Incident = {
    key: "k",
    number: 1,
    status: "open",
    firstSeen: seen,
    lastSeen: seen,
    count: 1,
    notifiedAt: now,
    title: "t",
    severity: "error",
    deliveries: { issue: delivery },
  };
  return { ...emptyEntry("k"), incidents: [incident] };
}

function isTheLast(entry: Entry, attempt = 2, channels = ["issue"]): boolean {
  return isTold(entry, { id: 100, attempt }, channels, now);
}

describe("an attempt is told of", () => {
  it("where it or a newer one was, or a newer one succeeded", () => {
    expect([1, 2, 3].map((attempt) => isTheLast(told(), attempt))).toEqual([true, true, false]);
    expect(isTheLast({ ...emptyEntry("k"), succeeded: [101, 1] })).toBe(true);
    expect(isTheLast(emptyEntry("k"))).toBe(false);
  });

  it.each(["failed", "unknown", "pending"] as const)("not where a channel left it %s a while ago", (state) => {
    expect(isTheLast(told({ state }))).toBe(false);
  });

  it("where whoever tells it may still be at it, or another try is not due yet", () => {
    expect(isTheLast(told({ state: "pending", since: now - minute }))).toBe(true);
    expect(isTheLast(told({ state: "failed", since: now - minute }))).toBe(true);
  });

  it("where a channel refused it as often as it is tried, or is none any more", () => {
    expect(isTheLast(told({ state: "failed", attempt: 5 }))).toBe(true);
    expect(isTheLast(told({ state: "failed" }), 2, ["slack"])).toBe(true);
  });
});
