/** One invocation of a case's automation: here, or in a process that may be killed. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openRunLane, type RunLane } from "../../src/durable/lane/run-lane.ts";
import type { Progress } from "../../src/durable/engine/progress.ts";
import { runAutomation, type RunOutcome } from "../../src/durable/run/run.ts";
import { directoryStore } from "../../src/store/directory.ts";
import type { World } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";
import type { Automation } from "../../src/index.ts";
import { skippingClock } from "./clock.ts";
import { invocationVariable } from "./killed.ts";

export interface InvocationOptions {
  /** Of the case, and of its automation. */
  readonly id: string;
  /** The run's own. */
  readonly folder: string;
  readonly input: unknown;
  /** What time it is, in milliseconds since the epoch. */
  readonly now: number;
  /** Replays everything at every await. */
  readonly alwaysReplay?: boolean;
}

export type InvocationEnd = RunOutcome | { readonly status: "killed" };

/** What an invocation says while it runs. */
export type OnLog = (message: string) => void;

export async function invoke(
  automation: Automation,
  { folder, input, now, alwaysReplay = false }: InvocationOptions,
  onLog: OnLog,
): Promise<RunOutcome> {
  const world = { ...systemWorld(), clock: skippingClock(now) };
  const lane = await openLane(world, folder);
  const observe = (progress: Progress) => {
    if (progress.type === "log") onLog(progress.message);
  };
  try {
    return await runAutomation(world, {
      lane,
      folder: laneFolder(folder),
      automation,
      input,
      suspendAfter: 0,
      alwaysReplay,
      observe,
    });
  } finally {
    await lane.close();
  }
}

export const laneFolder = (folder: string) => join(folder, "lane");

function openLane(world: World, folder: string): Promise<RunLane> {
  return openRunLane(world, {
    identity: { repository: "kelp/conformance", key: "1", lane: "run" },
    writer: {},
    attempt: 1,
    folder: laneFolder(folder),
    store: directoryStore(world, join(folder, "store")),
    isFirst: true,
    isShared: false,
    stateOf: async () => ({ kind: "ended" }),
  });
}

/** What the process of an invocation writes, a line each. */
export type Said = { readonly log: string } | { readonly outcome: RunOutcome };

export async function invokeInProcess(
  number: number,
  options: InvocationOptions,
  onLog: OnLog,
): Promise<InvocationEnd> {
  const script = fileURLToPath(new URL("invoke.ts", import.meta.url));
  const env = { ...process.env, [invocationVariable]: String(number) };
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ?? code));
  });
  let outcome: RunOutcome | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Said;
    if ("log" in said) onLog(said.log);
    else outcome = said.outcome;
  }
  const how = await ended;
  if (how === "SIGKILL") return { status: "killed" };
  if (outcome === undefined) throw new Error(`the process of invocation ${number} ended with ${how} and no outcome`);
  return outcome;
}
