import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openJournal } from "../../src/journal/journal.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { writeCheckpoint } from "../../src/store/checkpoint.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { laneId } from "../../src/store/lane-id.ts";
import { stateFolder } from "../../src/store/state-folder.ts";
import type { Files } from "../../src/world.ts";
import { systemFiles } from "../../src/world/files.ts";
import { systemWorld } from "../../src/world/system.ts";

const lane = { repository: "kelp/forest", key: "41", lane: "build" };

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "grünes Ölfeld 🐟 "));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in a folder, and how to save and load generations of a lane in it. */
async function storeForTest(changed: Partial<Files> = {}) {
  const folder = await folderForTest();
  const world = { ...systemWorld(), files: { ...systemFiles, ...changed } };
  const root = join(folder, "state");
  const store = directoryStore(world, root);
  const own = join(folder, "own");
  await mkdir(own);
  const journal = await openJournal(systemWorld(), join(own, "journal.jsonl"), { lane: "build", attempt: 1 });
  await journal.append({ type: "opened", key: "41", writer: { id: "w1" } });
  let count = 0;
  const save = async (generation: number, name = "w1") => {
    const stage = join(folder, `stage-${count++}`);
    const start = { generation, writer: name, runId: 0, attempt: 1, at: 0, closed: false };
    const from = { folder: own, state: journal.state, written: journal.written };
    return store.save(lane, stage, await writeCheckpoint(systemFiles, lane, from, stage, start));
  };
  const load = async () => store.load(lane, join(folder, `loaded-${count++}`));
  return { folder, root, laneFolder: join(root, laneId(lane)), save, load };
}

/** Runs a writer; resolves with the generations it won, also where it is killed after `ms`. */
function writer(root: string, own: string, name: string, last: number, ms?: number): Promise<number[]> {
  const script = join(import.meta.dirname, "directory-writer.ts");
  const child = spawn(process.execPath, [script, root, own, name, String(last)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const kill = ms === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), ms);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      clearTimeout(kill);
      if (code !== 0 && ms === undefined) reject(new Error(`the writer ended with ${code}`));
      else resolve(text.split("\n").filter(Boolean).map(Number));
    });
  });
}

test("nothing is found where nothing was saved, and the newest after", async () => {
  const { save, load } = await storeForTest();
  expect(await load()).toEqual({ kind: "none" });
  for (const generation of [1, 2, 3, 4]) {
    expect(await save(generation)).toEqual({ kind: "saved", where: "directory" });
    expect(await load()).toMatchObject({ kind: "found", manifest: { generation, writer: "w1" } });
  }
});

test("a generation that is taken, or older than the newest, is a conflict that names the winner", async () => {
  const { save } = await storeForTest();
  for (const generation of [1, 2, 3]) await save(generation);
  for (const generation of [1, 2, 3]) {
    expect(await save(generation, "late")).toMatchObject({ kind: "conflict", winner: { generation: 3, writer: "w1" } });
  }
});

test("a winner that is not sound is a conflict all the same, and is refused when it is loaded", async () => {
  const { save, load, laneFolder } = await storeForTest();
  await save(1);
  await writeFile(join(laneFolder, "00000001", "manifest.json"), "{}\n");
  expect(await save(1, "late")).toEqual({ kind: "conflict" });
  expect(await load()).toMatchObject({ kind: "refused", generation: 1 });
});

test("of many processes that race for each generation, one wins it", { timeout: 60_000 }, async () => {
  const { folder, root, load } = await storeForTest();
  const [writers, last] = [4, 25];
  const racing = Array.from({ length: writers }, (_, index) =>
    writer(root, join(folder, `w${index}`), `w${index}`, last),
  );
  const ended = new AbortController();
  let reads = 0;
  const reader = (async () => {
    while (!ended.signal.aborted) {
      const loaded = await load();
      if (loaded.kind === "found") reads++;
      if (loaded.kind !== "found" && loaded.kind !== "none") throw new Error(JSON.stringify(loaded));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const won = (await Promise.all(racing)).flat();
  ended.abort();
  await reader;
  expect(new Set(won).size).toBe(won.length);
  expect(won).toContain(last);
  expect(reads).toBeGreaterThan(10);
  console.log(`${writers} writers: ${won.length} generations with one winner each; ${reads} of ${reads} reads whole`);
});

test("a writer killed while it saves leaves no half generation", { timeout: 60_000 }, async () => {
  const { folder, root, load, laneFolder } = await storeForTest();
  const kills = 12;
  for (let kill = 0; kill < kills; kill++) {
    await writer(root, join(folder, `w${kill}`), `w${kill}`, 10_000, 150 + kill * 12);
    const loaded = await load();
    expect(["found", "none"]).toContain(loaded.kind);
    const names = await readdir(laneFolder).catch(() => []);
    const newest = names.filter((name) => /^\d{8}$/.test(name)).length;
    expect(loaded.kind === "found" ? loaded.manifest.generation : 0).toBe(newest);
  }
  console.log(`SIGKILL while saving: ${kills} of ${kills} whole`);
});

test("what is emptied while it is read is read anew", async () => {
  const meanwhile: (() => Promise<unknown>)[] = [];
  const { save, load } = await storeForTest({
    async copy(from, to) {
      for (const act of meanwhile.splice(0)) await act();
      return systemFiles.copy(from, to);
    },
  });
  await save(1);
  meanwhile.push(
    () => save(2),
    () => save(3),
  );
  expect(await load()).toMatchObject({ kind: "found", manifest: { generation: 3 } });
});

test("a thousand generations stay quick", { timeout: 60_000 }, async () => {
  const { laneFolder, save, load } = await storeForTest();
  await save(1);
  for (let generation = 2; generation < 1_000; generation++) {
    await mkdir(join(laneFolder, String(generation).padStart(8, "0")));
  }
  const before = performance.now();
  expect((await save(1_000)).kind).toBe("saved");
  expect(await load()).toMatchObject({ manifest: { generation: 1_000 } });
  expect(performance.now() - before).toBeLessThan(1_000);
});

test.each(["ENOSPC", "EROFS", "EACCES"])(
  "a disk that answers %s is an unavailable store, with the reason",
  async (code) => {
    const fail = async (path: string) => {
      throw Object.assign(new Error(`${code}: said the disk, write '${path}'`), { code, syscall: "write" });
    };
    const full = await storeForTest({ makeFolder: fail });
    expect(await full.save(1)).toMatchObject({ kind: "unavailable", reason: expect.stringContaining(code) });
    const unread = await storeForTest({ list: fail });
    expect(await unread.load()).toMatchObject({ kind: "unavailable", reason: expect.stringContaining(code) });
    const half = await storeForTest({ copy: fail });
    expect(await half.save(1)).toMatchObject({ kind: "unavailable" });
    expect(await half.load()).toEqual({ kind: "none" });
  },
);

test("a file where the folder belongs is an unavailable store", async () => {
  const { root, save } = await storeForTest();
  await writeFile(root, "");
  expect(await save(1)).toMatchObject({ kind: "unavailable", reason: expect.stringMatching(/ENOTDIR|EEXIST/) });
});

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ["linux", { HOLDFAST_DIR: "/data/state", HOME: "/h" }, "/data/state"],
  ["linux", { HOME: "/home/zoë" }, "/home/zoë/.local/state/holdfast"],
  ["linux", { HOME: "/h", XDG_STATE_HOME: "/x" }, "/x/holdfast"],
  ["linux", { HOME: "/h", XDG_STATE_HOME: "x" }, "/h/.local/state/holdfast"],
  ["linux", { HOME: "/h", XDG_STATE_HOME: "", HOLDFAST_DIR: "" }, "/h/.local/state/holdfast"],
  ["freebsd", { HOME: "/h" }, "/h/.local/state/holdfast"],
  ["darwin", { HOME: "/Users/z", XDG_STATE_HOME: "/x" }, "/Users/z/Library/Application Support/holdfast"],
  ["win32", { LOCALAPPDATA: "C:\\L", USERPROFILE: "C:\\U" }, "C:\\L\\holdfast"],
  ["win32", { USERPROFILE: "C:\\U" }, "C:\\U\\AppData\\Local\\holdfast"],
  ["win32", { HOLDFAST_DIR: "D:\\state" }, "D:\\state"],
])("on %s with %j the state is in %s", (platform, environment, folder) => {
  expect(stateFolder(environment, platform)).toBe(folder);
});

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ["linux", { HOLDFAST_DIR: "state", HOME: "/h" }, 'HOLDFAST_DIR is "state": write an absolute path'],
  ["linux", {}, "set HOLDFAST_DIR"],
  ["linux", { HOME: "" }, "set HOLDFAST_DIR"],
  ["darwin", { HOME: "here" }, "set HOLDFAST_DIR"],
  ["win32", {}, "set HOLDFAST_DIR"],
])("on %s with %j it is an error: %s", (platform, environment, message) => {
  expect(() => stateFolder(environment, platform)).toThrow(UserError);
  expect(() => stateFolder(environment, platform)).toThrow(message);
});
