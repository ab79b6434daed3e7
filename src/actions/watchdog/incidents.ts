/** Makes each finding an incident, and tells when it is no longer found. */
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { Octokit } from "../../github/octokit.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { Incident } from "../../notify/incident/incident.ts";
import type { Outcome } from "../../notify/incident/observation.ts";
import type { Ledger } from "../../notify/ledger/ledger.ts";
import { findingKinds } from "../../watchdog/finding.ts";
import type { Verdict } from "../../watchdog/look.ts";
import { nameOf } from "../../watchdog/select.ts";
import type { World } from "../../world.ts";
import { openLedger } from "../incident/ledger.ts";
import { runReference } from "../incident/run-reference.ts";
import { openTeller } from "../incident/teller.ts";
import { guardFor } from "../lane/guard.ts";
import type { Inputs } from "./inputs.ts";
import type { Seen } from "./report.ts";
import type { Subject, Told } from "./subject.ts";
import { waitingSubjects } from "./waiting-incidents.ts";

/** Tells what a look at a time, in milliseconds since the epoch, has found. */
export type TellFindings = (look: Seen, now: number) => Promise<void>;

/**
 * Tells of what is new, what people are to be reminded of, and what is over. That something is found again is no news.
 * Undefined without channels: nobody is to be told. Throws what is wrong with channels and ledger.
 */
export async function tellerOfFindings(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  octokit: Octokit,
): Promise<TellFindings | undefined> {
  if (inputs.channels === undefined) return undefined;
  const { repository } = requireContext(context, "repository");
  const watched = inputs.repository ?? repository;
  const run = runReference(world.environment, context);
  // Each finding has a severity of its own.
  const telling = { ...inputs, severity: "error" } as const;
  const guard = guardFor(world.environment, telling);
  const teller = await openTeller(world, runner, context, telling, (text) => guard([]).redact(text));
  // The teller says itself where it may not keep what it told.
  const ledger = openLedger(world, telling, { repository, octokit, onDenied: () => undefined });

  return async ({ verdicts, waiting }, now) => {
    const prefix = `${watched.owner}/${watched.name} / watchdog`;
    const subjects = [
      ...verdicts.flatMap((verdict) => subjectsOf(verdict, prefix)),
      ...(waiting?.kind === "listed" ? waitingSubjects(waiting, prefix) : []),
    ];
    const known = await ledger.known(subjects.map(({ key }) => key));
    // Where nobody knows what was told, what is found is told: twice is better than never.
    const kept = known.kind === "known" ? known.keys : new Set<string>();
    for (const { key, casesOf } of subjects) {
      const open = kept.has(key) ? await openIncidents(ledger, key) : [];
      for (const { cause, name, ruling, incident } of casesOf(open)) {
        const outcome = outcomeOf(ruling, name, incident, now, inputs["renotify-after"]);
        if (outcome !== undefined)
          await teller.tell(key, { ...outcome, at: now, run, ...(cause !== undefined && { cause }) });
      }
    }
  };
}

/** Everything that may be found of a workflow is an incident of its own. */
function subjectsOf({ watch, rulings }: Verdict, prefix: string): Subject[] {
  const name = nameOf(watch.workflow);
  return findingKinds.flatMap((kind) => {
    const ruling = rulings[kind];
    return ruling.kind === "found" || ruling.kind === "well"
      ? [{ key: `${prefix} / ${name} / ${kind}`, casesOf: ([incident]) => [{ name, ruling, incident }] }]
      : [];
  });
}

async function openIncidents(ledger: Ledger, key: string): Promise<readonly Incident[]> {
  const read = await ledger.read(key);
  return read.kind === "found" ? read.entry.incidents.filter(({ status }) => status === "open") : [];
}

/** An outcome but for when and by whom it was seen. */
type Timeless<O extends Outcome = Outcome> = O extends Outcome ? Omit<O, "at" | "run"> : never;

/** Undefined where nothing was wrong before, or people know and are not to be reminded yet. */
function outcomeOf(
  ruling: Told,
  name: string,
  open: Incident | undefined,
  now: number,
  renotifyAfter = Number.POSITIVE_INFINITY,
): Timeless | undefined {
  if (ruling.kind === "well") return open === undefined ? undefined : { kind: "succeeded" };
  if (open !== undefined && now - open.notifiedAt < renotifyAfter && !isUntold(open)) return undefined;
  const { severity, title, because, next, url } = ruling.finding;
  return {
    kind: "failed",
    title: `${name}: ${title}`,
    severity,
    failure: { reason: because, undone: [], waysOn: [`${next} ${url}`] },
  };
}

/** Whether someone wanted to tell of it on some channel, and nobody knows whether that happened. */
function isUntold({ deliveries }: Incident): boolean {
  return Object.values(deliveries).some(({ state }) => state === "pending");
}
