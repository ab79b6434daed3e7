/** A job of durable steps on a simulated machine, each step a process of its own, as the runner starts them. */
import { openLane, type Lane, type LaneWorld } from "../../src/durable/lane/lane.ts";
import { runStep, type Semantics, type StepOutcome, type StepValue } from "../../src/durable/step/step.ts";
import { artifactStore } from "../../src/store/artifact.ts";
import { cacheStore } from "../../src/store/cache.ts";
import { laneId } from "../../src/store/lane-id.ts";
import { layeredStore } from "../../src/store/layered.ts";
import type { Store } from "../../src/store/store.ts";
import { systemClock } from "../../src/world/clock.ts";
import { Crash, DiskFailed, type Effect, Lifeline, type CrashPoint } from "../../src/durable/simulation/crashes.ts";
import { stillClock } from "../../src/durable/simulation/clock.ts";
import { emptyDisk, type Disk } from "../../src/durable/simulation/disk.ts";
import { simulatedProcess } from "../../src/durable/simulation/process.ts";
import { artifactsOf, cacheOf, emptyServices, type Services } from "./services.ts";

export interface SimulatedStep {
  readonly name: string;
  readonly semantics: Semantics;
  /** How often it fails before it succeeds, in each attempt of the workflow. */
  readonly failures?: number;
}

/** What happened in the outside world: how often each step had its effect. */
export type Sink = Map<string, number>;

export interface Observed {
  readonly step: string;
  readonly kind: StepOutcome<StepValue>["kind"];
  /** The step was told that what it recorded is in the store. */
  readonly isSaved: boolean;
}

export interface JobResult {
  readonly observed: readonly Observed[];
  /** In order. */
  readonly effects: readonly Effect[];
  readonly crashed: boolean;
}

const identity = { repository: "kelp/forest", key: "1", lane: "build" };

/** Runs the steps of one attempt of the workflow on a fresh machine, dying at `plan` where one is given. */
export async function runJob(
  services: Services,
  sink: Sink,
  steps: readonly SimulatedStep[],
  attempt: number,
  plan?: CrashPoint,
): Promise<JobResult> {
  const disk = emptyDisk();
  disk.set("/temp", disk.get("/")!);
  const life = new Lifeline(plan);
  const observed: Observed[] = [];
  let crashed = false;
  try {
    for (const [index, step] of steps.entries()) {
      const world = processOf(disk, life, attempt * 1000 + index);
      const lane = await openLane(world, laneOptions(world, services, disk, life, attempt));
      const outcome = await runSimulatedStep(world, life, lane, sink, step);
      const isSaved = "saved" in outcome && outcome.saved.kind === "saved";
      observed.push({ step: step.name, kind: outcome.kind, isSaved });
    }
  } catch (error) {
    if (!(error instanceof Crash || error instanceof DiskFailed)) throw error;
    crashed = true;
  }
  try {
    // The post step runs also in a job that failed, but not on a machine that is lost.
    const last = processOf(disk, life, attempt * 1000 + 999);
    await (await openLane(last, laneOptions(last, services, disk, life, attempt))).close();
  } catch (error) {
    if (!(error instanceof Crash || error instanceof DiskFailed)) throw error;
    crashed = true;
  }
  return { observed, effects: life.effects, crashed };
}

function runSimulatedStep(world: LaneWorld, life: Lifeline, lane: Lane, sink: Sink, step: SimulatedStep) {
  const backoff = { initialDelay: 0, factor: 1, maxDelay: 0, jitter: "none" } as const;
  const { name, semantics, failures = 0 } = step;
  return runStep(
    world,
    lane,
    {
      name,
      semantics,
      fingerprint: `definition of ${name}`,
      onChange: "fail",
      policy: { maxAttempts: failures + 1, backoff },
    },
    {
      async attempt(number) {
        if (number <= failures) return { kind: "failure", failure: { kind: "exit", code: 75 } };
        life.effect(`the effect of ${name}`, () => sink.set(name, (sink.get(name) ?? 0) + 1));
        return { kind: "success", value: { result: `what ${name} gave` } };
      },
    },
    new AbortController().signal,
  );
}

function laneOptions(world: LaneWorld, services: Services, disk: Disk, life: Lifeline, attempt: number) {
  const folder = `/temp/${laneId(identity)}`;
  return {
    identity,
    writer: { runId: 1, attempt },
    attempt,
    folder,
    store: storeOf(world, services, disk, life, `${folder}.scratch`, attempt),
    isFirst: attempt === 1,
    isShared: false,
    stateOf: async () => ({ kind: "ended" as const }),
  };
}

function storeOf(
  world: LaneWorld,
  services: Services,
  disk: Disk,
  life: Lifeline,
  scratch: string,
  attempt: number,
): Store {
  return layeredStore(
    world,
    cacheStore(world, cacheOf(services, disk, life), scratch),
    artifactStore(world, artifactsOf(services, disk, life, 1), scratch, "this-run"),
    (manifest) => manifest.closed && manifest.attempt === attempt - 1,
  );
}

/** A process: its clock stands still but for sleeping. */
export function processOf(disk: Disk, life: Lifeline, pid: number): LaneWorld {
  return simulatedProcess(disk, life, pid, stillClock(systemClock, pid * 1_000_000));
}

/** The lane of a job on a machine where nothing goes wrong. */
export async function openJobLane(): Promise<{ world: LaneWorld; lane: Lane }> {
  const disk = emptyDisk();
  disk.set("/temp", disk.get("/")!);
  const life = new Lifeline();
  const world = processOf(disk, life, 1000);
  return { world, lane: await openLane(world, laneOptions(world, emptyServices(), disk, life, 1)) };
}
