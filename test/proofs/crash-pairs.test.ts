import { expect, it } from "vitest";
import { enumerateCrashes } from "../simulation/enumerate-crashes.ts";

it.each(["at-least-once", "at-most-once"] as const)(
  "crashes at every pair of effects of one %s step leave nothing repeated, nothing lost and nothing unsaid",
  async (semantics) => {
    const { count, faults } = await enumerateCrashes([{ name: "charge", semantics }], true);
    console.log(`pairs of crash points, ${semantics}: ${count - faults.length} of ${count} hold`);
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(1000);
  },
);
