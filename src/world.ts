/**
 * The one door to the outside: clock, sleep, randomness, environment, processes, files, modules, http.
 *
 * Everything below the composition roots takes a {@link World} as an argument, so that a test can stop time,
 * crash a write half-way or refuse a disk. `systemWorld()` is the real one.
 */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { ClientRequest, IncomingMessage, RequestListener } from "node:http";
import { constants as bufferConstants } from "node:buffer";
import { randomBytes, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { dirname, join } from "node:path";

export interface Clock {
  /** Milliseconds since the epoch. May jump; never used to measure a duration. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `act` once after `ms` milliseconds unless the returned function is called before. */
  after(ms: number, act: () => void): () => void;
  /** Resolves at the next turn of the event loop: when all that is ready to run now has run. */
  turn(): Promise<void>;
}

export interface Random {
  bytes(count: number): Buffer;
  uuid(): string;
}

export interface FileStatus {
  readonly kind: "file" | "folder" | "link" | "other";
  /** Bytes. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** Milliseconds since the epoch of the last change of content or of name. */
  readonly changedAt: number;
  /** Milliseconds since the epoch of the last change of content. */
  readonly modifiedAt: number;
}

/** A write that need not survive a power cut, such as a lock, is made faster with `durable: false`. */
export interface WriteOptions {
  readonly durable: boolean;
}

/** A file that is kept open to be added to. */
export interface AppendFile {
  append(bytes: Uint8Array | string, options?: WriteOptions): Promise<void>;
  close(): Promise<void>;
}

/** Disk access. Every write is on the disk (fsync) when its promise resolves, unless it says otherwise. */
export interface Files {
  /** The whole file, or undefined where there is none. Throws where it is larger than `limit` bytes. */
  read(path: string, limit?: number): Promise<Buffer | undefined>;
  /** Up to `length` bytes from `offset`; fewer at the end of the file. */
  readRange(path: string, offset: number, length: number): Promise<Buffer>;
  status(path: string): Promise<FileStatus | undefined>;
  /** Names in a folder, sorted; empty where there is none. */
  list(path: string): Promise<string[]>;
  /** Adds to the end of a file, making it where it is missing. */
  append(path: string, bytes: Uint8Array | string, options?: WriteOptions): Promise<void>;
  /** Opens a file to add to its end, making it where it is missing. */
  openAppend(path: string): Promise<AppendFile>;
  /** Cuts a file to `size` bytes. */
  truncate(path: string, size: number): Promise<void>;
  /** Makes a file with this content only where nothing is there yet; false where something is. Atomic. */
  create(path: string, bytes: Uint8Array | string, options?: WriteOptions): Promise<boolean>;
  /** Makes a file have this content, atomically: readers see the old or the new, never a part. */
  replace(path: string, bytes: Uint8Array | string, options?: WriteOptions): Promise<void>;
  /** Moves a file, or a folder to a name no other has yet; false where one has. Atomic on one file system. */
  publish(from: string, to: string): Promise<boolean>;
  /** Makes a file that need not survive a crash: written, not synced. Throws where something is there already. */
  scratch(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Renames a file, link or folder within a file system, over a file or link that has the name; not synced. */
  move(from: string, to: string): Promise<void>;
  /** Where a symbolic link points, as written in it. */
  readLink(path: string): Promise<string>;
  /** Copies a file, or a folder with the files and folders in it. */
  copy(from: string, to: string): Promise<void>;
  /** Removes a file or a whole folder; content that is not there is no error. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
}

/** A living process. */
export interface ProcessStatus {
  readonly pid: number;
  readonly parent: number;
  /** Its process group; undefined on Windows, which has none. */
  readonly group: number | undefined;
  /** Whether the environment it was started with holds the marker, as far as this user may look. */
  readonly marked: boolean;
  /** Belongs to another user (as under sudo), so that no signal of ours arrives. */
  readonly foreign: boolean;
  /** Milliseconds since the epoch; only on Windows, where `parent` may be a number that was given out again. */
  readonly startedAt?: number;
}

export interface Processes {
  readonly pid: number;
  readonly platform: NodeJS.Platform;
  /** Of Node itself, such as `24.21.0`. */
  readonly nodeVersion: string;
  spawn(file: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Ends this process now, whatever it is waiting for. */
  exit(code: number): void;
  /** Sends a signal; a negative pid means the process group. False where there is no such process. */
  signal(pid: number, signal: NodeJS.Signals | 0): boolean;
  /** The machine's living processes (no zombies), telling those whose environment holds `marker`. */
  list(marker: string): Promise<ProcessStatus[]>;
  /** Calls `act` when this process is asked to stop; returns how to stop listening. */
  onStopRequest(act: (signal: NodeJS.Signals) => void): () => void;
  /**
   * Runs `act` with the process's folder and some variables changed (undefined: unset), for libraries that read them.
   * Not re-entrant.
   */
  within<T>(folder: string, variables: Record<string, string | undefined>, act: () => Promise<T>): Promise<T>;
}

export interface Server {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** A request that a library makes with Node's own client. */
export interface ObservedRequest {
  /** Moved over its connection so far, both ways. */
  readonly bytes: number;
  /** Resolves when it is over: true where its answer came whole. */
  readonly closed: Promise<boolean>;
  /** Ends its connection; the library sees it as lost. */
  end(reason: string): void;
}

export interface Http {
  fetch: typeof globalThis.fetch;
  /** Runs `act` and shows each request it makes with Node's own client, for libraries that offer no deadline. */
  observe<T>(act: () => Promise<T>, show: (request: ObservedRequest) => void): Promise<T>;
  /** Listens; port 0 takes a free one. */
  serve(listener: RequestListener, options?: { host?: string; port?: number }): Promise<Server>;
}

export interface Output {
  write(text: string | Uint8Array): void;
  writeError(text: string | Uint8Array): void;
  /** Resolves when the reader has taken all that was written: a pipe's backlog is otherwise kept in memory. */
  flushed(): Promise<void>;
  /** Runs `act` and returns what it wrote to standard output meanwhile instead of letting it through. */
  capture<T>(act: () => Promise<T>): Promise<{ result: T; text: string }>;
}

export interface Modules {
  /**
   * Imports a JavaScript or TypeScript file as an ES module, which runs it, with all that it imports; gives its exports.
   * From then on `packages` stand for packages of these names, installed or not. Throws what Node or the file throws; of a
   * `SyntaxError` the stack begins with `file:line`, the line and a caret. Needs Node 22.18.
   */
  import(path: string, packages: Readonly<Record<string, object>>): Promise<Readonly<Record<string, unknown>>>;
}

export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files: Files;
  readonly processes: Processes;
  readonly http: Http;
  readonly modules: Modules;
  readonly output: Output;
}

/** The real world. Call it only from a composition root: an entry of `actions/` or `cli/`. */
export function systemWorld(): World {
  return {
    clock: systemClock,
    random: { bytes: randomBytes, uuid: randomUUID },
    environment: process.env,
    files: systemFiles,
    processes: systemProcesses(),
    http: { fetch: (...request) => globalThis.fetch(...request), observe, serve },
    modules: { import: async (...request) => (await import("./world/modules.ts")).importFile(...request) },
    output: systemOutput,
  };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => {
    // Not `performance.now()`, whose first use loads a module: 1 ms of each start.
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1e3 + nanoseconds / 1e6;
  },
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal?.addEventListener("abort", stop, { once: true });
    }),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  turn: () => new Promise((resolve) => void setImmediate(resolve)),
};

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
  async readRange(path, offset, length) {
    return withOpen(path, "r", (file) => {
      const buffer = Buffer.allocUnsafe(length);
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

/** Whether an error of the system has one of these codes, such as `EACCES`. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

function systemProcesses(): Processes {
  return {
    pid: process.pid,
    platform: process.platform,
    nodeVersion: process.versions.node,
    exit: (code) => process.exit(code),
    spawn: (file, args, options) => childProcess().spawn(file, args, options),
    signal(pid, signal) {
      try {
        return process.kill(pid, signal);
      } catch (error) {
        if (isCode(error, "ESRCH")) return false;
        if (isCode(error, "EPERM")) return true;
        throw error;
      }
    },
    list: listProcesses[process.platform] ?? listWithPs,
    onStopRequest(act) {
      const signals = ["SIGINT", "SIGTERM"] as const;
      for (const signal of signals) process.on(signal, act);
      return () => signals.forEach((signal) => process.off(signal, act));
    },
    async within(folder, variables, act) {
      const before = process.cwd();
      const saved = Object.keys(variables).map((name) => [name, process.env[name]] as const);
      process.chdir(folder);
      setVariables(Object.entries(variables));
      try {
        return await act();
      } finally {
        process.chdir(before);
        setVariables(saved);
      }
    },
  };
}

function setVariables(variables: Iterable<readonly [name: string, value: string | undefined]>): void {
  for (const [name, value] of variables) {
    // Assigning undefined would set the text "undefined".
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

const listProcesses: Partial<Record<NodeJS.Platform, Processes["list"]>> = {
  async linux(marker) {
    return fs.readdirSync("/proc").flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      try {
        // "pid (name) state parent group …", where the name may hold spaces and brackets.
        const status = fs.readFileSync(`/proc/${name}/stat`, "latin1");
        const [state, parent, group] = status.slice(status.lastIndexOf(")") + 2).split(" ");
        if (state === "Z" || state === "X") return [];
        const marked = isMarked(`/proc/${name}/environ`, marker);
        const foreign = isForeign(fs.statSync(`/proc/${name}`).uid);
        return [{ pid: Number(name), parent: Number(parent), group: Number(group), marked, foreign }];
      } catch (error) {
        if (isCode(error, "ENOENT", "ESRCH")) return []; // it ended meanwhile
        throw error;
      }
    });
  },
  // The number of a parent that ended may name a newer process, so the time of birth comes with it.
  async win32() {
    const script =
      "Get-CimInstance Win32_Process | Where-Object CreationDate | ForEach-Object { '{0} {1} {2}' -f $_.ProcessId, $_.ParentProcessId, " +
      "([DateTimeOffset]$_.CreationDate).ToUnixTimeMilliseconds() }";
    const table = await programOutput("powershell", ["-NoProfile", "-NonInteractive", "-Command", script]);
    return [...table.matchAll(/^(\d+) (\d+) (\d+)/gm)].map(([, pid, parent, startedAt]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: undefined,
      marked: false,
      foreign: false,
      startedAt: Number(startedAt),
    }));
  },
};

async function listWithPs(marker: string): Promise<ProcessStatus[]> {
  // A column each: what follows an equals sign, commas too, is a heading to the ps of macOS.
  const columns = ["pid=", "ppid=", "pgid=", "uid=", "stat=", "command="].flatMap((column) => ["-o", column]);
  const table = await programOutput("ps", ["-A", "-E", "-ww", ...columns]); // -E: with their environment
  return [...table.matchAll(/^ *(\d+) +(\d+) +(\d+) +(\d+) +([^Z\s]\S*) (.*)$/gm)].map(
    ([, pid, parent, group, user, , command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      marked: command?.includes(marker) ?? false,
      foreign: isForeign(Number(user)),
    }),
  );
}

function isForeign(user: number): boolean {
  const own = process.geteuid?.();
  return own !== 0 && own !== user;
}

/** False too where the process belongs to somebody else and may not be read. */
function isMarked(environmentFile: string, marker: string): boolean {
  try {
    return fs.readFileSync(environmentFile).includes(marker);
  } catch (error) {
    if (isCode(error, "EACCES", "EPERM")) return false;
    throw error;
  }
}

function programOutput(file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    childProcess().execFile(file, args, { maxBuffer: 2 ** 28, windowsHide: true }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}

/** Loaded when first needed: a replayed step starts no process. */
function childProcess(): typeof import("node:child_process") {
  return process.getBuiltinModule("node:child_process");
}

async function observe<T>(act: () => Promise<T>, show: (request: ObservedRequest) => void): Promise<T> {
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  const { subscribe, unsubscribe } = process.getBuiltinModule("node:diagnostics_channel");
  const inside = new AsyncLocalStorage<boolean>();
  const onCreated = (message: unknown) => {
    if (inside.getStore() && isRequestMessage(message)) show(observed(message.request));
  };
  subscribe("http.client.request.created", onCreated);
  try {
    return await inside.run(true, act);
  } finally {
    unsubscribe("http.client.request.created", onCreated);
  }
}

function isRequestMessage(message: unknown): message is { request: ClientRequest } {
  return typeof message === "object" && message !== null && "request" in message;
}

function observed(request: ClientRequest): ObservedRequest {
  let response: IncomingMessage | undefined;
  request.once("response", (answer) => {
    response = answer;
  });
  return {
    get bytes() {
      return (request.socket?.bytesRead ?? 0) + (request.socket?.bytesWritten ?? 0);
    },
    closed: new Promise((resolve) => request.once("close", () => resolve(response?.complete ?? false))),
    end: (reason) => void request.destroy(Object.assign(new Error(reason), { code: "ECONNRESET" })),
  };
}

async function serve(listener: RequestListener, options: { host?: string; port?: number } = {}): Promise<Server> {
  const { createServer } = process.getBuiltinModule("node:http");
  const host = options.host ?? "127.0.0.1";
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

const systemOutput: Output = {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  async flushed() {
    const streams = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0);
    await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write("", () => resolve()))));
  },
  async capture(act) {
    const original = process.stdout.write.bind(process.stdout);
    let text = "";
    process.stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    };
    try {
      return { result: await act(), text };
    } finally {
      process.stdout.write = original;
    }
  },
};
