import { expect, test } from "vitest";
import { findProgram } from "../../src/command/program.ts";
import type { FileStatus } from "../../src/world.ts";
import { systemWorld } from "../../src/world/system.ts";

/** A machine with these files only; a mode of 0 cannot be run. */
function machine(platform: NodeJS.Platform, files: Record<string, Partial<FileStatus>>) {
  const real = systemWorld();
  const plain = { kind: "file", size: 1, mode: 0o755, changedAt: 0, modifiedAt: 0 } as const;
  return {
    processes: { ...real.processes, platform },
    files: {
      ...real.files,
      status: async (path: string) => (path in files ? { ...plain, ...files[path] } : undefined),
    },
  };
}

test.each<[string, Record<string, Partial<FileStatus>>, string | undefined]>([
  ["the first on the PATH", { "/a/sh": {}, "/b/sh": {} }, "/a/sh"],
  ["a link", { "/b/sh": { kind: "link", mode: 0o777 } }, "/b/sh"],
  ["not a folder", { "/a/sh": { kind: "folder" }, "/b/sh": {} }, "/b/sh"],
  ["not what may not be run", { "/a/sh": { mode: 0o644 }, "/b/sh": {} }, "/b/sh"],
  ["a relative folder of the PATH, from the working directory", { "/work/bin/sh": {} }, "/work/bin/sh"],
  ["nothing where there is none", { "/work/sh": {} }, undefined],
])("a program is %s", async (_title, files, expected) => {
  const path = "/a::/b:bin";
  expect(await findProgram(machine("linux", files), "sh", { PATH: path }, "/work")).toBe(expected);
});

test.each([
  ["./tool", "/work/tool"],
  ["bin/tool", "/work/bin/tool"],
  ["/opt/tool", "/opt/tool"],
])("a name with a slash is a path: %s", async (name, path) => {
  expect(await findProgram(machine("linux", { [path]: {} }), name, { PATH: "/a" }, "/work")).toBe(path);
});

test.each([
  ["bash", "C:\\git\\bash.EXE"],
  ["bash.exe", "C:\\git\\bash.exe"],
  ["tools\\run", "D:\\work\\tools\\run.CMD"],
])("on Windows PATH may be written Path and endings are tried: %s", async (name, path) => {
  const world = machine("win32", { [path]: {} });
  const environment = { Path: "C:\\windows;C:\\git", PathExt: ".EXE;.CMD" };
  expect(await findProgram(world, name, environment, "D:\\work")).toBe(path);
});

/** The machine with a folder of which the disk tells nothing. */
function closed(world: ReturnType<typeof machine>, folder: string, code: string) {
  const status = async (path: string) => {
    if (path.startsWith(folder)) throw Object.assign(new Error(code), { code });
    return world.files.status(path);
  };
  return { ...world, files: { ...world.files, status } };
}

test.each(["EACCES", "EPERM"])("a folder of the PATH that may not be entered holds none: %s", async (code) => {
  const world = closed(machine("linux", { "/b/sh": {} }), "/a/", code);
  expect(await findProgram(world, "sh", { PATH: "/a:/b" }, "/work")).toBe("/b/sh");
});

test("a disk that fails is no missing program", async () => {
  const world = machine("linux", { "/b/sh": {} });
  const found = findProgram(closed(world, "/a/", "EIO"), "sh", { PATH: "/a:/b" }, "/work");
  await expect(found).rejects.toThrow("EIO");
});
