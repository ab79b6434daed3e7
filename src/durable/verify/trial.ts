/** An automation that is run to its end on a simulated machine, one of whose processes may be killed on the way. */
import { recordedFailure } from "../step/recorded-failure.ts";
import type { LaneState } from "../../journal/fold.ts";
import type { Clock } from "../../world.ts";
import type { Automation } from "../automation.ts";
import type { RetryOptions } from "../context.ts";
import type { Fakes } from "../engine/fakes.ts";
import { putInInbox } from "../run/inbox.ts";
import { runAutomation, type RunOutcome } from "../run/run.ts";
import { stillClock } from "../simulation/clock.ts";
import { Lifeline, type CrashPoint, type Effect } from "../simulation/crashes.ts";
import { emptyDisk, type Disk } from "../simulation/disk.ts";
import { simulatedLane } from "../simulation/lane.ts";
import { simulatedProcess } from "../simulation/process.ts";
import type { Results } from "./fake-results.ts";

/** What is run, and what its steps are taken to give. */
export interface Subject {
  readonly automation: Automation<never>;
  readonly input: unknown;
  readonly results: Results;
  readonly retryPolicies?: Readonly<Record<string, RetryOptions>> | undefined;
}

/** Which process is killed, counted from 0, and at which of its effects. */
export type Kill = CrashPoint & { readonly process: number };

/** How often the effect of each step that was run has happened, by its path and its idempotency key. */
export type Sink = Map<string, Map<string, number>>;

/** `broken`: the automation could not go on, as one that comes to something else than what is recorded. */
export type TrialEnd = RunOutcome | { readonly status: "broken"; readonly message: string };

export interface Trial {
  readonly end: TrialEnd;
  readonly sink: Sink;
  readonly state: LaneState;
  /** Of each process, in order. */
  readonly effects: readonly (readonly Effect[])[];
  /** The steps over commands. */
  readonly commands: ReadonlySet<string>;
}

const folder = "/run/lane";
/** What the names of effects of steps begin with; all others are ours. */
export const effectOfStep = "the effect of ";
/** A run that needs more goes round in a circle. */
const mostProcesses = 1_000;

interface Machine {
  /** As the last process left it. */
  state: LaneState | undefined;
  readonly disk: Disk;
  readonly sink: Sink;
  readonly commands: Set<string>;
  readonly subject: Subject;
}

/**
 * Starts processes until the run has ended: a killed one is followed by another, what waits for a time is gone on with at
 * that time, and what waits for an answer gets the one that is declared.
 */
export async function runTrial(real: Pick<Clock, "turn">, subject: Subject, kill?: Kill): Promise<Trial> {
  const machine: Machine = { state: undefined, disk: emptyDisk("/run"), sink: new Map(), commands: new Set(), subject };
  const { sink, commands } = machine;
  const effects: (readonly Effect[])[] = [];
  let time = Date.UTC(2026, 0, 1);
  while (effects.length < mostProcesses) {
    const life = new Lifeline(effects.length === kill?.process ? kill : undefined);
    effects.push(life.effects);
    const clock = stillClock(real, time);
    const outcome = await work(machine, life, clock, effects.length).catch(broken);
    const { state } = machine;
    if (life.isDead || !state) continue;
    if (outcome.status !== "suspended") return { end: outcome, state, sink, effects, commands };
    const isAnswered = await answer(machine, state, outcome.waiting, clock);
    time = isAnswered ? clock.now() : Math.max(clock.now(), outcome.until ?? 0);
  }
  throw new Error(`the run has not ended after ${mostProcesses} processes`);
}

function broken(error: unknown): TrialEnd {
  return { status: "broken", message: recordedFailure(error, undefined).message };
}

/** One process, to where it ends by itself. */
async function work(machine: Machine, life: Lifeline, clock: Clock, pid: number): Promise<RunOutcome> {
  const { automation, input, retryPolicies } = machine.subject;
  const world = simulatedProcess(machine.disk, life, pid, clock);
  const lane = await simulatedLane(world, { repository: "simulated/machine", key: "verify", lane: "verify" }, folder);
  try {
    const outcome = await runAutomation(world, {
      lane,
      folder,
      automation,
      input,
      suspendAfter: 0,
      fakes: fakesIn(machine, life),
      ...(retryPolicies && { retryPolicies }),
    });
    await lane.close();
    return outcome;
  } finally {
    machine.state = lane.journal.state;
  }
}

function fakesIn({ sink, commands, subject: { results } }: Machine, life: Lifeline): Fakes {
  return {
    async step(call) {
      const { path, idempotencyKey, kind } = call;
      if (kind === "command") commands.add(path);
      const keys = sink.get(path) ?? new Map<string, number>();
      sink.set(path, keys);
      const given = await results.of(call, null);
      life.effect(`${effectOfStep}${path}`, () => {
        keys.set(idempotencyKey, (keys.get(idempotencyKey) ?? 0) + 1);
      });
      return given;
    },
    look: (call, state) => results.of(call, state),
    isDone: (path) => (sink.get(path)?.size ?? 0) > 0,
  };
}

/** Answers the callbacks that the run waits for; false where it waits for none. */
async function answer({ disk, subject }: Machine, { run }: LaneState, waiting: readonly string[], clock: Clock) {
  const asked = waiting.filter((path) => run.callbacks.has(path));
  const world = simulatedProcess(disk, new Lifeline(), mostProcesses + 1, clock);
  for (const path of asked) {
    const given = await answerTo(path, subject.results);
    await putInInbox(world, folder, { kind: "answer", callback: path, answer: given });
  }
  return asked.length > 0;
}

async function answerTo(path: string, results: Results) {
  try {
    const value = await results.of({ path, attempt: 1, idempotencyKey: "", kind: "look" }, null);
    return { ok: true, value } as const;
  } catch (error) {
    return { ok: false, failure: recordedFailure(error, undefined) } as const;
  }
}
