/** An automation on a simulated machine that may die at any effect, brought to its end by one process after another. */
import type { Context } from "../../src/durable/context.ts";
import { putInInbox } from "../../src/durable/run/inbox.ts";
import { runAutomation, type RunOptions, type RunOutcome } from "../../src/durable/run/run.ts";
import { openRunLane } from "../../src/durable/lane/run-lane.ts";
import { virtualClock } from "../../src/durable/simulation/clock.ts";
import { Crash, DiskFailed, Lifeline, type CrashPoint, type Effect } from "../../src/durable/simulation/crashes.ts";
import { emptyDisk, type Disk } from "../../src/durable/simulation/disk.ts";
import { simulatedProcess } from "../../src/durable/simulation/process.ts";
import { Locked } from "../../src/journal/lock.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { systemClock } from "../../src/world/clock.ts";

/** What happened in the outside world: by effect, how often under each idempotency key. */
export type Sink = Map<string, Map<string, number>>;

/** Effects of steps that are at-most-once. */
export const onceOnly: ReadonlySet<string> = new Set(["charge"]);

/** What the steps of an automation do: something that the machine may die in. */
export type Do = (effect: string, idempotencyKey: string) => string;

export interface Subject {
  readonly body: (context: Context, effect: Do) => unknown;
  /** Milliseconds: what waits longer goes on in another process. */
  readonly suspendAfter: number;
  /** What is answered to each callback. */
  readonly answer?: unknown;
}

/** A crash of a machine's life, after which it starts again with its disk, or another with what the store has. */
export type Plan = CrashPoint & { readonly isMachineLost: boolean };

export interface Lives {
  readonly end: RunOutcome;
  readonly sink: Sink;
  /** Effects in the order they first happened. */
  readonly order: readonly string[];
  /** Of each machine's life. */
  readonly effects: readonly (readonly Effect[])[];
  readonly processes: number;
}

const mostProcesses = 200;

/** The lives of a machine, each ending as planned and the last not. */
export async function live(subject: Subject, plans: readonly Plan[]): Promise<Lives> {
  let disk = emptyDisk("/run", "/store");
  const sink: Sink = new Map();
  const effects: (readonly Effect[])[] = [];
  let life = new Lifeline(plans[0]);
  effects.push(life.effects);
  let reopen: RunOptions["reopen"];
  let time = Date.UTC(2026, 10, 21);
  for (let pid = 1; pid <= mostProcesses; pid++) {
    const { outcome, now } = await work(subject, { disk, life, sink, pid, time, reopen });
    time = now;
    reopen = undefined;
    if (life.isDead) {
      const plan = plans[effects.length - 1];
      if (plan?.isMachineLost) disk = storeOf(disk);
      life = new Lifeline(plans[effects.length]);
      effects.push(life.effects);
    } else if (outcome?.status === "suspended") {
      const world = simulatedProcess(disk, new Lifeline(), mostProcesses + pid, clockAt(time));
      const callbacks = outcome.waiting.filter((path) => path.endsWith("callback"));
      for (const callback of callbacks) {
        await putInInbox(world, "/run/lane", { kind: "answer", callback, answer: { ok: true, value: subject.answer } });
      }
      if (callbacks.length === 0) time = Math.max(time, outcome.until ?? 0);
    } else if (outcome?.status === "paused") {
      // A person looks whether it happened: where it did not, it may run.
      const missing = outcome.causes.filter((path) => !sink.has(path));
      if (missing.length === 0) return result(outcome, pid);
      reopen = missing;
    } else if (outcome) return result(outcome, pid);
  }
  throw new Error(`the run has not ended after ${mostProcesses} processes: ${JSON.stringify(plans)}`);

  function result(end: RunOutcome, processes: number): Lives {
    return { end, sink, order: [...sink.keys()], effects, processes };
  }
}

interface Process {
  readonly disk: Disk;
  readonly life: Lifeline;
  readonly sink: Sink;
  readonly pid: number;
  readonly time: number;
  readonly reopen: RunOptions["reopen"];
}

const clockAt = (time: number) => virtualClock(systemClock, time);

/** One process to its end; without an outcome where it crashed or its disk failed. */
async function work({ body, suspendAfter }: Subject, { disk, life, sink, pid, time, reopen }: Process) {
  const clock = clockAt(time);
  const world = simulatedProcess(disk, life, pid, clock);
  const effect: Do = (name, key) => {
    const act = (): void => {
      const keys = sink.get(name) ?? new Map<string, number>();
      sink.set(name, keys.set(key, (keys.get(key) ?? 0) + 1));
    };
    // Whoever is told of a failure that was none tries again, unless it must not.
    life.effect(`the effect of ${name}`, act, undefined, onceOnly.has(name) ? () => {} : undefined);
    return `what ${name} gave`;
  };
  let outcome: RunOutcome | undefined;
  try {
    const lane = await openRunLane(world, {
      identity: { repository: "kelp/forest", key: "1", lane: "run" },
      writer: {},
      attempt: 1,
      folder: "/run/lane",
      store: directoryStore(world, "/store"),
      isFirst: false,
      isShared: false,
      stateOf: () => Promise.resolve({ kind: "ended" }),
    });
    try {
      const automation = { name: "import", run: (context: Context) => body(context, effect) };
      outcome = await runAutomation(world, {
        lane,
        folder: "/run/lane",
        automation,
        suspendAfter,
        ...(reopen && { reopen }),
      });
    } finally {
      await lane.close();
    }
  } catch (error) {
    if (!isOfMachine(error)) throw error;
    outcome = undefined;
  } finally {
    clock.stop();
  }
  return { outcome, now: clock.now() };
}

/** What fails because the machine does: also a lock that was taken, of which the process was told that it was not. */
function isOfMachine(error: unknown): boolean {
  return error instanceof Crash || error instanceof DiskFailed || error instanceof Locked;
}

function storeOf(disk: Disk): Disk {
  const kept = emptyDisk("/run", "/store");
  for (const [path, content] of disk) if (path.startsWith("/store")) kept.set(path, content);
  return kept;
}
