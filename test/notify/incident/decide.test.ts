import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../src/notify/incident/decide.ts";
import { emptyEntry, entrySchema, mostCauses } from "../../../src/notify/incident/entry.ts";
import type { Observation } from "../../../src/notify/incident/observation.ts";
import { isNewer } from "../../../src/notify/incident/sequence.ts";
import { casesOf } from "../../cases.ts";
import { brief, failed, key, succeeded } from "./scene.ts";

const nothing = emptyEntry(key);

/** What is known after these observations, and what was told at each. */
function after(observations: readonly Observation[], renotifyAfter?: number) {
  let entry = nothing;
  const told = observations.map((observation) => {
    const decision = decide(entry, observation, renotifyAfter);
    entry = decision.entry;
    return [...decision.told.values()].join();
  });
  return { entry, told, incidents: entry.incidents.map(brief) };
}

function closed(number: number, unheard: boolean): Observation {
  return { kind: "closed-by-person", at: 99_000, by: "ada", incident: { key, number }, unheard };
}

describe("an incident", () => {
  test("opens once, counts each attempt of a run that fails, and closes on recovery", () => {
    const { told, incidents, entry } = after([failed(1), failed(1), failed(2), failed(2, 2), succeeded(3)]);
    expect(told).toEqual(["opened", "", "updated", "updated", "recovered"]);
    expect(incidents).toEqual(["#1 closed, failed 3× in 1/1–2/2"]);
    expect(entry.incidents[0]).toMatchObject({ closed: { by: "recovery", at: 3000 }, title: "build failed in 2" });
  });

  test("opens anew when it fails again", () => {
    const { told, incidents } = after([failed(1), succeeded(2), failed(3)]);
    expect(told).toEqual(["opened", "recovered", "opened"]);
    expect(incidents).toEqual(["#2 open, failed 1× in 3/1–3/1"]);
  });

  test("is not closed by the success of an older run, or of an older attempt", () => {
    expect(after([failed(5), succeeded(4)]).incidents).toEqual(["#1 open, failed 1× in 5/1–5/1"]);
    expect(after([failed(5, 2), succeeded(5, 1)]).incidents).toEqual(["#1 open, failed 1× in 5/2–5/2"]);
  });

  test("is closed by the next attempt of its own run", () => {
    expect(after([failed(5), succeeded(5, 2)]).told).toEqual(["opened", "recovered"]);
  });

  test("is not opened by a late failure of a run that is older than the recovery", () => {
    expect(after([failed(3), succeeded(6), failed(5), failed(6)]).told).toEqual(["opened", "recovered", "", "opened"]);
  });

  test("is open where one leg of a matrix failed, whichever reports first", () => {
    expect(after([failed(1), succeeded(1)]).incidents).toEqual(["#1 open, failed 1× in 1/1–1/1"]);
    expect(after([failed(1), succeeded(2), succeeded(3), failed(3)]).incidents).toEqual([
      "#2 open, failed 1× in 3/1–3/1",
    ]);
  });

  test("is not written down for what never failed", () => {
    expect(decide(nothing, succeeded(1)).entry).toBe(nothing);
  });

  test.each([
    ["a failure that is known", [failed(2)], failed(2)],
    ["a failure older than the newest known", [failed(2)], failed(1)],
    ["a success that is known", [failed(1), succeeded(2)], succeeded(2)],
    ["a success older than the newest known", [failed(1), succeeded(3)], succeeded(2)],
    ["the closing of an incident that is over", [failed(1), succeeded(2)], closed(1, false)],
    ["the closing of an older incident", [failed(1), succeeded(2), failed(3)], closed(1, true)],
  ] as const)("is left as it is by %s", (_, before, observation) => {
    const { entry } = after(before);
    expect(decide(entry, observation, 60_000).entry).toBe(entry);
  });
});

describe("an incident that a person closed", () => {
  test("stays closed for what was known, and opens anew when a newer attempt fails", () => {
    const { told, incidents } = after([failed(1), failed(4), closed(1, false), failed(4), failed(3), failed(4, 2)]);
    expect(told).toEqual(["opened", "updated", "", "", "", "opened"]);
    expect(incidents).toEqual(["#2 open, failed 1× in 4/2–4/2"]);
  });

  test("opens anew for a failure that the person had not heard of", () => {
    const { told, incidents } = after([failed(1), failed(2), closed(1, true)]);
    expect(told).toEqual(["opened", "updated", "opened"]);
    expect(incidents).toEqual(["#2 open, failed 1× in 2/1–2/1"]);
  });

  test("is not closed a second time by a recovery", () => {
    const { told, entry } = after([failed(1), closed(1, false), succeeded(2)]);
    expect(told).toEqual(["opened", "", ""]);
    expect(entry.incidents[0]?.closed).toMatchObject({ by: "person", person: "ada" });
  });
});

describe("a reminder", () => {
  test("comes with the first failure seen when it is due, counted from when people were last called", () => {
    const { told, entry } = after([failed(1), failed(2), failed(4), failed(4), failed(5), failed(8)], 3000);
    expect(told).toEqual(["opened", "updated", "reminded", "", "updated", "reminded"]);
    expect(entry.incidents[0]).toMatchObject({ count: 5, notifiedAt: 8000 });
  });

  test("needs no new failure", () => {
    expect(after([failed(1), failed(1, 1, { at: 9000 })], 3000).told).toEqual(["opened", "reminded"]);
    expect(after([failed(1), closed(1, false), failed(1, 1, { at: 9000 })], 3000).told).toEqual(["opened", "", ""]);
  });
});

describe("causes", () => {
  test("are incidents of their own, and a success recovers all of them", () => {
    const [network, disk] = [{ cause: "ECONNRESET" }, { cause: "ENOSPC" }];
    const { entry, told } = after([failed(1, 1, network), failed(2, 1, disk), failed(3, 1, network)]);
    expect(told).toEqual(["opened", "opened", "updated"]);
    const recovery = decide(entry, succeeded(4));
    expect([...recovery.told.values()]).toEqual(["recovered", "recovered"]);
    expect(recovery.entry.incidents.map(({ status }) => status)).toEqual(["closed", "closed"]);
  });

  test("may be over one by one, each until it fails in a newer run", () => {
    const [network, disk] = [{ cause: "ECONNRESET" }, { cause: "ENOSPC" }];
    const { entry } = after([failed(1, 1, network), failed(2, 1, disk)]);
    const recovery = decide(entry, { ...succeeded(5), ...network });
    expect([...recovery.told]).toEqual([[`${key}\nECONNRESET`, "recovered"]]);
    expect(recovery.entry.incidents.map(({ status }) => status)).toEqual(["closed", "open"]);
    expect(decide(recovery.entry, failed(4, 1, network)).entry).toBe(recovery.entry);
    expect([...decide(recovery.entry, failed(4, 1, disk)).told.values()]).toEqual(["updated"]);
    expect([...decide(recovery.entry, failed(6, 1, network)).told.values()]).toEqual(["opened"]);
  });

  test("that never failed are over without a word", () => {
    const { entry } = after([failed(1, 1, { cause: "ENOSPC" })]);
    expect(decide(entry, { ...succeeded(5), cause: "ECONNRESET" }).entry).toBe(entry);
  });

  test("that are too many share one incident, and none that is open is forgotten", () => {
    const causes = Array.from({ length: mostCauses + 5 }, (_, index) => failed(index + 1, 1, { cause: `${index}` }));
    const { entry } = after(causes);
    expect(entry.incidents).toHaveLength(mostCauses + 1);
    expect(entry.incidents.at(-1)).toMatchObject({ key, count: 5 });
    const recovered = decide(entry, succeeded(100)).entry;
    const anew = decide(recovered, failed(101, 1, { cause: "new" })).entry;
    expect(() => entrySchema.parse(anew)).not.toThrow();
    expect(anew.incidents.at(-1)).toMatchObject({ key: `${key}\nnew`, number: 1 });
  });
});

test("an incident is open exactly where the newest outcome known is a failure, in whatever order runs report", () => {
  const outcome = fc.record({
    kind: fc.constantFrom("failed", "succeeded"),
    run: fc.integer({ min: 2, max: 6 }),
    attempt: fc.integer({ min: 1, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 12 }), (reported) => {
      const outcomes = reported.map(({ kind, run, attempt }) =>
        kind === "failed" ? failed(run, attempt) : succeeded(run, attempt),
      );
      // The first failure starts the entry; what succeeded before it is not written down.
      const [incident] = after([failed(1), ...outcomes]).entry.incidents;
      const newest = outcomes.reduce((best, one) => {
        if (isNewer(one.run.sequence, best.run.sequence)) return one;
        return isNewer(best.run.sequence, one.run.sequence) || one.kind === "succeeded" ? best : one;
      }, failed(1));
      expect(incident?.status).toBe(newest.kind === "failed" ? "open" : "closed");
    }),
    { numRuns: casesOf(10_000) },
  );
});
