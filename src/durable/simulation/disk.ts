/** A disk in memory whose every write is an effect that a process can die in. */
import { posix } from "node:path";
import type { Files, FileStatus } from "../../world.ts";
import type { Lifeline } from "./crashes.ts";

const folder = Symbol("folder");
/** Content by absolute path; what is a folder holds the symbol. Survives the processes that use it. */
export type Disk = Map<string, Buffer | typeof folder>;

/** A disk with these folders and nothing else. */
export function emptyDisk(...folders: readonly string[]): Disk {
  const disk: Disk = new Map();
  for (const path of ["/", ...folders]) makeFolders(disk, path);
  return disk;
}

function makeFolders(disk: Disk, path: string): void {
  if (path !== "/") makeFolders(disk, posix.dirname(path));
  disk.set(path, folder);
}

function below(disk: Disk, path: string): string[] {
  return [...disk.keys()].filter((name) => name === path || name.startsWith(`${path}/`));
}

function contentOf(disk: Disk, path: string): Buffer | undefined {
  const content = disk.get(path);
  return content === folder ? undefined : content;
}

function bytesOf(content: Uint8Array | string): Buffer {
  return typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
}

function half(bytes: Uint8Array | string): Buffer {
  const all = bytesOf(bytes);
  return all.subarray(0, Math.floor(all.length / 2));
}

/** The disk as one process sees it. */
export function filesOf(disk: Disk, life: Lifeline): Files {
  const requireFolder = (path: string) => {
    if (disk.get(posix.dirname(path)) !== folder) throw new Error(`ENOENT: ${path}`);
  };
  const write = (path: string, bytes: Uint8Array | string) => {
    requireFolder(path);
    disk.set(path, bytesOf(bytes));
  };
  const move = (from: string, to: string): void => {
    for (const name of below(disk, from)) {
      const content = disk.get(name);
      if (content !== undefined) disk.set(to + name.slice(from.length), content);
      disk.delete(name);
    }
  };
  const copy = (from: string, to: string, upTo = Infinity): void => {
    for (const [index, name] of below(disk, from).entries()) {
      const content = disk.get(name);
      if (content !== undefined && index < upTo) disk.set(to + name.slice(from.length), content);
    }
  };

  const files: Files = {
    read: async (path, limit = Infinity) =>
      life.look(() => {
        const content = contentOf(disk, path);
        if (content && content.length > limit) throw new Error(`${path} has more than ${limit} bytes`);
        return content;
      }),
    readRange: async (path, offset, length) =>
      life.look(() => (contentOf(disk, path) ?? Buffer.alloc(0)).subarray(offset, offset + length)),
    status: async (path) =>
      life.look((): FileStatus | undefined => {
        const content = disk.get(path);
        if (content === undefined) return undefined;
        const size = content === folder ? 0 : content.length;
        return { kind: content === folder ? "folder" : "file", size, mode: 0o644, changedAt: 0, modifiedAt: 0 };
      }),
    list: async (path) =>
      life.look(() =>
        below(disk, path)
          .filter((name) => name !== path && posix.dirname(name) === path)
          .map((name) => posix.basename(name))
          .sort(),
      ),
    append: async (path, bytes) => {
      const old = contentOf(disk, path) ?? Buffer.alloc(0);
      const add = (added: Uint8Array) => write(path, Buffer.concat([old, added]));
      life.effect(
        `append ${path}`,
        () => add(bytesOf(bytes)),
        () => add(half(bytes)),
      );
    },
    openAppend: async (path) => {
      if (!disk.has(path)) life.effect(`make ${path}`, () => write(path, ""));
      return { append: (bytes) => files.append(path, bytes), close: async () => {} };
    },
    truncate: async (path, size) =>
      life.effect(`truncate ${path}`, () => write(path, contentOf(disk, path)?.subarray(0, size) ?? "")),
    create: async (path, bytes) =>
      life.effect(
        `create ${path}`,
        () => {
          if (disk.has(path)) return false;
          write(path, bytes);
          return true;
        },
        () => write(`${path}.torn.tmp`, half(bytes)),
      ),
    replace: async (path, bytes) =>
      life.effect(
        `replace ${path}`,
        () => write(path, bytes),
        () => write(`${path}.torn.tmp`, half(bytes)),
      ),
    publish: async (from, to) =>
      life.effect(`publish ${to}`, () => {
        if (disk.get(from) === folder && below(disk, to).length > 1) return false;
        requireFolder(to);
        move(from, to);
        return true;
      }),
    scratch: async (path, bytes) =>
      life.effect(
        `scratch ${path}`,
        () => {
          if (disk.has(path)) throw new Error(`EEXIST: ${path}`);
          write(path, bytes);
        },
        () => write(path, half(bytes)),
      ),
    move: async (from, to) => life.effect(`move ${to}`, () => move(from, to)),
    readLink: (path) => Promise.reject(new Error(`EINVAL: ${path} is no link`)),
    copy: async (from, to) =>
      life.effect(
        `copy ${to}`,
        () => copy(from, to),
        () => copy(from, to, Math.ceil(below(disk, from).length / 2)),
      ),
    remove: async (path) =>
      life.effect(
        `remove ${path}`,
        () => below(disk, path).forEach((name) => disk.delete(name)),
        () =>
          below(disk, path)
            .toReversed()
            .slice(0, -1)
            .forEach((name) => disk.delete(name)),
      ),
    makeFolder: async (path) => life.effect(`make ${path}`, () => makeFolders(disk, path)),
  };
  return files;
}

/** All below a folder of one disk, as it would travel in an archive. */
export function archiveOf(disk: Disk, path: string): Disk {
  return new Map(below(disk, path).map((name) => [name.slice(path.length), disk.get(name) ?? folder]));
}

export function unarchive(archive: Disk, disk: Disk, path: string): void {
  for (const [name, content] of archive) disk.set(path + name, content);
}
