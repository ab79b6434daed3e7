import { expect, it } from "vitest";
import { bookings, orders, payments } from "../simulation/run-automations.ts";
import { enumerateRunCrashes } from "../simulation/run-crashes.ts";

it.each([
  ["a run with all there is, each time on another machine", orders, { isMachineLost: true }, 200],
  ["a run that fails and is undone", bookings, { isMachineLost: false }, 200],
  ["a small run, in pairs", payments, { isMachineLost: false, pairs: true }, 2000],
  ["a small run, in pairs, each time on another machine", payments, { isMachineLost: true, pairs: true }, 1000],
] as const)(
  "crashes at every effect of %s leave nothing repeated, lost or unsaid",
  async (what, subject, how, least) => {
    const { count, faults } = await enumerateRunCrashes(subject, how);
    console.log(`crash points of ${what}: ${count - faults.length} of ${count} hold`);
    expect(faults.slice(0, 20)).toEqual([]);
    expect(count).toBeGreaterThan(least);
  },
);
