/** What an automation is written against. */
import type { RecordedFailure } from "../journal/event-parts.ts";
import type { ApprovalRequest } from "../journal/run-events.ts";
import type { BatchResult } from "./batch.ts";
import type { OnChange, Semantics } from "./step/step.ts";

/** A number with its unit, such as `30s`, `10m`, `2h`, `1d`, `500ms` or `1m30s`. */
export type Duration = string;

/**
 * Everything durable that an automation does goes through its context: what is recorded is handed back, what is not is
 * run. An operation is known by its name, which is unique in its context.
 */
export interface Context {
  readonly run: RunInfo;
  /** Aborts when the run is to stop. */
  readonly signal: AbortSignal;
  /** Speaks only of what is new: a replay is silent. */
  readonly log: Log;

  /** Runs `body` once and records what it gives. Throws {@link StepFailed} when its attempts are used up. */
  step<T>(name: string, body: StepBody<T>, options?: StepOptions<T>): Promise<T>;
  step<T>(body: StepBody<T>, options?: StepOptions<T>): Promise<T>;

  /**
   * Runs `body` for each item, at most `maxConcurrency` at once, each in a context of its own that is known by the item's
   * key. A failed item fails the batch and not the automation: look at what is handed back, or call `throwIfError()`.
   */
  map<I, T>(
    name: string,
    items: Iterable<I> | AsyncIterable<I>,
    body: MapBody<I, T>,
    options?: MapOptions<I, T>,
  ): Promise<BatchResult<T>>;
  map<I, T>(
    items: Iterable<I> | AsyncIterable<I>,
    body: MapBody<I, T>,
    options?: MapOptions<I, T>,
  ): Promise<BatchResult<T>>;

  /** Runs branches beside each other, each in a context of its own; an array's branches are called by their index. */
  parallel<T>(name: string, branches: Branches<T>, options?: BatchOptions<T>): Promise<BatchResult<T>>;
  parallel<T>(branches: Branches<T>, options?: BatchOptions<T>): Promise<BatchResult<T>>;

  /** Groups operations; the result is recorded and what stands below it is then not come to again. */
  runInChildContext<T>(name: string, body: ContextBody<T>, options?: CodecOption<T>): Promise<T>;
  runInChildContext<T>(body: ContextBody<T>, options?: CodecOption<T>): Promise<T>;

  /** Long waits hold no runner: the run is suspended. */
  wait(name: string, duration: Duration): Promise<void>;
  wait(duration: Duration): Promise<void>;
  waitUntil(name: string, at: Date): Promise<void>;
  waitUntil(at: Date): Promise<void>;

  /** Looks again and again until `until` holds for the state that `check` hands back, which is recorded each time. */
  waitForCondition<S>(name: string, check: ConditionCheck<S>, options: ConditionOptions<S>): Promise<S>;
  waitForCondition<S>(check: ConditionCheck<S>, options: ConditionOptions<S>): Promise<S>;

  /** Something outside is to answer: hand it the id, and await `result` where the answer is needed. */
  createCallback<T = unknown>(name?: string, options?: CallbackOptions<T>): Promise<Callback<T>>;
  /** Creates a callback, hands its id out in a step of its own and waits for the answer. */
  waitForCallback<T = unknown>(name: string, submit: CallbackSubmit, options?: WaitForCallbackOptions<T>): Promise<T>;
  waitForCallback<T = unknown>(submit: CallbackSubmit, options?: WaitForCallbackOptions<T>): Promise<T>;

  /** Milliseconds since the epoch when this was first come to. */
  now(): number;
  /** A number in [0, 1). */
  random(): number;
  uuid(): string;
  /** True for runs that come here for the first time; false for those that passed here before the patch was there. */
  patched(name: string): boolean;
}

export interface RunInfo {
  /** The name of the automation. */
  readonly automation: string;
  /** The run key. */
  readonly key: string;
}

export interface Log {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

export type StepBody<T> = (step: StepContext) => T | Promise<T>;
export type ContextBody<T> = (context: Context) => T | Promise<T>;
export type MapBody<I, T> = (context: Context, item: I, index: number) => T | Promise<T>;
export type Branches<T> = readonly ContextBody<T>[] | Readonly<Record<string, ContextBody<T>>>;
export type CallbackSubmit = (id: string, step: StepContext) => unknown;
export type ConditionCheck<S> = (state: S, step: StepContext) => S | Promise<S>;

/** One attempt of a step, as its body sees it. */
export interface StepContext {
  /** Counted from 1. */
  readonly attempt: number;
  /** The same for every attempt at this effect: hand it to the services you call. */
  readonly idempotencyKey: string;
  /** Aborts at the step's limits of time and when the run is to stop. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Says that it is still at work, for `idleTimeout`. */
  heartbeat(): void;
}

/** How a value is kept where JSON cannot say it, or should not. */
export interface Codec<T> {
  /** Gives what JSON can say. */
  encode(value: T): unknown;
  decode(stored: unknown): T;
}

export interface CodecOption<T> {
  readonly codec?: Codec<T>;
}

export interface RetryOptions {
  /** Attempts in all, counted from 1. */
  readonly maxAttempts: number;
  readonly initialDelay?: Duration;
  readonly backoff?: number;
  readonly maxDelay?: Duration;
  readonly jitter?: "full" | "none";
  /** The whole of what is retried: a list in the words of `retry-on`, or a function. */
  readonly retryOn?: string | FailureTest;
  readonly giveUpOn?: string | FailureTest;
}

export type FailureTest = (failure: Readonly<RecordedFailure & { name: string }>) => boolean;

export interface StepOptions<T> extends CodecOption<T> {
  /** The name of a policy, or a policy. Without it a step has one attempt. */
  readonly retry?: string | RetryOptions;
  /** Of one attempt. */
  readonly timeout?: Duration;
  /** Of all attempts and the waits between them. */
  readonly deadline?: Duration;
  /** Without a heartbeat. */
  readonly idleTimeout?: Duration;
  readonly semantics?: Semantics;
  /** Undoes the effect when the run fails later, in reverse order; durable and retried like the step itself. */
  readonly compensate?: (result: T, step: StepContext) => unknown;
  /** Tells one definition from another. Without it, steps of one name are the same step. */
  readonly fingerprint?: string;
  /** What to do where the recorded fingerprint is another. */
  readonly onChange?: OnChange;
  /** What to do when the attempts are used up: `pause` stops the run until a person resumes it. */
  readonly onExhausted?: "fail" | "pause";
}

export interface Completion {
  /** The batch has enough when so many have succeeded. */
  readonly minSuccessful?: number;
  /** The batch stops when more than so many have failed. */
  readonly toleratedFailureCount?: number;
  /** The batch stops when more than this share of all items has failed, from 0 to 100. */
  readonly toleratedFailurePercentage?: number;
}

export interface BatchOptions<T> {
  /** Without it, all at once for branches and 16 for items. */
  readonly maxConcurrency?: number;
  readonly completion?: Completion;
  /** How each result is kept. */
  readonly codec?: Codec<T>;
}

export interface MapOptions<I, T> extends BatchOptions<T> {
  /** What an item is known by. Without it the item itself, where it is a string or a number; else its index. */
  readonly key?: (item: I, index: number) => string | number;
  /** What becomes of an item whose failure would count: `dead-letter` keeps it until it is redriven. */
  readonly onExhausted?: "fail" | "dead-letter" | "pause";
}

export interface ConditionOptions<S> extends CodecOption<S> {
  readonly initialState: S;
  readonly until: (state: S) => boolean;
  /** Between two looks; grows by `backoff` up to `maxDelay`. */
  readonly interval?: Duration;
  readonly backoff?: number;
  readonly maxDelay?: Duration;
  readonly jitter?: "full" | "none";
  readonly maxAttempts?: number;
  readonly timeout?: Duration;
}

export interface CallbackOptions<T> extends CodecOption<T> {
  /** An approval is answered by a yes or a no, an event by a value. Without it, any answer is taken. */
  readonly expects?: "approval" | "event";
  /** What people are asked, and who may answer, for whoever asks them: recorded, and without secrets. */
  readonly approval?: ApprovalRequest;
  /** The name that an event comes under. */
  readonly event?: string;
  readonly timeout?: Duration;
  /** Without a heartbeat from outside for so long, nobody is taken to be at work on it. */
  readonly heartbeatTimeout?: Duration;
}

export interface WaitForCallbackOptions<T> extends CallbackOptions<T> {
  readonly retry?: string | RetryOptions;
}

export interface Callback<T> {
  /** What an answer names it by. */
  readonly id: string;
  /** Rejects with {@link CallbackFailed} or {@link CallbackTimedOut}. */
  readonly result: Promise<T>;
}

/** An item that used up its attempts. */
export interface DeadLetter {
  readonly key: string;
  readonly item: unknown;
  readonly failure: RecordedFailure;
  readonly attempts: number;
}
