/**
 * Chaos testing before production: runs an automation with fakes for all its steps on a simulated machine, kills it at
 * every point in turn, lets it go on, and tells how often the effect of each step has happened. Only steps are stood in
 * for: what an automation does outside of them it really does, each time.
 */
import type { Clock } from "../../world.ts";
import { moments, type Effect } from "../simulation/crashes.ts";
import type { Automation } from "../automation.ts";
import type { RetryOptions } from "../context.ts";
import { fakeResults, type FakeResults } from "./fake-results.ts";
import { effectOfStep, runTrial, type Kill, type Trial, type TrialEnd } from "./trial.ts";
import { isSameEnd, tallyOf, type StepVerdict } from "./verdict.ts";

export interface VerifyOptions {
  readonly automation: Automation<never>;
  readonly input?: unknown;
  readonly fakes?: FakeResults;
  /** At most so many crashes, spread evenly over the run. */
  readonly maxPoints?: number;
  readonly retryPolicies?: Readonly<Record<string, RetryOptions>>;
  /** Told after each crash how many of how many are done. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Aborts between two crashes; what was found by then is the report. */
  readonly signal?: AbortSignal;
}

export interface VerifyReport {
  readonly automation: string;
  /** How the run ends where nothing crashes. */
  readonly end: TrialEnd;
  /** The worst first. */
  readonly steps: readonly StepVerdict[];
  readonly points: {
    /** Where it was killed, and where it could have been. */
    readonly tried: number;
    readonly all: number;
    /** It went on to the same end. */
    readonly same: number;
    /** It stopped, since nobody knew whether the effect of an at-most-once step had happened. */
    readonly stopped: number;
    /** It came to another end. */
    readonly different: readonly { readonly point: string; readonly end: TrialEnd }[];
  };
  /** Steps for which no fake said what they give: it was null, and of conditions their initial state. */
  readonly unfaked: readonly string[];
}

/** Crashes nothing where the automation cannot be run with these fakes at all. */
export async function verifyAutomation(clock: Pick<Clock, "turn">, options: VerifyOptions): Promise<VerifyReport> {
  const { automation, input, fakes = {}, maxPoints = Number.POSITIVE_INFINITY, onProgress, signal } = options;
  const results = fakeResults(fakes);
  const subject = { automation, input, results, retryPolicies: options.retryPolicies };
  const clean = await runTrial(clock, subject);
  const tally = tallyOf(clean);
  const all =
    clean.end.status === "broken" ? [] : clean.effects.flatMap((effects, process) => killsOf(effects, process));
  const kills = spread(all, maxPoints);
  const counts = { tried: 0, same: 0, stopped: 0 };
  const different: { point: string; end: TrialEnd }[] = [];
  for (const kill of kills) {
    if (signal?.aborted) break;
    const trial = await runTrial(clock, subject, kill);
    tally.add(trial);
    counts.tried += 1;
    if (isSameEnd(trial.end, clean.end)) counts.same += 1;
    else if (isStopped(trial)) counts.stopped += 1;
    else different.push({ point: nameOf(kill, clean), end: trial.end });
    onProgress?.(counts.tried, kills.length);
  }
  return {
    automation: automation.name,
    end: clean.end,
    steps: tally.verdicts(),
    points: { ...counts, all: all.length, different },
    unfaked: [...results.unknown],
  };
}

/** Between the end of one effect and the beginning of the next nothing happens, and what has no parts cannot be torn. */
function killsOf(effects: readonly Effect[], process: number): Kill[] {
  return effects.flatMap(({ hasParts }, effect) =>
    moments
      .filter((moment) => (moment === "before" ? effect === 0 : moment === "after" || (moment === "torn" && hasParts)))
      .map((moment) => ({ process, effect, moment })),
  );
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]!);
}

function isStopped({ end, state }: Trial): boolean {
  return end.status === "paused" && end.causes.some((path) => state.steps.get(path)?.status === "started");
}

/** In the words of the effects, with the step whose effect came last. */
function nameOf({ process, effect, moment }: Kill, { effects }: Trial): string {
  const own = effects[process] ?? [];
  const name = own[effect]?.name ?? `effect ${effect}`;
  const where = moment === "torn" ? `half-way through ${name}` : `${moment} ${name}`;
  const before = [...effects.slice(0, process).flat(), ...own.slice(0, effect)];
  const last = before.findLast((each) => each.name.startsWith(effectOfStep));
  return last === undefined ? where : `${where}, with ${last.name} before it`;
}
