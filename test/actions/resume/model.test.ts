/** Histories of jobs that suspend, go on and die, and of sweeps that die on the way. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { casesOf } from "../../cases.ts";
import { minute, simulation, type Fault, type Simulation } from "./simulation.ts";

type Command = fc.AsyncCommand<object, Simulation>;

const command = (name: string, run: (real: Simulation) => unknown): Command => ({
  check: () => true,
  run: async (_, real) => void (await run(real)),
  toString: () => name,
});

const minutes = fc.integer({ min: 1, max: 120 });

const fault: fc.Arbitrary<Fault | undefined> = fc.option(
  fc.record({
    request: fc.nat(12),
    moment: fc.constantFrom("dies before", "dies after", "answer lost", "refused"),
  }),
  { nil: undefined, freq: 3 },
);

const commands = fc.commands(
  [
    fc
      .tuple(fc.array(minutes, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([dues, hasOther]) => command(`suspend ${dues.join()} ${hasOther}`, (real) => real.suspend(dues, hasOther))),
    fault.map((wrong) => command(`sweep ${JSON.stringify(wrong)}`, (real) => real.sweep(wrong))),
    fault.map((wrong) => command(`sweep ${JSON.stringify(wrong)}`, (real) => real.sweep(wrong))),
    fc
      .array(fc.oneof(fc.constantFrom("done", "dies", "dies before it tidies up"), minutes), {
        minLength: 1,
        maxLength: 3,
      })
      .map((ends) => command(`work ${ends.join()}`, (real) => real.work(ends))),
    fc.constant(command("cancel what is queued", (real) => real.cancelQueued())),
    fc.tuple(fc.nat(9), fc.nat(3)).map(([run, leg]) => command(`rerun ${run} ${leg}`, (real) => real.rerun(run, leg))),
    minutes.map((passed) => command(`${passed} minutes pass`, (real) => real.timePasses(passed * minute))),
  ],
  { maxCommands: 20, size: "max" },
);

test("every run that waits goes on in the end, each wait once and none before it is due", async () => {
  let waits = 0;
  await fc.assert(
    fc.asyncProperty(commands, async (history) => {
      const real = await simulation();
      await fc.asyncModelRun(() => ({ model: {}, real }), history);
      waits += real.waiting().length;
      real.timePasses(121 * minute);
      // One job of a run at a time, three runs a sweep: a history has at most twenty runs of three jobs.
      for (let look = 0; look < 60 && (await real.entries()) > 0; look++) {
        await real.work(["done"]);
        await real.sweep();
      }
      expect([real.faults, real.waiting(), await real.entries()]).toEqual([[], [], 0]);
    }),
    { numRuns: casesOf(600) },
  );
  expect(waits).toBeGreaterThan(10);
});
