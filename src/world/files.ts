/** The disk. */
import { constants as bufferConstants } from "node:buffer";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import type { Files } from "../world.ts";
import { isCode } from "./error-code.ts";

// Synchronous calls throughout: these files are small and local, and a trip through the thread pool costs more
// than the write it wraps.
export const systemFiles: Files = {
  async read(path, limit = bufferConstants.MAX_LENGTH) {
    return orIfMissing(undefined, () => {
      const size = fs.statSync(path).size;
      if (size > limit) throw new Error(`${path} has ${size} bytes; at most ${limit} are read`);
      return fs.readFileSync(path);
    });
  },
  async readRange(path, offset, length, buffer = Buffer.allocUnsafe(length)) {
    return withOpen(path, "r", (file) => {
      let filled = 0;
      for (;;) {
        const count = fs.readSync(file, buffer, filled, length - filled, offset + filled);
        filled += count;
        if (count === 0 || filled === length) return buffer.subarray(0, filled);
      }
    });
  },
  async status(path) {
    return orIfMissing(undefined, () => {
      const status = fs.lstatSync(path);
      const kind = status.isFile()
        ? "file"
        : status.isDirectory()
          ? "folder"
          : status.isSymbolicLink()
            ? "link"
            : "other";
      return {
        kind,
        size: status.size,
        mode: status.mode & 0o7777,
        changedAt: status.ctimeMs,
        modifiedAt: status.mtimeMs,
      };
    });
  },
  async list(path) {
    return orIfMissing([], () => fs.readdirSync(path).sort());
  },
  async append(path, bytes, { durable } = { durable: true }) {
    const isNew = durable && !fs.existsSync(path);
    withOpen(path, "a", (file) => {
      fs.writeFileSync(file, bytes);
      if (durable) fs.fdatasyncSync(file);
    });
    if (isNew) syncFolder(dirname(path));
  },
  async openAppend(path) {
    const isNew = !fs.existsSync(path);
    const file = fs.openSync(path, "a", 0o600);
    if (isNew) syncFolder(dirname(path));
    return {
      async append(bytes, { durable } = { durable: true }) {
        fs.writeFileSync(file, bytes);
        if (durable) fs.fdatasyncSync(file);
      },
      close: async () => fs.closeSync(file),
    };
  },
  async truncate(path, size) {
    withOpen(path, "r+", (file) => {
      fs.ftruncateSync(file, size);
      fs.fsyncSync(file);
    });
  },
  async create(path, bytes, { durable } = { durable: true }) {
    const temporary = writeTemporary(path, bytes, durable);
    try {
      fs.linkSync(temporary, path);
      return true;
    } catch (error) {
      if (isCode(error, "EEXIST")) return false;
      throw error;
    } finally {
      fs.unlinkSync(temporary);
      if (durable) syncFolder(dirname(path));
    }
  },
  async replace(path, bytes, { durable } = { durable: true }) {
    fs.renameSync(writeTemporary(path, bytes, durable), path);
    if (durable) syncFolder(dirname(path));
  },
  async publish(from, to) {
    try {
      // rename(2) replaces an empty folder, so what is published must never be empty; a full one is refused.
      fs.renameSync(from, to);
    } catch (error) {
      if (isCode(error, "ENOTEMPTY", "EEXIST", "EPERM", "ENOTDIR") && fs.existsSync(to)) return false;
      throw error;
    }
    syncFolder(dirname(to));
    return true;
  },
  async scratch(path, bytes) {
    fs.writeFileSync(path, bytes, { flag: "wx", mode: 0o600 });
  },
  async move(from, to) {
    fs.renameSync(from, to);
  },
  async readLink(path) {
    return fs.readlinkSync(path);
  },
  async copy(from, to) {
    copyDurably(from, to);
  },
  async remove(path) {
    try {
      fs.unlinkSync(path); // a lock, most often: what follows takes three looks at it first
      return;
    } catch (error) {
      if (isCode(error, "ENOENT")) return;
    }
    fs.rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  },
  async makeFolder(path) {
    fs.mkdirSync(path, { recursive: true });
  },
};

function writeTemporary(path: string, bytes: Uint8Array | string, durable: boolean): string {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  withOpen(temporary, "wx", (file) => {
    fs.writeFileSync(file, bytes);
    if (durable) fs.fsyncSync(file);
  });
  return temporary;
}

function copyDurably(from: string, to: string): void {
  const kind = fs.lstatSync(from);
  if (kind.isDirectory()) {
    fs.mkdirSync(to);
    for (const name of fs.readdirSync(from)) copyDurably(join(from, name), join(to, name));
    syncFolder(to);
  } else if (kind.isFile()) {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
    withOpen(to, "r+", (file) => fs.fsyncSync(file));
  }
}

function withOpen<T>(path: string, flags: string, use: (file: number) => T): T {
  const file = fs.openSync(path, flags, 0o600);
  try {
    return use(file);
  } finally {
    fs.closeSync(file);
  }
}

/** Makes a new name in a folder survive a power cut. Windows has no such call and needs none. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  withOpen(path, "r", (folder) => fs.fsyncSync(folder));
}

function orIfMissing<T, U>(missing: U, act: () => T): T | U {
  try {
    return act();
  } catch (error) {
    if (isCode(error, "ENOENT", "ENOTDIR")) return missing;
    throw error;
  }
}
