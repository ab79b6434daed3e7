import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newFiles } from "../../src/store/new-files.ts";
import type { FileStatus } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";

/** A workspace told by the times of its files; no disk, so that time is exact. */
function workspace(changed: Record<string, number>) {
  const paths = Object.keys(changed);
  const isFolder = (path: string) => paths.some((other) => other.startsWith(`${path}/`));
  return {
    files: {
      ...systemWorld().files,
      list: async (folder: string) => {
        const prefix = folder.endsWith("/") ? folder : `${folder}/`;
        const below = paths.map((path) => `/ws/${path}`).filter((path) => path.startsWith(prefix));
        return [...new Set(below.map((path) => path.slice(prefix.length).split("/")[0] ?? ""))].sort();
      },
      status: async (path: string): Promise<FileStatus> => {
        const name = path.slice("/ws/".length);
        const at = changed[name] ?? 9_999;
        return { kind: isFolder(name) ? "folder" : "file", size: 1, mode: 0o644, changedAt: at, modifiedAt: 0 };
      },
    },
  };
}

describe("new files", () => {
  test("are those made or changed since, old ones and folders left out", async () => {
    const world = workspace({ old: 900, "sub/new": 1000, "sub/old": 989, late: 2000 });
    expect(await newFiles(world, "/ws", 1000)).toEqual({ count: 2, sample: ["late", "sub/new"], complete: true });
  });

  test("may be stamped a moment early by the file system's clock", async () => {
    expect(await newFiles(workspace({ a: 991 }), "/ws", 1000)).toMatchObject({ count: 1 });
  });

  test("in .git are nobody's business", async () => {
    const world = workspace({ ".git/index": 2000, "sub/.git/index": 2000 });
    expect(await newFiles(world, "/ws", 1000)).toEqual({ count: 0, sample: [], complete: true });
  });

  test("that paths keeps are left out", async () => {
    const world = workspace({ "dist/a": 2000, "dist/b.map": 2000, other: 2000 });
    const found = await newFiles(world, "/ws", 1000, { patterns: ["dist", "!**/*.map"] });
    expect(found).toEqual({ count: 2, sample: ["dist/b.map", "other"], complete: true });
  });

  test("are named by a few only", async () => {
    const world = workspace(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, 2000])));
    const found = await newFiles(world, "/ws", 1000);
    expect(found).toEqual({ count: 9, sample: ["f0", "f1", "f2", "f3", "f4"], complete: true });
  });

  test("are looked for up to a bound, and that it was reached is said", async () => {
    const world = workspace(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, 2000])));
    expect(await newFiles(world, "/ws", 1000, { limit: 4 })).toMatchObject({ count: 4, complete: false });
    expect(await newFiles(world, "/ws", 1000, { limit: 9 })).toMatchObject({ count: 9, complete: true });
  });
});

test.each(["list", "status"] as const)("what may not be read is skipped, and said: %s", async (call) => {
  const { files } = workspace({ "closed/a": 2000, open: 2000 });
  const refusing = async (path: string) => {
    if (path.startsWith("/ws/closed")) throw Object.assign(new Error("EACCES"), { code: "EACCES" });
    return files[call](path);
  };
  const found = await newFiles({ files: { ...files, [call]: refusing } }, "/ws", 1000);
  expect(found).toEqual({ count: 1, sample: ["open"], complete: false });
});

describe("on a real disk", () => {
  let root: string;
  beforeEach(() => (root = fs.mkdtempSync(join(tmpdir(), "holdfast-new-"))));
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  test("a file with an old time of change of its own is new all the same", async () => {
    const since = Date.now();
    fs.mkdirSync(dirname(join(root, "sub/a")), { recursive: true });
    fs.writeFileSync(join(root, "sub/a"), "");
    fs.utimesSync(join(root, "sub/a"), 1, 1);
    const found = await newFiles(systemWorld(), root, since);
    expect(found).toEqual({ count: 1, sample: ["sub/a"], complete: true });
  });

  test("twenty thousand entries are looked at quickly, and no more", async () => {
    for (let folder = 0; folder < 21; folder++) {
      fs.mkdirSync(join(root, `d${folder}`));
      for (let file = 0; file < 1000; file++) fs.writeFileSync(join(root, `d${folder}/${file}`), "");
    }
    const start = performance.now();
    const found = await newFiles(systemWorld(), root, Date.now() + 60_000);
    const taken = performance.now() - start;
    expect(found).toEqual({ count: 0, sample: [], complete: false });
    console.log(`20,000 entries: ${taken.toFixed(0)} ms`);
    // 0.1 s alone; a machine shared by other tests is given room.
    expect(taken).toBeLessThan(1_500);
  });
});
