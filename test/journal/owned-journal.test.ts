import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openJournal } from "../../src/journal/journal.ts";
import { ownJournal } from "../../src/journal/owned-journal.ts";
import { Refused } from "../../src/journal/refused.ts";
import type { AppendFile } from "../../src/world.ts";
import { systemFiles } from "../../src/world/files.ts";
import { systemWorld } from "../../src/world/system.ts";
import { Crash, DiskFailed, Lifeline, moments, type CrashPoint } from "../../src/durable/simulation/crashes.ts";
import { emptyDisk, filesOf } from "../../src/durable/simulation/disk.ts";
import { processOf } from "../simulation/job.ts";
import { diskError, done, folderForTest, identity, opened, started, worldWith } from "./scene.ts";

const pathForTest = async () => join(await folderForTest(), "journal.jsonl");

/** A world whose kept-open files go through `append`. */
function worldAppending(append: (file: AppendFile, ...call: Parameters<AppendFile["append"]>) => Promise<void>) {
  return worldWith({
    async openAppend(path) {
      const file = await systemFiles.openAppend(path);
      return { ...file, append: (...call) => append(file, ...call) };
    },
  });
}

/** A world that keeps account of its writes: how many lines each had, and whether it was synced. */
function countingWorld() {
  const writes: string[] = [];
  const world = worldAppending((file, bytes, options) => {
    writes.push(`${String(bytes).split("\n").length - 1} ${options?.durable ? "synced" : "written"}`);
    return file.append(bytes, options);
  });
  return { world, writes };
}

test("what is appended is in the state at once, in the order of the calls", async () => {
  const journal = await ownJournal(systemWorld(), await pathForTest(), identity);
  const appending = [
    journal.append(opened),
    journal.note(started("a")),
    journal.append(done("a")),
    journal.note(started("b")),
  ];
  expect(journal.state.length).toBe(4);
  expect(journal.written.length).toBe(0);
  expect([...journal.state.steps].map(([name, { status }]) => [name, status])).toEqual([
    ["a", "done"],
    ["b", "started"],
  ]);
  await Promise.all(appending);
  expect(journal.written).toMatchObject({ length: 4, head: journal.state.head });
  await journal.close();
});

test("what is appended within one turn, also some promises later, is one write and one sync", async () => {
  const { world, writes } = countingWorld();
  const journal = await ownJournal(world, await pathForTest(), identity);
  await journal.append(opened);
  const caller = async (name: string, hops: number) => {
    for (let hop = 0; hop < hops; hop++) await Promise.resolve();
    await journal.note(started(name));
    await journal.append(done(name));
  };
  await Promise.all(["a", "b", "c", "d"].map((name, hops) => caller(name, hops * 3)));
  expect(writes).toEqual(["1 synced", "4 written", "4 synced"]);
  await journal.close();
});

test("what is noted is in the file when its promise resolves, and synced by an append beside it", async () => {
  const { world, writes } = countingWorld();
  const path = await pathForTest();
  const journal = await ownJournal(world, path, identity);
  await journal.append(opened);
  await journal.note(started("a"));
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(3);
  await Promise.all([journal.note(done("a")), journal.append(started("b"))]);
  expect(writes).toEqual(["1 synced", "1 written", "2 synced"]);
  await journal.close();
});

test("closing writes what was not awaited, and nothing can be added after", async () => {
  const path = await pathForTest();
  const journal = await ownJournal(systemWorld(), path, identity);
  void journal.note(opened);
  void journal.note(started("a"));
  await journal.close();
  await expect(journal.append(started("b"))).rejects.toThrow("is closed");
  const again = await ownJournal(systemWorld(), path, identity);
  expect(again.state).toEqual(journal.state);
  await again.close();
});

test("nobody else can open it meanwhile, and is told which process has it", { timeout: 10_000 }, async () => {
  const path = await pathForTest();
  const journal = await ownJournal(systemWorld(), path, identity);
  await journal.append(opened);
  const second = ownJournal(systemWorld(), path, identity);
  await expect(second).rejects.toMatchObject({
    name: "Locked",
    message: expect.stringContaining(`process ${process.pid}`),
  });
  await journal.close();
  await (await ownJournal(systemWorld(), path, identity)).close();
});

test("a holder that died is taken over, and the half line it left is cut off", async () => {
  const path = await pathForTest();
  const world = systemWorld();
  const dead = { ...world, processes: { ...world.processes, pid: 4_000_001 } };
  await (await ownJournal(dead, path, identity)).append(opened, started("a"));
  await appendFile(path, '{"v":1,"seq":2');
  const alive = { ...world, processes: { ...world.processes, signal: (pid: number) => pid !== 4_000_001 } };
  const journal = await ownJournal(alive, path, identity);
  await journal.append(done("a"));
  expect((await openJournalOf(journal, path)).state.steps.get("a")?.status).toBe("done");
});

async function openJournalOf(journal: { close(): Promise<void> }, path: string) {
  await journal.close();
  return openJournal(systemWorld(), path, identity);
}

test("a journal that is not sound is refused, and its lock given back", async () => {
  const path = await pathForTest();
  await writeFile(path, "{}\n");
  await expect(ownJournal(systemWorld(), path, identity)).rejects.toBeInstanceOf(Refused);
  await expect(ownJournal(systemWorld(), path, identity)).rejects.toBeInstanceOf(Refused);
});

test("an event that could not be read back is refused and leaves no trace", async () => {
  const path = await pathForTest();
  const journal = await ownJournal(systemWorld(), path, identity);
  await journal.append(opened);
  const deep: unknown = JSON.parse("[".repeat(40) + "]".repeat(40));
  await expect(journal.append(started("a"), done("a", deep))).rejects.toBeInstanceOf(Refused);
  await expect(journal.note(done("never started"))).rejects.toBeInstanceOf(Refused);
  await expect(journal.append({ ...started("a"), extra: 1 } as never)).rejects.toBeInstanceOf(Refused);
  expect(journal.state.length).toBe(1);
  await journal.append(started("b"));
  expect((await openJournalOf(journal, path)).state).toEqual(journal.state);
});

test("events of one call that do not follow from one another end the journal, with none of them written", async () => {
  const path = await pathForTest();
  const journal = await ownJournal(systemWorld(), path, identity);
  await journal.append(opened);
  await expect(journal.append(started("a"), done("b"))).rejects.toThrow("comes before it started");
  await expect(journal.append(started("c"))).rejects.toThrow("done of step b comes before it started");
  expect((await openJournalOf(journal, path)).state.length).toBe(1);
});

test("after a write that failed every later one fails with its error, and the file has what was acknowledged", async () => {
  const path = await pathForTest();
  let isFull = false;
  const world = worldAppending(async (file, bytes, options) => {
    if (!isFull) return file.append(bytes, options);
    await file.append(Buffer.from(String(bytes)).subarray(0, 100), { durable: false });
    throw diskError("ENOSPC", "write", path);
  });
  const journal = await ownJournal(world, path, identity);
  await journal.append(opened);
  await journal.note(started("a"));
  isFull = true;
  void journal.note(done("a")); // nobody waits for it
  await expect(journal.append(started("b"))).rejects.toThrow("ENOSPC");
  isFull = false;
  await expect(journal.append(started("c"))).rejects.toThrow("ENOSPC");
  await expect(journal.note(started("d"))).rejects.toThrow("ENOSPC");
  await journal.refresh();
  expect(journal.written.length).toBe(2);
  expect((await readFile(path)).length).toBe(journal.written.bytes);
  expect((await openJournalOf(journal, path)).state.length).toBe(2);
});

/** Three callers that add to a journal at once, on a machine that dies at `plan`. */
async function groups(plan?: CrashPoint) {
  const disk = emptyDisk();
  const life = new Lifeline(plan);
  const called: string[] = [];
  const acknowledged: string[] = [];
  const add = async (name: string, adding: () => Promise<void>) => {
    called.push(name);
    await adding();
    acknowledged.push(name);
  };
  try {
    const journal = await ownJournal(processOf(disk, life, 1), "/j", identity);
    await journal.append(opened);
    const caller = async (name: string) => {
      for (const part of ["1", "2"]) {
        const step = `${name}${part}`;
        await add(`started ${step}`, () => journal.note(started(step)));
        await add(`done ${step}`, () => journal.append(done(step)));
      }
    };
    const all = await Promise.allSettled(["a", "b", "c"].map(caller));
    for (const one of all) if (one.status === "rejected" && !isCrash(one.reason)) throw one.reason;
    await journal.close();
  } catch (error) {
    if (!isCrash(error)) throw error;
  }
  return { disk, effects: life.effects, called, acknowledged };
}

const isCrash = (error: unknown) => error instanceof Crash || error instanceof DiskFailed;

test("a crash at every effect leaves all that was acknowledged, and otherwise a beginning of what was called for", async () => {
  const { effects } = await groups();
  const plans = effects.flatMap((_, effect) => moments.map((moment) => ({ effect, moment })));
  let sound = 0;
  for (const plan of plans) {
    const { disk, called, acknowledged } = await groups(plan);
    const { state } = await ownJournal(processOf(disk, new Lifeline(), 2), "/j", identity);
    const found = [...state.steps].flatMap(([name, { status }]) =>
      status === "done" ? [`started ${name}`, `done ${name}`] : [`started ${name}`],
    );
    expect(new Set(found), `effect ${plan.effect}, ${plan.moment}`).toEqual(new Set(called.slice(0, found.length)));
    expect(found, `effect ${plan.effect}, ${plan.moment}`).toEqual(expect.arrayContaining(acknowledged));
    sound += 1;
  }
  expect(plans.length).toBeGreaterThan(20);
  console.log(`crash points of a journal with one owner: ${sound} of ${plans.length} hold`);
});

test("a disk that no longer lets anything be cut leaves a half line, which the next opening cuts off", async () => {
  const { effects } = await groups();
  const append = effects.findLastIndex(({ name }) => name.startsWith("append"));
  const { disk: torn } = await groups({ effect: append, moment: "torn" });
  const files = filesOf(torn, new Lifeline());
  const before = (await files.read("/j"))!;
  expect(before.at(-1)).not.toBe(0x0a);
  const journal = await ownJournal(processOf(torn, new Lifeline(), 2), "/j", identity);
  expect((await files.read("/j"))!.length).toBe(journal.written.bytes);
});
