import { expect, it } from "vitest";
import { bookings, orders } from "../simulation/run-automations.ts";
import { enumerateRunCrashes } from "../simulation/run-crashes.ts";

it.each([
  ["with items, branches, waits, a condition, a callback and a dead letter", orders, "completed", false],
  ["that fails and is undone, each time on another machine", bookings, "failed", true],
] as const)("a crash at every effect of a run %s leaves nothing repeated, lost or unsaid", async (...of) => {
  const [what, subject, status, isMachineLost] = of;
  const { clean, count, faults } = await enumerateRunCrashes(subject, { isMachineLost });
  console.log(`crash points of a run ${what}: ${count - faults.length} of ${count} hold`);
  expect(clean.end.status).toBe(status);
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThan(100);
});
