import { spawn, type ChildProcess } from "node:child_process";
import { describe, expect, test } from "vitest";
import { endTree, membersOf, type ProcessTree } from "../../src/command/process-tree.ts";
import type { Clock, ProcessStatus, Processes } from "../../src/world.ts";
import { systemClock } from "../../src/world/clock.ts";
import { systemWorld } from "../../src/world/system.ts";

const tree: ProcessTree = { root: 100, marker: "mark", startedAt: 5000 };

function status(pid: number, parent: number, rest: Partial<ProcessStatus> = {}): ProcessStatus {
  return { pid, parent, group: 1, marked: false, foreign: false, ...rest };
}

function idsOf(...all: ProcessStatus[]): number[] {
  return membersOf(tree, all).map(({ pid }) => pid);
}

describe("who belongs to a tree", () => {
  test.each<[string, ProcessStatus[], number[]]>([
    ["nobody", [status(1, 0), status(50, 1)], []],
    ["the group", [status(100, 50, { group: 100 }), status(101, 1, { group: 100 }), status(50, 1)], [100, 101]],
    ["a daemon that carries the marker", [status(200, 1, { marked: true })], [200]],
    ["children of all degrees, in any order", [status(203, 202), status(202, 201), status(201, 100)], [203, 202, 201]],
    ["children of a daemon", [status(200, 1, { marked: true }), status(201, 200)], [200, 201]],
    ["not the parent", [status(50, 1), status(100, 50, { group: 100 })], [100]],
    [
      "on Windows the root by its id and children by their parents",
      [status(100, 50, { group: undefined, startedAt: 5000 }), status(101, 100, { group: undefined, startedAt: 5001 })],
      [100, 101],
    ],
    [
      "on Windows not an older process whose parent once had the number of the root",
      [status(60, 100, { group: undefined, startedAt: 4000 }), status(61, 60, { group: undefined, startedAt: 6000 })],
      [],
    ],
  ])("%s", (_title, all, members) => {
    expect(new Set(idsOf(...all))).toEqual(new Set(members));
  });

  test("a circle of parents ends", () => {
    expect(idsOf(status(1, 2), status(2, 1), status(100, 100, { group: 100 }))).toEqual([100]);
  });
});

/** A clock whose sleeps take no time, and processes that `obey` says which signals end. */
function machine(
  members: ProcessStatus[],
  obey: (pid: number, signal: string) => boolean,
  rest: Partial<Processes> = {},
) {
  let now = 0;
  let living = members;
  const signals: [number, string][] = [];
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    sleep: async (ms) => void (now += ms),
    after: () => () => undefined,
    turn: () => systemClock.turn(),
  };
  function send(pid: number, signal: string | number): boolean {
    signals.push([pid, String(signal)]);
    living = living.filter(
      (each) => !((pid === each.pid || pid === -(each.group ?? 0)) && obey(each.pid, String(signal))),
    );
    return true;
  }
  const processes: Processes = {
    ...systemWorld().processes,
    platform: "linux",
    signal: send,
    list: async () => living,
    ...rest,
  };
  return { clock, processes, signals, send, elapsed: () => now };
}

const inGroup = { group: 100 };

describe("ending a tree", () => {
  test("tells the group at once and each daemon, and no more when they go", async () => {
    const world = machine(
      [status(100, 1, inGroup), status(101, 100, inGroup), status(200, 1, { marked: true })],
      () => true,
    );
    expect(await endTree(world, tree)).toEqual([]);
    expect(world.signals).toEqual([
      [-100, "SIGTERM"],
      [200, "SIGTERM"],
    ]);
  });

  test("kills after five seconds of grace, without a second SIGTERM", async () => {
    const world = machine([status(100, 1, inGroup)], (_pid, signal) => signal === "SIGKILL");
    expect(await endTree(world, tree)).toEqual([]);
    expect(world.signals).toEqual([
      [-100, "SIGTERM"],
      [-100, "SIGKILL"],
    ]);
    expect(world.elapsed()).toBeGreaterThanOrEqual(5000);
    expect(world.elapsed()).toBeLessThan(5500);
  });

  test("spares a helper that cleans up, and tells a late daemon", async () => {
    let look = 0;
    const root = status(100, 1, inGroup);
    const helper = status(101, 100, inGroup);
    const late = status(300, 1, { marked: true });
    const looks = [[root], [root, helper, late], [root, helper], [], []];
    const world = machine([], () => true, { list: async () => looks[look++] ?? [] });
    expect(await endTree(world, tree)).toEqual([]);
    expect(world.signals).toEqual([
      [-100, "SIGTERM"],
      [300, "SIGTERM"],
    ]);
  });

  test("looks twice, for a process shows no environment while it starts a program", async () => {
    const late = status(300, 1, { marked: true });
    const looks = [[], [late], [], []];
    let look = 0;
    const world = machine([], () => true, { list: async () => looks[look++] ?? [] });
    expect(await endTree(world, tree)).toEqual([]);
    expect(world.signals).toEqual([[300, "SIGTERM"]]);
  });

  test("names what cannot be ended, within seven seconds", async () => {
    const world = machine([status(100, 1, inGroup), status(101, 1, inGroup)], (pid) => pid === 100);
    expect(await endTree(world, tree)).toEqual([101]);
    expect(world.elapsed()).toBeLessThan(6500);
  });

  test("ends what another user runs by sudo", async () => {
    const calls: (readonly string[])[] = [];
    const root = status(100, 1, inGroup);
    const foreign = status(101, 100, { ...inGroup, foreign: true });
    const world = machine([root, foreign], (pid) => pid === 100, {
      spawn(file, args): ChildProcess {
        calls.push([file, ...args]);
        return spawn(process.execPath, ["--version"], { stdio: "ignore" });
      },
      list: async () => (calls.length < 2 ? [foreign] : []),
    });
    expect(await endTree(world, tree)).toEqual([]);
    expect(calls).toEqual([
      ["sudo", "-n", "kill", "-s", "TERM", "101"],
      ["sudo", "-n", "kill", "-s", "KILL", "101"],
    ]);
  });

  test("without sudo names what another user runs", async () => {
    const foreign = status(101, 1, { ...inGroup, foreign: true });
    const world = machine([foreign], () => false, {
      spawn: () => spawn("/nowhere/sudo", { stdio: "ignore" }),
    });
    expect(await endTree(world, tree)).toEqual([101]);
  });

  test("on Windows ends one by one, without grace", async () => {
    const windows = { group: undefined, startedAt: 6000 };
    const world = machine([status(100, 1, windows), status(101, 100, windows)], () => true, { platform: "win32" });
    expect(await endTree(world, tree)).toEqual([]);
    expect(world.signals).toEqual([
      [100, "SIGKILL"],
      [101, "SIGKILL"],
    ]);
  });

  test("kills the group where processes cannot be listed", async () => {
    const world = machine([], () => true, { list: () => Promise.reject(new Error("no /proc")) });
    await expect(endTree(world, tree)).rejects.toThrow("no /proc");
    expect(world.signals).toEqual([[-100, "SIGKILL"]]);
  });
});

test.runIf(process.platform === "linux")(
  "the machine's processes are listed with parent, group and marker, and no zombies",
  async () => {
    const marker = `mark-${process.pid}`;
    const child = spawn("sleep", ["60"], { detached: true, env: { ...process.env, MARKER: marker }, stdio: "ignore" });
    await new Promise((resolve) => child.once("spawn", resolve));
    const { processes } = systemWorld();
    const isChild = ({ pid }: ProcessStatus) => pid === child.pid;
    const expected = { pid: child.pid, parent: process.pid, group: child.pid, marked: true, foreign: false };
    await expect.poll(async () => (await processes.list(marker)).find(isChild)).toEqual(expected);
    expect((await processes.list(marker)).filter(({ marked }) => marked)).toHaveLength(1);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect((await processes.list(marker)).find(isChild)).toBeUndefined();
  },
);
