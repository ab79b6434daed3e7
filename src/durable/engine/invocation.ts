/** One pass over an automation: from its start to its end, or to where there is nothing left to do for now. */
import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { World } from "../../world.ts";
import { RunCancelled } from "../run-errors.ts";
import { rootPath } from "./path.ts";

/** Why a pass ended before its automation did. */
export type Stop =
  | { readonly kind: "suspended"; readonly until?: number; readonly waiting: readonly string[] }
  /** A person has to look at these operations. */
  | { readonly kind: "paused"; readonly causes: readonly string[]; readonly failure: RecordedFailure }
  /** The process was asked to stop. */
  | { readonly kind: "interrupted" }
  /** Everything is to be replayed. */
  | { readonly kind: "again" };

/** What an operation waits for: a time or somebody outside, the next attempt of a step, a person. */
export type Parked = { readonly path: string } & (
  | { readonly kind: "waiting"; readonly until?: number }
  | { readonly kind: "retrying"; readonly until: number }
  | { readonly kind: "paused"; readonly failure: RecordedFailure; readonly causes: readonly string[] }
  | { readonly kind: "again" | "interrupted" }
);

/** Thrown at what still waits when the pass is over; the automation never sees it. */
export class Dropped extends Error {
  override readonly name = "Dropped";
}

interface Waiter {
  readonly parked: Parked;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly stopTimer: (() => void) | undefined;
}

export interface InvocationOptions {
  /** Milliseconds: what waits, with no step at work, keeps the process for so long in all before it ends the pass. */
  readonly suspendAfter: number;
  /** Aborts when the process is to stop. */
  readonly signal: AbortSignal;
  /** Aborts when nothing more is to start, and what is at work may come to its end. */
  readonly draining?: AbortSignal | undefined;
}

/**
 * Knows what is at work and what waits. An automation is ordinary code, so what it awaits cannot be seen: the pass is
 * over when none of its operations is at work, some wait, and a turn of the event loop has brought no other.
 */
export class Invocation {
  readonly #world: Pick<World, "clock">;
  readonly #options: InvocationOptions;
  readonly #waiters = new Set<Waiter>();
  readonly #over = Promise.withResolvers<Stop>();
  /** That were come to so far. */
  operations = 0;
  /** Paths of the operations that are doing what they are there for: steps, looks at a condition, streams that are read. */
  readonly underWay = new Set<string>();
  #active = 0;
  #isOver = false;
  #isLooking = false;
  #isCancelled = false;
  #isFinishing = false;
  #whenIdle: (() => void) | undefined;
  /** Since when something waits and no step was at work, by the monotonic clock. */
  #heldSince: number | undefined;

  constructor(world: Pick<World, "clock">, options: InvocationOptions) {
    this.#world = world;
    this.#options = options;
    this.#over.promise.catch(() => {}); // read by who waits for it, if anybody does
    for (const signal of [options.signal, options.draining]) {
      if (signal?.aborted) this.#lookAround();
      else signal?.addEventListener("abort", () => this.#lookAround(), { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#options.signal;
  }

  /** Nothing more is to start in this process. */
  get isStopping(): boolean {
    const { signal, draining } = this.#options;
    return signal.aborted || draining?.aborted === true;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Why the pass ended early. Rejects with what makes it impossible to go on. */
  get stopped(): Promise<Stop> {
    return this.#over.promise;
  }

  /** Does something that ends by itself; the pass is not over meanwhile. */
  async work<T>(act: () => Promise<T>): Promise<T> {
    this.#active += 1;
    try {
      return await act();
    } finally {
      this.#active -= 1;
      if (this.#active === 0) this.#lookAround();
    }
  }

  /** Within {@link work}: does what the operation at `path` is there for. */
  async perform<T>(path: string, act: () => Promise<T>): Promise<T> {
    this.underWay.add(path);
    try {
      return await act();
    } finally {
      this.underWay.delete(path);
    }
  }

  /** A step is at work. A look at a condition is not: else one that looks often would keep the process for ever. */
  stepStarted(): void {
    this.#heldSince = undefined;
  }

  /** Within {@link work}: waits until the time it names has come or `wake` is called with its path. */
  async park(parked: Parked): Promise<void> {
    if (this.#isOver) throw new Dropped();
    if (this.#isCancelled && isCancellable(parked)) throw new RunCancelled();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const until = "until" in parked ? parked.until : undefined;
    const stopTimer = until === undefined ? undefined : this.#after(until, resolve);
    const waiter = { parked, resolve, reject, stopTimer };
    this.#waiters.add(waiter);
    this.#active -= 1;
    if (this.#active === 0) this.#lookAround();
    try {
      await promise;
    } finally {
      this.#active += 1;
      this.#waiters.delete(waiter);
      stopTimer?.();
    }
  }

  /** Lets go on what waits under a path. */
  wake(path: string): void {
    for (const { parked, resolve } of this.#waiters) if (parked.path === path) resolve();
  }

  /** Waits no longer for anything below a path. */
  abandon(path: string): void {
    for (const { parked, reject } of this.#waiters) if (isBelow(path, parked)) reject(new Dropped());
  }

  /** Waits there no longer for a time or for somebody outside, but still for the steps that have started. */
  abandonWaits(path: string): void {
    for (const { parked, reject } of this.#waiters) {
      if (parked.kind === "waiting" && isBelow(path, parked)) reject(new Dropped());
    }
  }

  /** Lets what is at work end, and starts nothing more. An automation that has come to its end is past that. */
  cancel(): void {
    if (this.#isFinishing) return;
    this.#isCancelled = true;
    for (const { parked, reject } of this.#waiters) if (isCancellable(parked)) reject(new RunCancelled());
  }

  /** The automation came to its end: drops what still waits, and resolves when nothing is at work any more. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    this.#isCancelled = false;
    await this.#letEnd();
  }

  /** Ends the pass with what makes it impossible to go on. */
  fail(error: unknown): void {
    this.#over.reject(error);
  }

  /** Resolves when nothing is at work any more; what waits is dropped. */
  async drop(): Promise<void> {
    this.#isOver = true;
    await this.#letEnd();
  }

  async #letEnd(): Promise<void> {
    for (const { reject } of this.#waiters) reject(new Dropped());
    // What was just dropped comes to its end in the microtasks before the next turn.
    await this.#world.clock.turn();
    if (this.#active > 0) await new Promise<void>((resolve) => (this.#whenIdle = resolve));
  }

  #after(until: number, act: () => void): () => void {
    const left = until - this.#world.clock.now();
    if (left <= longestTimer) return this.#world.clock.after(Math.max(0, left), act);
    let stop = this.#world.clock.after(longestTimer, () => (stop = this.#after(until, act)));
    return () => stop();
  }

  #lookAround(): void {
    if (this.#active === 0) this.#whenIdle?.();
    if (this.#isOver || this.#isLooking) return;
    this.#isLooking = true;
    void this.#lookNextTurn();
  }

  async #lookNextTurn(): Promise<void> {
    await this.#world.clock.turn();
    this.#isLooking = false;
    const stop = this.#active > 0 || this.#isOver ? undefined : this.#stop();
    if (stop) this.#over.resolve(stop);
  }

  #stop(): Stop | undefined {
    if (this.isStopping) return { kind: "interrupted" };
    const parked = [...this.#waiters].map((waiter) => waiter.parked);
    if (parked.some(({ kind }) => kind === "again")) return { kind: "again" };
    const waiting = parked.filter((each) => each.kind === "waiting" || each.kind === "retrying");
    const dues = waiting.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
    const next = Math.min(...dues);
    if (waiting.length > 0) {
      if (this.#isWorthWaiting(next)) return undefined;
      const until = Number.isFinite(next) ? { until: next } : {};
      return { kind: "suspended", ...until, waiting: waiting.map(({ path }) => path) };
    }
    const paused = parked.filter((each) => each.kind === "paused");
    const [first] = paused;
    if (!first) return undefined;
    return { kind: "paused", causes: paused.flatMap(({ causes }) => causes), failure: first.failure };
  }

  #isWorthWaiting(until: number): boolean {
    const { clock } = this.#world;
    const left = until - clock.now();
    if (left <= 0) return true;
    this.#heldSince ??= clock.monotonic();
    return clock.monotonic() - this.#heldSince + left <= this.#options.suspendAfter;
  }
}

/** Nothing of it is at work. */
function isCancellable({ kind }: Parked): boolean {
  return kind === "waiting" || kind === "retrying" || kind === "paused";
}

export function isBelow(context: string, { path }: { readonly path: string }): boolean {
  return context === rootPath || path.startsWith(`${context}/`);
}

/** Milliseconds: what timers take at most. */
const longestTimer = 2 ** 31 - 1;
