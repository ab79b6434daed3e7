import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openJournal } from "../../src/journal/journal.ts";
import { readJournal } from "../../src/journal/journal-file.ts";
import { Locked, withLock } from "../../src/journal/lock.ts";
import { systemWorld } from "../../src/world/system.ts";
import { folderForTest, identity, opened, started } from "./scene.ts";

function start(...args: string[]) {
  const script = join(import.meta.dirname, "lock-process.ts");
  return spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
}

/** A journal, and a process that was killed while it held its lock. */
async function withDeadHolder() {
  const path = join(await folderForTest(), "journal.jsonl");
  const journal = await openJournal(systemWorld(), path, identity);
  await journal.append(opened);
  const holder = start(path, "holder", "hold");
  await once(holder.stdout, "data");
  const ended = once(holder, "close");
  holder.kill("SIGKILL");
  await ended;
  expect(await readFile(`${path}.lock`, "utf8")).toContain(`${holder.pid} `);
  return { path, journal };
}

test("eight processes that append at once leave one sound chain", { timeout: 60_000 }, async () => {
  const { path } = await withDeadHolder();
  const running = Array.from({ length: 8 }, (_, index) => once(start(path, `p${index}`, "50"), "close"));
  expect(await Promise.all(running)).toEqual(Array.from({ length: 8 }, () => [0, null]));
  const { length, steps } = readJournal(await readFile(path));
  expect(length).toBe(401);
  for (let index = 0; index < 8; index++) {
    const own = [...steps.keys()].filter((step) => step.startsWith(`p${index}/`));
    expect(own).toEqual(Array.from({ length: 50 }, (_, event) => `p${index}/${event}`));
  }
  console.log(`appended by 8 processes over a dead holder's lock: ${length - 1} of 400`);
});

test("the lock of a process that was killed is taken over at once", async () => {
  const { journal } = await withDeadHolder();
  const before = performance.now();
  await journal.append(started("fetch"));
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(journal.state.length).toBe(2);
});

test.each(["", "not a process\n", "99999999999 x", "-1 x", "0 x"])(
  "a lock that reads %j counts as held, and the error names it",
  async (content) => {
    const path = join(await folderForTest(), "j.lock");
    await writeFile(path, content);
    const taking = withLock(systemWorld(), path, async () => {}, 30);
    await expect(taking).rejects.toBeInstanceOf(Locked);
    await expect(taking).rejects.toThrow(path);
    expect(await readFile(path, "utf8")).toBe(content);
  },
);

test("a lock left by an earlier process of our own number is taken over, one that we hold is not", async () => {
  const path = join(await folderForTest(), "j.lock");
  await writeFile(path, `${process.pid} 7d1f`);
  const inner = () => withLock(systemWorld(), path, async () => "twice", 30);
  await withLock(systemWorld(), path, () => expect(inner()).rejects.toBeInstanceOf(Locked), 30);
});

test("what throws inside gives the lock back", async () => {
  const path = join(await folderForTest(), "j.lock");
  const failing = withLock(systemWorld(), path, async () => {
    throw new Error("inside");
  });
  await expect(failing).rejects.toThrow("inside");
  expect(await withLock(systemWorld(), path, async () => "again", 30)).toBe("again");
});
