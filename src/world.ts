/**
 * The one door to the outside: clock, sleep, randomness, environment, processes, files, modules, http.
 *
 * Everything below the composition roots takes a {@link World} as an argument, so that a test can stop time,
 * crash a write half-way or refuse a disk. `systemWorld()` of `world/system.ts` is the real one.
 */
import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { RequestListener } from "node:http";

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
  /**
   * Up to `length` bytes from `offset`; fewer at the end of the file. Who reads a large file part by part may give the
   * memory to read `into`, and is done with one part when asking for the next.
   */
  readRange(path: string, offset: number, length: number, into?: Buffer): Promise<Buffer>;
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

/** A POST to an address that is not ours. */
export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether it may go to an address outside the public internet: of this machine, its network, its cloud. */
  readonly mayBePrivate: boolean;
  /** Bytes of the answer that are read. */
  readonly answerLimit: number;
  readonly signal: AbortSignal;
}

/** What became of it; a reason is a code such as `ECONNREFUSED` and never names the address. */
export type Posted =
  | { readonly kind: "answered"; readonly status: number; readonly headers: Headers; readonly body: string }
  /** None of it was sent. */
  | { readonly kind: "unsent"; readonly reason: string }
  /** It may have been taken. */
  | { readonly kind: "unanswered"; readonly reason: string };

export interface Http {
  fetch: typeof globalThis.fetch;
  /**
   * Posts over a connection of its own, by no proxy, to the very address that was found public; follows no redirect.
   * Throws nothing.
   */
  post(url: URL, request: PostRequest): Promise<Posted>;
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
  /** Runs `act` and returns what a library wrote to standard output meanwhile; what is written by this goes through. */
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
