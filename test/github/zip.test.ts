import { assert, asyncProperty, integer, oneof, record, uint8Array } from "fast-check";
import { posix, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { unzip } from "../../src/github/zip.ts";
import { ZipError } from "../../src/github/zip-error.ts";
import { zipArchive, type ZippedFile } from "./zip-archive.ts";
import { casesOf } from "../cases.ts";

/** A disk in memory: files by path, folders as they were made. */
function memoryDisk(archive: Buffer) {
  const disk = new Map<string, Buffer>([[resolve("/archive"), archive]]);
  const folders = new Set<string>();
  const files: Parameters<typeof unzip>[0] = {
    async readRange(path, offset, length) {
      return disk.get(resolve(path))?.subarray(offset, offset + length) ?? Buffer.alloc(0);
    },
    async status(path) {
      const size = disk.get(resolve(path))?.length;
      return size === undefined ? undefined : { kind: "file", size, mode: 0o600, changedAt: 0, modifiedAt: 0 };
    },
    async create(path, bytes) {
      if (disk.has(resolve(path))) return false;
      disk.set(resolve(path), Buffer.from(bytes));
      return true;
    },
    async append(path, bytes) {
      disk.set(resolve(path), Buffer.concat([disk.get(resolve(path)) ?? Buffer.alloc(0), Buffer.from(bytes)]));
    },
    async makeFolder(path) {
      folders.add(resolve(path));
    },
  };
  const unpacked = () => {
    const inside = [...disk].filter(([path]) => path !== resolve("/archive"));
    return Object.fromEntries(
      inside.map(([path, content]) => [posix.relative(resolve("/into"), path), content.toString("utf8")]),
    );
  };
  return { files, folders, unpacked };
}

async function unpack(archive: Buffer, limit = 1e9) {
  const disk = memoryDisk(archive);
  await unzip(disk.files, "/archive", "/into", limit);
  return disk;
}

const FILES: ZippedFile[] = [
  { name: "manifest.json", content: "{}" },
  { name: "files/", content: "", stored: true, mode: 0o040755 },
  { name: "files/ab", content: "kept ".repeat(500) },
  { name: "/begins/with/a/slash", content: "as the artifact client does", stored: true },
  { name: "empty", content: "" },
  { name: "grün/漢字", content: "name" },
];
const CONTENT = {
  "manifest.json": "{}",
  "files/ab": "kept ".repeat(500),
  "begins/with/a/slash": "as the artifact client does",
  empty: "",
  "grün/漢字": "name",
};

describe("an archive", () => {
  test.each([
    ["as GitHub makes them", zipArchive(FILES)],
    ["with a comment", zipArchive(FILES, { comment: "PK\u0005\u0006 no end" })],
    [
      "of 64 bits",
      zipArchive(
        FILES.map((file) => ({ ...file, wide: true })),
        { wide: true },
      ),
    ],
  ])("%s is unpacked", async (_, archive) => {
    const { unpacked, folders } = await unpack(archive);
    expect(unpacked()).toEqual(CONTENT);
    expect(folders).toContain(resolve("/into/files"));
  });

  test("larger than what is read at once is unpacked", async () => {
    const content = Buffer.alloc(9 * 1024 * 1024, "0123456789abcdef\n");
    for (const stored of [true, false]) {
      const { unpacked } = await unpack(zipArchive([{ name: "big", content, stored }]));
      expect(unpacked()["big"]?.length).toBe(content.length);
    }
  });

  test.each([
    "../up",
    "a/../../up",
    "/../up",
    "//up",
    "a//b",
    "./a",
    "a/./b",
    "..",
    "",
    "/",
    "C:/x",
    "a\\..\\b",
    "a\u0000b",
    "a\nb",
  ])("with the name %j is refused", async (name) => {
    await expect(unpack(zipArchive([{ name, content: "x" }]))).rejects.toThrow(/is not one inside a folder/);
  });

  test.each<[string, ZippedFile[], RegExp]>([
    ["a link", [{ name: "a", content: "/etc/passwd", mode: 0o120777 }], /^a is no plain file/],
    ["a device", [{ name: "a", mode: 0o060600 }], /^a is no plain file/],
    ["an encrypted file", [{ name: "a", flags: 1 }], /^a is encrypted/],
    ["an unknown method", [{ name: "a", method: 14 }], /^a is packed by method 14/],
    ["a name twice", [{ name: "a" }, { name: "a" }], /^it holds a twice/],
    ["a name twice but for case", [{ name: "A" }, { name: "/a" }], /^it holds a twice/],
    ["a file where a folder is", [{ name: "a/", mode: 0o040755 }, { name: "a" }], /^it holds a twice/],
    ["a wrong checksum", [{ name: "a", content: "x", claimed: { crc: 1 } }], /^a is damaged/],
    ["more than it says", [{ name: "a", content: "x".repeat(99), claimed: { size: 9 } }], /^a is larger than it says/],
    ["less than it says", [{ name: "a", content: "x", claimed: { size: 9 } }], /^a is damaged/],
    ["content that is not deflated", [{ name: "a", content: "xxxx", stored: true, method: 8 }], /^a is damaged/],
    [
      "more than the limit",
      [
        { name: "a", content: "x".repeat(6000) },
        { name: "b", content: "x".repeat(6000) },
      ],
      /^it unpacks to 12000 bytes; at most 10000/,
    ],
  ])("with %s is refused", async (_, files, why) => {
    await expect(unpack(zipArchive(files), 10_000)).rejects.toThrow(why);
    await expect(unpack(zipArchive(files), 10_000)).rejects.toThrow(ZipError);
  });

  test.each([0, 1, 21, 22, 100])("of %i bytes that is none is refused", async (size) => {
    await expect(unpack(Buffer.alloc(size, "x"))).rejects.toThrow("it is no zip archive, or cut short");
  });
});

test("a damaged archive is refused or unpacks to what was packed", async () => {
  const archives = [
    zipArchive(FILES),
    zipArchive(
      FILES.map((file) => ({ ...file, wide: true })),
      { wide: true },
    ),
  ];
  const contents = new Set<string>(Object.values(CONTENT));
  const place = integer({ min: 0, max: Math.min(...archives.map(({ length }) => length)) - 1 });
  const damage = oneof(
    record({ at: place, bit: integer({ min: 0, max: 7 }) }),
    record({ cutTo: place }),
    record({ at: place, bytes: uint8Array({ minLength: 1, maxLength: 8 }) }),
  );
  const cases = casesOf(10_000);
  let refused = 0;
  await assert(
    asyncProperty(integer({ min: 0, max: 1 }), damage, async (which, how) => {
      const archive = Buffer.from(archives[which] ?? "");
      if ("bit" in how) archive[how.at] = (archive[how.at] ?? 0) ^ (1 << how.bit);
      else if ("bytes" in how) archive.set(how.bytes.subarray(0, archive.length - how.at), how.at);
      const disk = memoryDisk("cutTo" in how ? archive.subarray(0, how.cutTo) : archive);
      const error: unknown = await unzip(disk.files, "/archive", "/into", 1e6).catch((thrown: unknown) => thrown);
      const unpacked = Object.entries(disk.unpacked());
      if (error !== undefined) refused += 1;
      // Plain checks: an `expect` costs more than the unpacking.
      if (unpacked.some(([name]) => name.startsWith(".."))) return false;
      return error === undefined ? unpacked.every(([, content]) => contents.has(content)) : error instanceof ZipError;
    }),
    { numRuns: cases },
  );
  expect(refused).toBeGreaterThan(cases / 10);
});
