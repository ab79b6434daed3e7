/** Histories of jobs that report at once, die and are not answered, while a person closes issues. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../../../src/notify/incident/observation.ts";
import { isNewer, type Sequence } from "../../../src/notify/incident/sequence.ts";
import { casesOf } from "../../cases.ts";
import { failed, key, succeeded } from "../incident/scene.ts";
import { idOf, simulation, type Fault, type Simulation } from "./simulation.ts";

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
    cause: fc.constantFrom("a", "b"),
  })
  .map(({ hasFailed, run, attempt, cause }) => (hasFailed ? failed(run, attempt, { cause }) : succeeded(run, attempt)));

const report = fc
  .tuple(outcome, fault)
  .map(([one, wrong]) =>
    command(`report ${one.kind} ${one.run.sequence.join("/")} ${JSON.stringify(wrong)}`, (real) =>
      real.report(one, wrong),
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

const histories = 10_000;

test("no history leaves two incidents open for a key, one closed that fails, or one open that recovered", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), commands, async (schedule, history) => {
      const real = simulation(schedule);
      await fc.asyncModelRun(() => ({ model: {}, real }), history);
      await real.settle();
      await lookLater(real);
      checkIssues(real);
      checkEntry(real);
    }),
    { numRuns: casesOf(histories) },
  );
});

/** What a dead job left untold is told by the next that reports anything, here an outcome older than all others. */
async function lookLater(real: Simulation): Promise<void> {
  real.timePasses(600_000);
  real.report(succeeded(1));
  await real.settle();
}

/** People see what the ledger knows. */
function checkIssues({ issues, entry }: Simulation): void {
  const incidents = entry()?.incidents ?? [];
  expect(new Set(issues.map(({ id }) => id)).size, "an issue was opened twice").toBe(issues.length);
  for (const incident of incidents) {
    const open = issues.filter(({ id, isOpen }) => isOpen && id.startsWith(`${incident.key} #`));
    const issue = issues.find(({ id }) => id === idOf(incident));
    const isShown = incident.status === "open" && issue?.closedBy === undefined;
    if (issue?.closedBy !== undefined && incident.closed?.by !== "recovery") {
      expect(issue.toldOf, "a person closed what they knew of").toEqual(incident.lastSeen.run.sequence);
    }
    expect(
      open.map(({ id }) => id),
      `the issues of ${JSON.stringify(incident)}`,
    ).toEqual(isShown ? [idOf(incident)] : []);
  }
  const known = new Set(incidents.map((incident) => incident.key));
  expect(issues.filter(({ id }) => !known.has(id.slice(0, id.lastIndexOf(" #"))))).toEqual([]);
}

/** The oracle: the newest outcome known of a cause decides. */
function checkEntry({ reports, written, entry }: Simulation): void {
  const ended = reports.filter(({ reported }) => reported.trouble === undefined);
  // A success is known from the first failure on; before, there is nothing that it could recover.
  const known = new Set([
    ...written,
    ...ended.filter(({ reported }) => reported.incidents.length > 0).map((one) => one.outcome),
  ]);
  const newestSuccess = newest([...known].filter(({ kind }) => kind === "succeeded"));
  for (const cause of ["a", "b"]) {
    const failures = [...known].filter((one) => one.kind === "failed" && one.cause === cause);
    const newestFailure = newest(failures);
    const incident = entry()?.incidents.find((one) => one.key === `${key}\n${cause}`);
    const isFailing =
      newestFailure !== undefined && !(newestSuccess !== undefined && isNewer(newestSuccess, newestFailure));
    const isOver = !isFailing || incident?.closed?.by === "person";
    expect(incident?.status ?? "closed", `${cause} of ${JSON.stringify([...known])}`).toBe(isOver ? "closed" : "open");
    if (isFailing) expect(incident?.lastSeen.run.sequence).toEqual(newestFailure);
  }
}

function newest(outcomes: readonly Outcome[]): Sequence | undefined {
  return outcomes
    .map(({ run }) => run.sequence)
    .reduce<Sequence | undefined>((best, one) => (best === undefined || isNewer(one, best) ? one : best), undefined);
}
