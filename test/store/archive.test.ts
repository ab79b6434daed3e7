import { createHash, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { Header, Pax } from "tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { secretGuard } from "../../src/journal/secrets/guard.ts";
import { type Packed, packFiles } from "../../src/store/pack-files.ts";
import { unpackFiles, type UnpackRequest } from "../../src/store/unpack-files.ts";
import { systemWorld } from "../../src/world/system.ts";
import { casesOf } from "../cases.ts";

const world = systemWorld();
/** Windows has no permissions, no links without privileges, and forbids characters in names. */
const onPosix = process.platform !== "win32";
let folder: string;
let from: string;
let into: string;
let archive: string;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "holdfast-archive-"));
  from = join(folder, "from");
  into = join(folder, "into");
  archive = join(folder, "kept.tar.gz");
  fs.mkdirSync(from);
  fs.mkdirSync(into);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array = path, root = from): void {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true });
  fs.writeFileSync(join(root, path), content);
}

function pack(patterns: string[], guard = secretGuard([])): Promise<Packed> {
  return packFiles(world, { root: from, patterns, to: archive, guard });
}

async function packed(patterns: string[]): Promise<Packed & { kind: "packed" }> {
  const result = await pack(patterns);
  if (result.kind !== "packed") throw new Error(`not packed: ${JSON.stringify(result)}`);
  return result;
}

function unpack(digest: string, more: Partial<UnpackRequest> = {}) {
  return unpackFiles(world, { archive, digest, root: into, ...more });
}

async function roundTrip(patterns: string[]) {
  const result = await packed(patterns);
  expect(await unpack(result.digest)).toEqual({ kind: "unpacked", entries: result.entries });
  return result;
}

/** A disk on which one call fails for one path. */
function refuses(call: "status" | "list" | "readRange" | "readLink", path: string, code: string) {
  const refuse = (asked: string) => {
    if (asked.replace(/\/$/, "") === `${from}/${path}`) throw Object.assign(new Error(code), { code });
  };
  const files: typeof world.files = {
    ...world.files,
    [call]: async (asked: string, offset: number, length: number) => {
      refuse(asked);
      return world.files[call](asked, offset, length);
    },
  };
  return { files };
}

/** The files that patterns keep, by way of an archive. */
async function kept(patterns: string[]) {
  await roundTrip(patterns);
  return fs
    .readdirSync(into, { recursive: true, encoding: "utf8" })
    .filter((path) => fs.statSync(join(into, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

/** Every path with what it is, for comparing folders. */
function tree(root: string): Record<string, string> {
  const paths = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths.map((path) => {
      const status = fs.lstatSync(join(root, path));
      const mode = (status.mode & 0o7777).toString(8);
      if (status.isSymbolicLink()) return [path, `link to ${fs.readlinkSync(join(root, path))}`];
      if (status.isDirectory()) return [path, `folder ${mode}`];
      return [
        path,
        `${mode} ${createHash("sha256")
          .update(fs.readFileSync(join(root, path)))
          .digest("hex")}`,
      ];
    }),
  );
}

describe("what was packed comes back", () => {
  test.runIf(onPosix)("with modes, links, empty folders and any names", async () => {
    write("dist/app.js");
    write("dist/.hidden/deep/file");
    write("dist/naïve ✓ 日本 🙂.txt", "unicode");
    write(`dist/${"long-".repeat(40)}/${"name-".repeat(45)}`, "long");
    write("dist/empty", "");
    write("dist/run.sh", "#!/bin/sh\n");
    fs.chmodSync(join(from, "dist/run.sh"), 0o755);
    fs.chmodSync(join(from, "dist/app.js"), 0o400);
    fs.mkdirSync(join(from, "dist/nothing/in/here"), { recursive: true });
    fs.chmodSync(join(from, "dist/nothing"), 0o750);
    fs.symlinkSync("app.js", join(from, "dist/latest"));
    fs.symlinkSync("../../app.js", join(from, "dist/nothing/in/up"));
    fs.symlinkSync("not-there", join(from, "dist/dangling"));
    await roundTrip(["dist"]);
    expect(tree(into)).toEqual(tree(from));
  });

  test("with the time of the last change, to the next second", async () => {
    write("a");
    fs.utimesSync(join(from, "a"), 1_700_000_000.25, 1_700_000_000.25);
    await roundTrip(["a"]);
    expect(fs.statSync(join(into, "a")).mtimeMs).toBe(1_700_000_001_000);
  });

  test.runIf(onPosix)("without setuid", async () => {
    write("tool");
    fs.chmodSync(join(from, "tool"), 0o4755);
    await roundTrip(["tool"]);
    expect(fs.statSync(join(into, "tool")).mode & 0o7777).toBe(0o755);
  });

  test.runIf(onPosix)("over files that are there, leaving the others", async () => {
    write("out/a", "new");
    write("out/sub/b", "new");
    write("out/a", "old and longer", into);
    write("out/sub/c", "mine", into);
    fs.symlinkSync("/etc/passwd", join(into, "out/sub/b"));
    await roundTrip(["out"]);
    expect(fs.readFileSync(join(into, "out/a"), "utf8")).toBe("new");
    expect(fs.readFileSync(join(into, "out/sub/b"), "utf8")).toBe("new");
    expect(fs.lstatSync(join(into, "out/sub/b")).isFile()).toBe(true);
    expect(fs.readFileSync(join(into, "out/sub/c"), "utf8")).toBe("mine");
    expect(fs.readdirSync(into)).toEqual(["out"]);
  });

  test("a hard link as a file of its own", async () => {
    write("a", "same");
    fs.linkSync(join(from, "a"), join(from, "b"));
    await roundTrip(["a", "b"]);
    expect(fs.statSync(join(into, "a")).nlink).toBe(1);
    expect(fs.readFileSync(join(into, "b"), "utf8")).toBe("same");
  });

  test("equal files give equal archives", async () => {
    for (const name of ["b", "a", "c/d"]) write(name);
    const first = await packed(["**"]);
    const second = await packed(["c", "a", "b"]);
    expect(second.digest).toBe(first.digest);
  });

  test("nothing at all is an archive too", async () => {
    const result = await roundTrip(["absent"]);
    expect(result).toMatchObject({ entries: 0, missing: ["absent"] });
    expect(fs.readdirSync(into)).toEqual([]);
  });

  test("many small files", async () => {
    const count = casesOf(10_000);
    for (let index = 0; index < count; index++) write(`many/${index % 100}/${index}.txt`, `file ${index}`);
    const result = await roundTrip(["many"]);
    expect(result.entries).toBe(count + 101);
    expect(tree(into)).toEqual(tree(from));
  });

  test("a large file in little memory", async () => {
    const megabytes = casesOf(50);
    const part = randomBytes(1 << 20);
    for (let count = 0; count < megabytes; count++) fs.appendFileSync(join(from, "big"), part);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
    const result = await packed(["big"]);
    expect(await unpack(result.digest)).toMatchObject({ kind: "unpacked" });
    clearInterval(watch);
    expect(fs.statSync(join(into, "big")).size).toBe(megabytes << 20);
    expect(fs.readFileSync(join(into, "big")).equals(fs.readFileSync(join(from, "big")))).toBe(true);
    // Buffers wait for the collector; a file of 50 MB as a whole, twice, would be 100 MB on top.
    expect(most - before).toBeLessThan(120 << 20);
  });
});

describe("patterns", () => {
  beforeEach(() => {
    for (const path of [
      "a.txt",
      "b.log",
      ".env",
      "src/a.ts",
      "src/b.js",
      "src/deep/c.ts",
      "src/deep/.d.ts",
      "lib/[x].ts",
      "node_modules/m/a.ts",
      ".git/config",
      "src/.git/config",
    ])
      write(path);
  });

  test.each<[string[], string[]]>([
    [["a.txt"], ["a.txt"]],
    [
      ["./a.txt", "src\\b.js"],
      ["a.txt", "src/b.js"],
    ],
    [["src/"], ["src/a.ts", "src/b.js", "src/deep/.d.ts", "src/deep/c.ts"]],
    [
      ["*"],
      [
        ".env",
        "a.txt",
        "b.log",
        "lib/[x].ts",
        "node_modules/m/a.ts",
        "src/a.ts",
        "src/b.js",
        "src/deep/.d.ts",
        "src/deep/c.ts",
      ],
    ],
    [
      ["*.txt", "?.log"],
      ["a.txt", "b.log"],
    ],
    [
      ["**/*.ts", "!node_modules"],
      ["lib/[x].ts", "src/a.ts", "src/deep/.d.ts", "src/deep/c.ts"],
    ],
    [["src/**/c.ts"], ["src/deep/c.ts"]],
    [["src/**/a.ts"], ["src/a.ts"]],
    [["**/deep"], ["src/deep/.d.ts", "src/deep/c.ts"]],
    [
      ["src/**", "!src/deep/**", "src/deep/c.ts"],
      ["src/a.ts", "src/b.js", "src/deep/c.ts"],
    ],
    [["# a comment", "", "  a.txt  "], ["a.txt"]],
    [["[ab].*"], ["a.txt", "b.log"]],
    [["[!a].*"], ["b.log"]],
    [["lib/[[]x].ts"], ["lib/[x].ts"]],
    [
      ["."],
      [
        ".env",
        "a.txt",
        "b.log",
        "lib/[x].ts",
        "node_modules/m/a.ts",
        "src/a.ts",
        "src/b.js",
        "src/deep/.d.ts",
        "src/deep/c.ts",
      ],
    ],
    [[".git", "src/.git/config", "a.txt"], ["a.txt"]],
    [["a.txt", "!*.txt"], []],
  ])("%j keep %j", async (patterns, expected) => {
    expect(await kept(patterns)).toEqual(expected);
  });

  test("an absolute path below the workspace is accepted", async () => {
    expect(await kept([join(from, "src/deep")])).toEqual(["src/deep/.d.ts", "src/deep/c.ts"]);
  });

  test("those that match nothing are told", async () => {
    const { missing } = await packed(["a.txt", "absent", "src/**/*.rs", "!absent-too"]);
    expect(missing).toEqual(["absent", "src/**/*.rs"]);
  });

  test.each(["../x", "src/../../x", "/etc/passwd", "~/.ssh", "C:\\x", "!../x"])(
    "%s is the author's mistake",
    async (pattern) => {
      const packing = pack([pattern]);
      await expect(packing).rejects.toMatchObject({ name: "UserError", message: expect.stringContaining(pattern) });
    },
  );
});

describe("a secret", () => {
  const secret = "s3cr3t-canary-value";
  const guard = secretGuard([secret]);

  test.runIf(onPosix).each([
    ["in a file", () => write("out/a", `x ${secret} y`)],
    ["encoded in a file", () => write("out/a", Buffer.from(`user:${secret}`).toString("base64"))],
    ["across two reads of a file", () => write("out/a", `${"x".repeat((1 << 20) - 7)}${secret}`)],
    ["in a file name", () => write(`out/${secret}`, "")],
    ["in a folder name", () => fs.mkdirSync(join(from, `out/${secret}`), { recursive: true })],
    [
      "in the target of a link",
      () => {
        write("out/a");
        fs.symlinkSync(secret, join(from, "out/b"));
      },
    ],
  ])("%s is found, and no archive is left", async (_, make) => {
    make();
    expect(await pack(["out"], guard)).toMatchObject({ kind: "secret", path: expect.stringMatching(/^out\//) });
    expect(fs.existsSync(archive)).toBe(false);
  });

  test("in a file that is not kept is no matter", async () => {
    write("other", secret);
    write("out/a");
    expect(await pack(["out"], guard)).toMatchObject({ kind: "packed", entries: 2 });
  });
});

describe("what could not come back is not packed", () => {
  test.runIf(onPosix).each([
    [
      "a link out of the workspace",
      () => fs.symlinkSync("../../etc/passwd", join(from, "out/x")),
      "leaves the workspace",
    ],
    ["an absolute link", () => fs.symlinkSync("/etc/passwd", join(from, "out/x")), "leaves the workspace"],
    ["a link up through another name", () => fs.symlinkSync("a/../../x", join(from, "out/x")), '".."'],
    ["a name with a line break", () => write("out/x\ny"), "control character"],
    ["a name with a backslash", () => write("out/x\\y"), "backslash"],
  ])("%s", async (_, make, reason) => {
    fs.mkdirSync(join(from, "out"));
    make();
    expect(await pack(["out"])).toMatchObject({ kind: "unkeepable", reason: expect.stringContaining(reason) });
    expect(fs.existsSync(archive)).toBe(false);
  });

  test("more than the bounds allow", async () => {
    for (const name of ["a", "b", "c"]) write(name, "x".repeat(1000));
    const request = { root: from, patterns: ["*"], to: archive, guard: secretGuard([]) };
    const entries = await packFiles(world, { ...request, limits: { entries: 2, bytes: 1 << 20 } });
    expect(entries).toMatchObject({ kind: "unkeepable", reason: expect.stringContaining("more than 2 files") });
    const bytes = await packFiles(world, { ...request, limits: { entries: 10, bytes: 4000 } });
    expect(bytes).toMatchObject({ kind: "unkeepable", reason: expect.stringContaining("above 4000 bytes") });
  });

  test("a file that shrinks while it is read", async () => {
    write("a", "x".repeat(3 << 20));
    const shrinking = {
      files: {
        ...world.files,
        readRange: async (path: string, offset: number, length: number) =>
          offset > 0 ? Buffer.alloc(0) : world.files.readRange(path, offset, length),
      },
    };
    const result = await packFiles(shrinking, { root: from, patterns: ["a"], to: archive, guard: secretGuard([]) });
    expect(result).toEqual({ kind: "unkeepable", path: "a", reason: "changed while it was packed" });
  });

  test.each<["status" | "list" | "readRange" | "readLink", string, string, string]>([
    ["readRange", "out/file", "EACCES", "may not be read"],
    ["readRange", "out/file", "EPERM", "may not be read"],
    ["readRange", "out/file", "ENOENT", "changed while it was packed"],
    ["readRange", "out/file", "EBUSY", "is in use by another program"],
    ["readLink", "out/link", "ENOENT", "changed while it was packed"],
    ["readLink", "out/link", "EINVAL", "changed while it was packed"],
    ["status", "out/file", "EACCES", "may not be read"],
    ["list", "out", "EACCES", "may not be read"],
  ])("what the disk does not give: %s of %s, %s", async (call, path, code, reason) => {
    write("out/file", "content");
    if (onPosix) fs.symlinkSync("file", join(from, "out/link"));
    else if (call === "readLink") return;
    const request = { root: from, to: archive, guard: secretGuard([]) };
    const refusing = refuses(call, path, code);
    const result = await packFiles(refusing, { ...request, patterns: ["out"] });
    expect(result).toEqual({ kind: "unkeepable", path, reason });
    expect(fs.existsSync(archive)).toBe(false);
    write("other");
    expect(await packFiles(refusing, { ...request, patterns: ["other"] })).toMatchObject({
      kind: "packed",
      entries: 1,
    });
  });

  test("nothing, where the disk fails in another way", async () => {
    write("out/file", "content");
    const request = { root: from, patterns: ["out"], to: archive, guard: secretGuard([]) };
    await expect(packFiles(refuses("readRange", "out/file", "EIO"), request)).rejects.toThrow("EIO");
    expect(fs.existsSync(archive)).toBe(false);
  });
});

type HeaderData = Exclude<ConstructorParameters<typeof Header>[0], Buffer | undefined>;
type Entry = HeaderData & { path: string; content?: string };

/** An archive as an attacker would make it. */
function forge(entries: Entry[], end: Buffer = Buffer.alloc(1024)): string {
  const blocks = entries.flatMap(({ content = "", ...data }) => {
    const header = new Header({ type: "File", mode: 0o644, size: content.length, mtime: new Date(0), ...data });
    const extension = header.encode() ? new Pax(header).encode() : Buffer.alloc(0);
    return [extension, header.block ?? Buffer.alloc(0), Buffer.from(content), Buffer.alloc(-content.length & 511)];
  });
  return save(gzipSync(Buffer.concat([...blocks, end])));
}

function save(bytes: Uint8Array): string {
  fs.writeFileSync(archive, bytes);
  return createHash("sha256").update(bytes).digest("hex");
}

describe("a hostile archive is refused and nothing is touched", () => {
  const good = { path: "aaa", content: "fine" };
  test.each<[string, Entry[], string]>([
    ["an absolute path", [{ path: "/tmp/evil" }], "absolute"],
    ["a drive", [{ path: "C:/evil" }], "absolute"],
    ["a traversal", [{ path: "../evil" }], '".."'],
    ["a traversal inside", [{ path: "a/../../evil" }], '".."'],
    ["a backslash", [{ path: "..\\evil" }], "backslash"],
    ["a hook of git", [{ path: ".git/hooks/pre-commit" }], ".git"],
    ["a hook of git in capitals", [{ path: "sub/.GIT/hooks/pre-commit" }], ".git"],
    ["a link out", [{ path: "x", type: "SymbolicLink", linkpath: "../out" }], "leaves"],
    ["an absolute link", [{ path: "x", type: "SymbolicLink", linkpath: "/etc" }], "leaves"],
    [
      "a link to the workspace's parent by way of a link",
      [
        { path: "d", type: "SymbolicLink", linkpath: "." },
        { path: "x", type: "SymbolicLink", linkpath: "d/.." },
      ],
      '".."',
    ],
    [
      "a file through a link",
      [
        { path: "x", type: "SymbolicLink", linkpath: "y" },
        { path: "x/evil", content: "evil" },
      ],
      "which is no folder",
    ],
    [
      "a file through a link that comes later",
      [
        { path: "x/evil", content: "evil" },
        { path: "x", type: "SymbolicLink", linkpath: "y" },
      ],
      "which is no folder",
    ],
    ["a hard link", [{ path: "x", type: "Link", linkpath: "aaa" }], "is a Link"],
    ["a hard link out", [{ path: "x", type: "Link", linkpath: "/etc/passwd" }], "is a Link"],
    ["a character device", [{ path: "x", type: "CharacterDevice", devmaj: 1, devmin: 3 }], "is a CharacterDevice"],
    ["a block device", [{ path: "x", type: "BlockDevice" }], "is a BlockDevice"],
    ["a pipe", [{ path: "x", type: "FIFO" }], "is a FIFO"],
    ["a sparse file", [{ path: "x", type: "SparseFile" }], "not kept"],
    ["setuid", [{ path: "x", mode: 0o4755 }], "setuid"],
    ["a path twice", [{ path: "x" }, { path: "x" }], "twice"],
    ["a very long path", [{ path: "x/".repeat(600) + "y" }], "1024 bytes"],
  ])("%s", async (_, entries, reason) => {
    const before = fs.readdirSync(folder).sort();
    const digest = forge([good, ...entries]);
    expect(await unpack(digest)).toEqual({ kind: "refused", reason: expect.stringContaining(reason) });
    expect(fs.readdirSync(into)).toEqual([]);
    expect(fs.readdirSync(folder).sort()).toEqual([...new Set([...before, "kept.tar.gz"])].sort());
  });

  test("too many entries", async () => {
    const digest = forge(Array.from({ length: 50 }, (_, index) => ({ path: `f${index}` })));
    const result = await unpack(digest, { limits: { entries: 49, bytes: 1 << 20 } });
    expect(result).toEqual({ kind: "refused", reason: "it has more than 49 entries" });
  });

  test("a bomb: a little that unpacks to a lot is stopped at the bound", async () => {
    const size = 64 << 20;
    const header = new Header({ path: "x", type: "File", mode: 0o644, size, mtime: new Date(0) });
    header.encode();
    const digest = save(gzipSync(Buffer.concat([header.block ?? Buffer.alloc(0), Buffer.alloc(size + 1024)])));
    const result = await unpack(digest, { limits: { entries: 10, bytes: 1 << 20 } });
    expect(result).toMatchObject({ kind: "refused", reason: expect.stringContaining("more than 1048576 bytes") });
  });

  test("compressed twice, past the bounds", async () => {
    forge([good]);
    const digest = save(gzipSync(fs.readFileSync(archive)));
    expect(await unpack(digest)).toEqual({ kind: "refused", reason: "it is compressed twice" });
  });

  test("without its end", async () => {
    const digest = forge([good], Buffer.alloc(0));
    expect(await unpack(digest)).toMatchObject({ kind: "refused", reason: "it ends too early" });
  });

  test("truncated at any place, even where the digest is made to fit", async () => {
    write("a", randomBytes(2000));
    await packed(["a"]);
    const whole = fs.readFileSync(archive);
    for (let length = 0; length < whole.length; length += 97) {
      const digest = save(whole.subarray(0, length));
      expect(await unpack(digest)).toMatchObject({ kind: "refused" });
    }
    expect(fs.readdirSync(into)).toEqual([]);
  });

  test("with any bit flipped", async () => {
    write("a", "some content");
    const { digest } = await packed(["a"]);
    const whole = fs.readFileSync(archive);
    for (let bit = 0; bit < whole.length * 8; bit += 5) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      save(flipped);
      expect(await unpack(digest)).toMatchObject({ kind: "refused", reason: expect.stringContaining("SHA-256") });
    }
    expect(fs.readdirSync(into)).toEqual([]);
  });

  test.runIf(onPosix)("with a name no file system takes, found out half-way", async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ path: `f${index}`, content: "x".repeat(5000) }));
    const digest = forge([good, { path: `a${"x".repeat(300)}`, content: "x".repeat(100_000) }, ...many]);
    expect(await unpack(digest)).toEqual({ kind: "refused", reason: expect.stringContaining("ENAMETOOLONG") });
    expect(fs.readdirSync(into)).toEqual([]);
  });

  test("that is not there", async () => {
    expect(await unpack("0".repeat(64))).toEqual({ kind: "refused", reason: "there is no archive" });
  });

  test("that is no archive", async () => {
    expect(await unpack(save(Buffer.from("hello")))).toMatchObject({ kind: "refused" });
    expect(await unpack(save(gzipSync("hello".repeat(500))))).toMatchObject({ kind: "refused" });
  });
});

describe("a workspace that stands in the way", () => {
  test.runIf(onPosix)("a link is not written through", async () => {
    write("out/a", "new");
    write("b", "new");
    const { digest } = await packed(["out", "b"]);
    const elsewhere = join(folder, "elsewhere");
    fs.mkdirSync(elsewhere);
    fs.symlinkSync(elsewhere, join(into, "out"));
    expect(await unpack(digest)).toEqual({ kind: "refused", reason: expect.stringContaining("is a link") });
    expect(fs.readdirSync(elsewhere)).toEqual([]);
    expect(fs.readdirSync(into)).toEqual(["out"]);
  });

  test("a folder is not replaced by a file, and what came before it is not there either", async () => {
    write("a", "new");
    write("b", "new");
    const { digest } = await packed(["a", "b"]);
    write("b/mine", "mine", into);
    expect(await unpack(digest)).toEqual({ kind: "refused", reason: expect.stringContaining("not a file") });
    expect(fs.readdirSync(into)).toEqual(["b"]);
  });
});
