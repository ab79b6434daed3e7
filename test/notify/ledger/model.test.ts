/** Histories of jobs that report at once, die and are not answered, while a person closes issues. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../../../src/notify/incident/observation.ts";
import { isNewer, type Sequence } from "../../../src/notify/incident/sequence.ts";
import { casesOf } from "../../cases.ts";
import { failed, key, succeeded } from "../incident/scene.ts";
import { idOf, simulation, type Fault, type Simulation } from "./simulation.ts";

const causes = ["a", "b"] as const;

type Command = fc.AsyncCommand<object, Simulation>;

const command = (name: string, run: (real: Simulation) => void | Promise<void>): Command => ({
  check: () => true,
  run: async (_, real) => run(real),
  toString: () => name,
});

const fault: fc.Arbitrary<Fault | undefined> = fc.option(
  fc.record({
    call: fc.nat(7),
    moment: fc.constantFrom("dies before", "dies after", "answer lost"),
  }),
  { nil: undefined, freq: 3 },
);

const outcome: fc.Arbitrary<Outcome> = fc
  .record({
    hasFailed: fc.boolean(),
    run: fc.integer({ min: 2, max: 6 }),
    attempt: fc.integer({ min: 1, max: 2 }),
    cause: fc.constantFrom(...causes),
  })
  .map(({ hasFailed, run, attempt, cause }) => (hasFailed ? failed(run, attempt, { cause }) : succeeded(run, attempt)));

const report = fc
  .tuple(outcome, fault, fc.constantFrom(1, 3))
  .map(([one, wrong, peers]) =>
    command(`report ${one.kind} ${one.run.sequence.join("/")} 1 of ${peers} ${JSON.stringify(wrong)}`, (real) =>
      real.report(one, wrong, peers),
    ),
  );
const goOn = fc.integer({ min: 1, max: 12 }).map((calls) => command(`goOn ${calls}`, (real) => real.goOn(calls)));
const settle = fc.constant(command("settle", (real) => real.settle()));
const timePasses = fc.constant(
  command("time passes", async (real) => {
    await real.settle();
    real.timePasses(600_000);
  }),
);
const personCloses = fc.constant(
  command("person closes", async (real) => {
    await real.settle();
    real.closeIssue();
  }),
);
const commands = fc.commands([report, report, report, report, goOn, goOn, settle, timePasses, personCloses], {
  maxCommands: 25,
  size: "max",
});

test("no history leaves two incidents open for a key, one closed that fails, or one open that recovered", async () => {
  expect.hasAssertions();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), commands, async (schedule, history) => {
      const real = simulation(schedule);
      await fc.asyncModelRun(() => ({ model: {}, real }), history);
      await real.settle();
      // What a dead job left untold is told by the next that reports anything, here a success older than all else.
      real.timePasses(600_000);
      real.report(succeeded(1));
      await real.settle();
      expect([...faultsInEntry(real), ...faultsInIssues(real)]).toEqual([]);
    }),
    { numRuns: casesOf(10_000) },
  );
});

/** Whether the newest outcome known of each cause decided. */
function faultsInEntry(real: Simulation): string[] {
  const known = knownOutcomes(real);
  const newestSuccess = newest(known.filter(({ kind }) => kind === "succeeded"));
  return causes.flatMap((cause) => {
    const newestFailure = newest(known.filter((one) => one.kind === "failed" && one.cause === cause));
    const incident = real.entry()?.incidents.find((one) => one.key === `${key}\n${cause}`);
    const isFailing =
      newestFailure !== undefined && !(newestSuccess !== undefined && isNewer(newestSuccess, newestFailure));
    const isOpen = incident?.status === "open";
    if (!isFailing) return isOpen ? [`${cause} recovered and is open`] : [];
    if (incident?.lastSeen.run.sequence.join() !== newestFailure.join()) return [`${cause} missed a failure`];
    return isOpen || incident.closed?.by === "person" ? [] : [`${cause} fails and is closed`];
  });
}

/** A success is known from the first failure on; before, there is nothing that it could recover. */
function knownOutcomes({ reports, written }: Simulation): Outcome[] {
  const ended = reports.filter(({ reported }) => reported.trouble === undefined && reported.incidents.length > 0);
  return [...new Set([...written, ...ended.map(({ outcome: one }) => one)])];
}

/** Whether people see what is known. */
function faultsInIssues(real: Simulation): string[] {
  const incidents = real.entry()?.incidents ?? [];
  const ids = real.issues.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} has two issues`);
  return incidents.reduce((faults, incident) => {
    const issue = real.issues.find(({ id }) => id === idOf(incident));
    const open = real.issues.filter(({ id, isOpen }) => isOpen && id.startsWith(`${incident.key} #`));
    const wanted = incident.status === "open" && issue?.closedBy === undefined ? [idOf(incident)] : [];
    if (open.map(({ id }) => id).join() !== wanted.join()) {
      faults.push(`the open issues are ${open.map(({ id }) => id).join() || "none"}, not ${wanted.join() || "none"}`);
    }
    const isUnheard = issue?.toldOf.join() !== incident.lastSeen.run.sequence.join();
    if (issue?.closedBy !== undefined && incident.closed?.by !== "recovery" && isUnheard) {
      faults.push(`a person closed ${idOf(incident)} without having heard of its newest failure`);
    }
    return faults;
  }, twice);
}

function newest(outcomes: readonly Outcome[]): Sequence | undefined {
  return outcomes
    .map(({ run }) => run.sequence)
    .reduce<Sequence | undefined>((best, one) => (best === undefined || isNewer(one, best) ? one : best), undefined);
}
