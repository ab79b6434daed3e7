/** Holds the promises of a job against a crash at every point. */
import { moments, type CrashPoint } from "../../src/durable/simulation/crashes.ts";
import { runJob, type JobResult, type Sink, type SimulatedStep } from "./job.ts";
import { emptyServices } from "./services.ts";

/** Runs attempts of the workflow, each dying where it is told, until one is not. */
async function runThrough(job: readonly SimulatedStep[], plans: readonly (CrashPoint | undefined)[]) {
  const services = emptyServices();
  const sink: Sink = new Map();
  const results: JobResult[] = [];
  for (const [index, plan] of plans.entries()) results.push(await runJob(services, sink, job, index + 1, plan));
  return { services, sink, results };
}

/** Every point at which that job can crash. */
function pointsOf({ effects }: JobResult): CrashPoint[] {
  return effects.flatMap((_, effect) => moments.map((moment) => ({ effect, moment })));
}

/**
 * The same without those that leave what another leaves: nothing happens between the end of one effect and the
 * beginning of the next, and what has no parts cannot be torn.
 */
function distinctPointsOf({ effects }: JobResult): CrashPoint[] {
  return effects.flatMap(({ hasParts }, effect) =>
    moments
      .filter((moment) => (moment === "before" ? effect === 0 : moment !== "torn" || hasParts))
      .map((moment) => ({ effect, moment })),
  );
}

/** Holds what was seen against the promises; returns what is broken, in words. */
function broken(job: readonly SimulatedStep[], sink: Sink, results: readonly JobResult[]): string[] {
  const faults: string[] = [];
  const crashes = results.length - 1;
  for (const { name, semantics } of job) {
    const times = sink.get(name) ?? 0;
    const seen = results.flatMap(({ observed }) => observed.filter(({ step }) => step === name));
    const savedAt = seen.findIndex(({ kind, isSaved }) => kind === "done" && isSaved);
    const after = savedAt === -1 ? [] : seen.slice(savedAt + 1);
    if (after.some(({ kind }) => kind !== "replayed")) faults.push(`${name} was recorded and then ${after[0]?.kind}`);
    if (times > crashes + 1) faults.push(`${name} had its effect ${times} times in ${crashes} crashes`);
    if (semantics === "at-most-once" && times > 1) faults.push(`${name} had its effect twice`);
    const last = seen.at(-1)?.kind;
    const isKnown = last === "done" || last === "replayed";
    if (semantics === "at-least-once" && (!isKnown || times === 0))
      faults.push(`${name} ended as ${last}, ${times} effects`);
    if (semantics === "at-most-once" && !isKnown && last !== "interrupted") faults.push(`${name} ended as ${last}`);
    if (isKnown && times === 0) faults.push(`${name} counts as done and never was`);
  }
  return faults;
}

/** Runs a job through a crash at each of its effects, or at each pair of them, until it is done. */
export async function enumerateCrashes(job: readonly SimulatedStep[], pairs: boolean) {
  const clean = await runThrough(job, [undefined]);
  const points = pairs ? distinctPointsOf : pointsOf;
  const faults: string[] = [];
  let count = 0;
  const hold = async (plans: readonly CrashPoint[]) => {
    const { sink, results } = await runThrough(job, [...plans, undefined]);
    count += 1;
    const lost = results
      .slice(0, -1)
      .some(({ crashed }, index) => !crashed && plans[index]?.moment !== "unacknowledged");
    if (lost) faults.push(`${JSON.stringify(plans)}: no crash`);
    for (const fault of broken(job, sink, results)) faults.push(`${JSON.stringify(plans)}: ${fault}`);
    return results;
  };
  for (const one of points(clean.results[0]!)) {
    await hold([one]);
    if (!pairs) continue;
    const resumed = await runThrough(job, [one, undefined]);
    for (const two of points(resumed.results[1]!)) await hold([one, two]);
  }
  return { count, faults };
}
