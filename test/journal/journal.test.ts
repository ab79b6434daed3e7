import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../src/journal/journal.ts";
import { limits } from "../../src/journal/limits.ts";
import { Refused } from "../../src/journal/refused.ts";
import { systemFiles } from "../../src/world/files.ts";
import { diskError, done, folderForTest, identity, linesOf, opened, started, worldWith } from "./scene.ts";

const world = worldWith();
const pathForTest = async () => join(await folderForTest(), "journal.jsonl");

/** A journal with one step done. */
async function journalForTest() {
  const path = await pathForTest();
  const journal = await openJournal(world, path, identity);
  await journal.append(opened);
  await journal.append(started("fetch"));
  await journal.append(done("fetch", { rows: 3 }));
  return { path, journal };
}

test("a journal that is not there is empty, and opening it writes nothing", async () => {
  const path = await pathForTest();
  const journal = await openJournal(world, path, identity);
  expect(journal.state).toMatchObject({ holder: undefined, steps: new Map(), length: 0, head: "" });
  expect(await systemFiles.status(path)).toBeUndefined();
});

test("what was appended is there when it is opened again, in order and chained", async () => {
  const { path, journal } = await journalForTest();
  const again = await openJournal(world, path, { ...identity, attempt: 2 });
  expect(again.state).toEqual(journal.state);
  expect(again.written.bytes).toBe((await readFile(path)).length);
  expect(again.state.steps.get("fetch")).toMatchObject({ status: "done", timesDone: 1, done: { result: { rows: 3 } } });
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  const events = lines.map((line): Record<string, unknown> => JSON.parse(line));
  expect(events.map(({ seq, type }) => [seq, type])).toEqual([
    [0, "opened"],
    [1, "started"],
    [2, "done"],
  ]);
  expect(events.map(({ prev }) => prev)).toEqual(["", events[0]!["hash"], events[1]!["hash"]]);
});

test("several events are appended in one write, in the order they are given", async () => {
  const path = await pathForTest();
  let writes = 0;
  const counting = worldWith({ append: (...call) => (writes++, systemFiles.append(...call)) });
  const journal = await openJournal(counting, path, identity);
  await journal.append(opened, started("a"), done("a"), started("b"));
  expect(writes).toBe(1);
  expect([...journal.state.steps].map(([name, { status }]) => [name, status])).toEqual([
    ["a", "done"],
    ["b", "started"],
  ]);
});

test("appends that are asked for at once follow one another", async () => {
  const { path, journal } = await journalForTest();
  await Promise.all(Array.from({ length: 20 }, (_, index) => journal.append(started(`step ${index}`))));
  expect(journal.state.length).toBe(23);
  expect((await openJournal(world, path, identity)).state).toEqual(journal.state);
});

test("a journal takes in what another process appended, when it refreshes and before it appends", async () => {
  const { path, journal } = await journalForTest();
  const other = await openJournal(world, path, identity);
  await other.append(started("import"));
  expect(journal.state.length).toBe(3);
  await journal.refresh();
  expect(journal.state).toEqual(other.state);
  await other.append(done("import"));
  await journal.append(started("publish"));
  expect(journal.state.steps.get("import")?.status).toBe("done");
  expect(journal.state.length).toBe(6);
});

describe("a last line without its end never happened", () => {
  test("at every byte where it can be torn", { timeout: 60_000 }, async () => {
    const path = await pathForTest();
    const lines = linesOf([opened, started("a"), done("a")]);
    const [whole, last] = [lines.slice(0, 2).join(""), lines[2]!];
    for (let cut = 0; cut < last.length; cut++) {
      await writeFile(path, whole + last.slice(0, cut));
      const journal = await openJournal(world, path, identity);
      expect(journal.state.length, `cut at ${cut}`).toBe(2);
      expect((await systemFiles.status(path))?.size).toBe(whole.length);
      expect(journal.written.bytes).toBe(whole.length);
    }
    const journal = await openJournal(world, path, identity);
    await journal.append(done("a"));
    expect((await openJournal(world, path, identity)).state.steps.get("a")?.status).toBe("done");
    console.log(`torn last lines: ${last.length} of ${last.length} cut off`);
  });

  test("also of the very first one", async () => {
    const path = await pathForTest();
    await writeFile(path, linesOf([opened])[0]!.slice(0, -1));
    const journal = await openJournal(world, path, identity);
    expect(journal.state.length).toBe(0);
    await journal.append(opened);
    expect(journal.state.length).toBe(1);
  });

  test("and when another process tears it after we have read the rest", async () => {
    const { path, journal } = await journalForTest();
    await appendFile(path, '{"v":1,"seq":3,');
    await journal.append(started("import"));
    expect((await openJournal(world, path, identity)).state.length).toBe(4);
  });
});

describe("a journal is refused", () => {
  const lines = linesOf([opened, started("a"), done("a")]);
  const [first, second, third] = lines as [string, string, string];
  const altered = second.replace('"a"', '"b"');

  test.each([
    ["with a line altered", [first, altered, third], "a line was altered"],
    ["with its last line altered but whole", [first, altered], "a line was altered"],
    ["with a line left out", [first, third], "event 2 stands where 1 belongs"],
    ["with a line twice", [first, second, second], "event 1 stands where 2 belongs"],
    ["with lines swapped", [first, third, second], "event 2 stands where 1 belongs"],
    ["without its first line", [second, third], "event 1 stands where 0 belongs"],
    ["with an empty line", [first, "\n", second], "a line has no seal"],
    ["with a line of another journal", [first, linesOf([opened, started("b")], { at: 9 })[1]!], "does not follow"],
    ["of another lane", linesOf([opened, started("a")], { lane: "test" }), 'is of lane "test", not of "build"'],
    ["where a lane changes on the way", laneChanging(), "an event belongs to another lane"],
    ["of another version", linesOf([opened], { v: 2 }), "no event of this version"],
    ["with a field too many", linesOf([{ ...opened, extra: 1 }]), "no event of this version"],
    ["with a second beginning", linesOf([opened, opened]), "a journal begins with one opened event"],
    ["without a beginning", linesOf([started("a")]), "a journal begins with one opened event"],
    ["with an end before a start", linesOf([opened, done("a")]), "done of step a comes before it started"],
  ])("%s", async (_, content, reason) => {
    const path = await pathForTest();
    await writeFile(path, content.join(""));
    const opening = openJournal(world, path, identity);
    await expect(opening).rejects.toBeInstanceOf(Refused);
    await expect(opening).rejects.toThrow(reason);
    expect(await readFile(path, "utf8")).toBe(content.join(""));
  });

  test("that became shorter while it was open", async () => {
    const { path, journal } = await journalForTest();
    await writeFile(path, (await readFile(path)).subarray(0, journal.written.bytes - 1));
    await expect(journal.append(started("b"))).rejects.toThrow("the journal is shorter than it was");
  });
});

/** Each event sound and chained, the second of another lane. */
function laneChanging(): string[] {
  return linesOf([opened, { ...started("a"), lane: "test" }]);
}

describe("what could not be read back is not written", () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < limits.depth; depth++) deep = [deep];

  test.each([
    ["a line beyond the limit", done("fetch", "x".repeat(limits.line)), `more than ${limits.line}`],
    ["a result nested too deep", done("fetch", deep), `nested deeper than ${limits.depth}`],
    ["a __proto__", done("fetch", JSON.parse('{"__proto__":1}')), "names __proto__"],
    ["a duration that is no number", { ...done("fetch"), duration: Number.NaN } as never, "no event of this version"],
    ["an end before a start", done("other"), "comes before it started"],
    ["a second beginning", opened, "begins with one opened event"],
  ])("%s", async (_, event, reason) => {
    const { path, journal } = await journalForTest();
    const before = { state: structuredClone(journal.state), content: await readFile(path, "utf8") };
    const appending = journal.append(started("next"), event);
    await expect(appending).rejects.toBeInstanceOf(Refused);
    await expect(appending).rejects.toThrow(reason);
    expect(journal.state).toEqual(before.state);
    expect(await readFile(path, "utf8")).toBe(before.content);
    await journal.append(started("next"));
    expect((await openJournal(world, path, identity)).state.length).toBe(4);
  });

  test("a line of nearly the limit is", async () => {
    const { path, journal } = await journalForTest();
    const result = "é".repeat(limits.line / 2 - 200);
    await journal.append(done("fetch", result));
    const again = await openJournal(world, path, identity);
    expect(again.state.steps.get("fetch")?.done?.result).toBe(result);
  });
});

describe("a disk that fails in the middle of an append leaves a sound journal", () => {
  test("wherever the write stops", { timeout: 60_000 }, async () => {
    let room = 0;
    const full = worldWith({
      async append(path, bytes) {
        await systemFiles.append(path, Buffer.from(bytes as string).subarray(0, room));
        throw diskError("ENOSPC", "write", path);
      },
    });
    const length = linesOf([opened, started("fetch"), done("fetch"), started("a"), done("a")])
      .slice(3)
      .join("").length;
    let cases = 0;
    for (room = 0; room <= length + 20; room += 7, cases++) {
      const { path } = await journalForTest();
      const journal = await openJournal(full, path, identity);
      await expect(journal.append(started("a"), done("a"))).rejects.toThrow("ENOSPC");
      const onDisk = await openJournal(world, path, identity);
      expect(journal.state, `room for ${room}`).toEqual(onDisk.state);
      expect(journal.written.bytes).toBe(onDisk.written.bytes);
      await onDisk.append(started("b"));
      await journal.refresh();
      expect(journal.state).toEqual(onDisk.state);
    }
    console.log(`appends cut short by a full disk: ${cases} of ${cases} sound`);
  });

  test("also where nothing can be read any more: the next use reads it anew", async () => {
    const { path } = await journalForTest();
    let broken = false;
    const failing = worldWith({
      async append() {
        broken = true;
        throw diskError("EIO", "write", path);
      },
      async readRange(...call) {
        if (broken) throw diskError("EIO", "read", path);
        return systemFiles.readRange(...call);
      },
    });
    const journal = await openJournal(failing, path, identity);
    await expect(journal.append(started("a"))).rejects.toThrow("EIO");
    broken = false;
    await journal.refresh();
    expect(journal.state.length).toBe(3);
  });
});

test("a clock that goes back changes nothing but the times", async () => {
  const path = await pathForTest();
  let now = 1_000_000;
  const backwards = { ...world, clock: { ...world.clock, now: () => (now -= 5_000) } };
  const journal = await openJournal(backwards, path, identity);
  for (const event of [opened, started("a"), done("a")]) await journal.append(event);
  expect((await openJournal(world, path, identity)).state).toEqual(journal.state);
});

test("a thousand events cost no more to append to than ten", async () => {
  let read = 0;
  const measured = worldWith({
    async readRange(...call) {
      const bytes = await systemFiles.readRange(...call);
      read += bytes.length;
      return bytes;
    },
  });
  const journal = await openJournal(measured, await pathForTest(), identity);
  await journal.append(opened, ...Array.from({ length: 1_000 }, (_, index) => started(`step ${index}`)));
  for (let index = 0; index < 10; index++) await journal.append(done(`step ${index}`));
  expect(read).toBe(0);
});
