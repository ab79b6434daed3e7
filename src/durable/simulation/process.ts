/** A process of a simulated machine, as the engine sees it. */
import type { Clock, Processes } from "../../world.ts";
import type { LaneWorld } from "../lane/lane.ts";
import type { Lifeline } from "./crashes.ts";
import { filesOf, type Disk } from "./disk.ts";

/** Its random numbers are a count. Once its life has ended, all it tries with the disk throws. */
export function simulatedProcess(disk: Disk, life: Lifeline, pid: number, clock: Clock): LaneWorld {
  let drawn = 0;
  return {
    clock,
    // A count, so that the same way gives the same numbers.
    random: {
      bytes: (count) => Buffer.alloc(count, drawn++),
      uuid: () => `${pid}-${life.effects.length}-${drawn++}`,
    },
    files: filesOf(disk, life),
    processes: processesOf(pid),
  };
}

/** Processes run one after another: any other that still has a lock is dead. */
function processesOf(pid: number): Processes {
  return {
    pid,
    platform: "linux",
    nodeVersion: "24.0.0",
    spawn: refuse,
    exit: refuse,
    signal: (other) => other === pid,
    list: () => Promise.resolve([]),
    onStopRequest: () => () => {},
    within: refuse,
  };
}

function refuse(): never {
  throw new Error("a simulated process starts no other and cannot be changed");
}
