import { expect, it } from "vitest";
import { enumerateCrashes } from "./enumerate-crashes.ts";
import type { SimulatedStep } from "./job.ts";

const steps: readonly SimulatedStep[] = [
  { name: "fetch", semantics: "at-least-once" },
  { name: "charge", semantics: "at-most-once" },
  { name: "publish", semantics: "at-least-once", failures: 1 },
];

it("a crash at every effect of a job of durable steps leaves nothing repeated, nothing lost and nothing unsaid", async () => {
  const { count, faults } = await enumerateCrashes(steps, false);
  console.log(`crash points: ${count - faults.length} of ${count} hold`);
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThan(100);
});
