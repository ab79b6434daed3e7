import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LaneError, LaneHeld, LateWriter } from "../../src/durable/lane/errors.ts";
import type { Checkpointed } from "../../src/durable/lane/lane.ts";
import { readPayload, writePayload } from "../../src/durable/engine/payload.ts";
import { openRunLane } from "../../src/durable/lane/run-lane.ts";
import { saveNowAndThen } from "../../src/durable/lane/save-now-and-then.ts";
import { Locked } from "../../src/journal/lock.ts";
import type { RunLane } from "../../src/durable/lane/run-lane.ts";
import { systemClock } from "../../src/world/clock.ts";
import { systemWorld } from "../../src/world/system.ts";
import { machinesForTest, processWorld } from "./lane-scene.ts";

async function record(lane: RunLane, ...steps: string[]): Promise<void> {
  const definition = { fingerprint: "1", semantics: "at-least-once" } as const;
  for (const step of steps) await lane.journal.append({ type: "started", step, ...definition });
}

const stepsOf = (lane: RunLane) => [...lane.journal.state.steps.keys()];

test("what a killed process recorded is there again, also what no checkpoint holds", async () => {
  const { optionsOf, root } = await machinesForTest();
  const killed = await openRunLane(processWorld(4_000_001), optionsOf("one"));
  await record(killed, "a");
  await killed.checkpoint();
  await record(killed, "b");
  await systemWorld().files.makeFolder(join(root, "one", "lane.stage.left"));

  const lane = await openRunLane(processWorld(4_000_002), optionsOf("one"));
  expect(stepsOf(lane)).toEqual(["a", "b"]);
  expect(await readdir(join(root, "one"))).not.toContain("lane.stage.left");
  await record(lane, "c");
  expect(await lane.close()).toMatchObject({ kind: "saved" });

  const elsewhere = await openRunLane(processWorld(4_000_003), optionsOf("two"));
  expect(stepsOf(elsewhere)).toEqual(["a", "b", "c"]);
});

test("a second process on the machine is told which one has the lane", { timeout: 10_000 }, async () => {
  const { optionsOf } = await machinesForTest();
  const lane = await openRunLane(systemWorld(), optionsOf("one"));
  const second = openRunLane(systemWorld(), optionsOf("one"));
  await expect(second).rejects.toBeInstanceOf(Locked);
  await expect(second).rejects.toThrow(`process ${process.pid}`);
  await lane.close();
  await (await openRunLane(systemWorld(), optionsOf("one"))).close();
});

test("a folder that is behind is brought up to what another machine saved, with its files", async () => {
  const { optionsOf } = await machinesForTest();
  const first = await openRunLane(systemWorld(), optionsOf("one"));
  await record(first, "a");
  await first.close();
  const other = await openRunLane(systemWorld(), optionsOf("two"));
  const large = "x".repeat(100_000);
  await other.journal.append({ type: "context-done", path: "b", kind: "child", ...(await writePayload(other, large)) });
  await record(other, "c");
  await other.close();

  const again = await openRunLane(systemWorld(), optionsOf("one"));
  expect(stepsOf(again)).toEqual(["a", "c"]);
  const context = again.journal.state.run.contexts.get("b");
  expect(context?.status === "done" && (await readPayload(again, context.payload))).toBe(large);
  await record(again, "d");
  expect(await again.close()).toMatchObject({ kind: "saved" });
});

test("a folder and a store that have gone apart are not joined, and nothing is lost", async () => {
  const { optionsOf, root } = await machinesForTest();
  const first = await openRunLane(systemWorld(), optionsOf("one"));
  await record(first, "a");
  await first.close();
  const killed = await openRunLane(processWorld(4_000_001), optionsOf("one"));
  await record(killed, "never saved");
  const other = await openRunLane(systemWorld(), optionsOf("two"));
  await record(other, "b");
  await other.close();

  const opening = openRunLane(processWorld(4_000_002), optionsOf("one"));
  await expect(opening).rejects.toBeInstanceOf(LaneError);
  await expect(opening).rejects.toThrow(join(root, "one", "lane"));
  await expect(opening).rejects.toThrow("https://kelp.example/two");
  expect(await readFile(join(root, "one", "lane", "journal.jsonl"), "utf8")).toContain("never saved");
});

test("a process that is overtaken while it works is told at its next save, and at every one after", async () => {
  const { optionsOf } = await machinesForTest();
  const slow = await openRunLane(systemWorld(), optionsOf("one"));
  const fast = await openRunLane(systemWorld(), optionsOf("two"));
  await record(fast, "a");
  await fast.close();
  await record(slow, "b");
  await expect(slow.checkpoint()).rejects.toBeInstanceOf(LateWriter);
  await expect(slow.settle()).rejects.toBeInstanceOf(LateWriter);
  await expect(slow.close()).rejects.toBeInstanceOf(LateWriter);
});

test("a shared lane is claimed: a writer at work keeps it, one that ended loses it", async () => {
  const { optionsOf } = await machinesForTest();
  const shared = { isShared: true } as const;
  await openRunLane(processWorld(4_000_001), optionsOf("one", shared));
  const held = openRunLane(systemWorld(), optionsOf("two", { ...shared, stateOf: async () => ({ kind: "running" }) }));
  await expect(held).rejects.toBeInstanceOf(LaneHeld);
  const taken = await openRunLane(systemWorld(), optionsOf("two", shared));
  expect(taken.journal.state.holder?.link).toBe("https://kelp.example/two");
  await taken.close();
  expect(taken.journal.state.holder).toBeUndefined();
});

/** Saves that end when they are told to, on a clock that only moves when it is told to. */
function savingScene(every = { events: 10, ms: 1_000 }) {
  let now = 0;
  const journal = { state: { length: 0 } } as { state: Parameters<typeof saveNowAndThen>[1]["state"] };
  const asked: PromiseWithResolvers<Checkpointed>[] = [];
  const timers: (() => void)[] = [];
  const clock = {
    ...systemClock,
    monotonic: () => now,
    after: (_: number, act: () => void) => (timers.push(act), () => {}),
  };
  const save = () => (asked.push(Promise.withResolvers()), asked.at(-1)!.promise);
  return {
    saving: saveNowAndThen(clock, journal, save, every),
    asked,
    timers,
    add: (events: number) => (journal.state = { ...journal.state, length: journal.state.length + events }),
    pass: (ms: number) => void (now += ms),
  };
}

const saved: Checkpointed = { kind: "saved", where: "cache" };

describe("a run is saved now and then", () => {
  test("after so many events", async () => {
    const { saving, asked, add } = savingScene();
    add(9);
    expect(await saving.whenDue()).toEqual({ kind: "saved", where: "local" });
    add(1);
    const due = saving.whenDue();
    expect(asked).toHaveLength(1);
    asked[0]!.resolve(saved);
    expect(await due).toEqual(saved);
    await saving.whenDue();
    expect(asked).toHaveLength(1);
  });

  test("after so long where there is anything to save, also when nobody asks", async () => {
    const { saving, asked, add, pass, timers } = savingScene();
    pass(1_000);
    await saving.whenDue();
    expect(asked).toHaveLength(0);
    add(1);
    timers[0]!();
    expect(asked).toHaveLength(1);
  });

  test("without others waiting for a save under way, but for who asks for one now", async () => {
    const { saving, asked, add } = savingScene();
    add(10);
    void saving.whenDue();
    add(10);
    expect(await saving.whenDue()).toEqual({ kind: "saved", where: "local" });
    const now = saving.now();
    expect(asked).toHaveLength(1);
    asked[0]!.resolve(saved);
    await systemClock.turn();
    expect(asked).toHaveLength(2);
    asked[1]!.resolve({ kind: "unavailable", reason: "down" });
    expect(await now).toEqual({ kind: "unavailable", reason: "down" });
  });

  test("and again when it is next due, where it failed, which is said until then", async () => {
    const { saving, asked, add } = savingScene();
    add(10);
    const due = saving.whenDue();
    asked[0]!.reject(Object.assign(new Error("ENOSPC: no space left"), { syscall: "write" }));
    expect(await due).toEqual({ kind: "unavailable", reason: "ENOSPC: no space left" });
    add(9);
    expect(await saving.whenDue()).toMatchObject({ kind: "unavailable" });
    expect(asked).toHaveLength(1);
    add(1);
    void saving.whenDue();
    expect(asked).toHaveLength(2);
  });

  test("seldom enough that it takes no more than a tenth of the time", async () => {
    const { saving, asked, add, pass } = savingScene({ events: 10, ms: 100_000 });
    add(10);
    const due = saving.whenDue();
    pass(500);
    asked[0]!.resolve(saved);
    await due;
    add(1_000);
    pass(4_499);
    await saving.whenDue();
    expect(asked).toHaveLength(1);
    pass(1);
    void saving.whenDue();
    expect(asked).toHaveLength(2);
  });

  test("never again once another writer was first", async () => {
    const { saving, asked, add } = savingScene();
    add(10);
    const due = saving.whenDue();
    asked[0]!.reject(new LateWriter({ repository: "kelp/forest", key: "1", lane: "run" }, "job 7"));
    await expect(due).rejects.toBeInstanceOf(LateWriter);
    await expect(saving.whenDue()).rejects.toBeInstanceOf(LateWriter);
    await expect(saving.now()).rejects.toBeInstanceOf(LateWriter);
    expect(asked).toHaveLength(1);
  });
});
