/**
 * Defines an automation. `body` is run from its start whenever the run goes on: what is recorded is handed back to it, so
 * everything it does to the world belongs into steps, and what it decides on must come from them.
 */
export declare function automation<Input = unknown, Output = unknown>(name: string, body: (context: Context, input: Input) => Output | Promise<Output>, options?: AutomationOptions): Automation<Input, Output>;

/** What is to be done, under a name. */
export interface Automation<Input = unknown, Output = unknown> extends AutomationOptions {
    readonly name: string;
    run(context: Context, input: Input): Output | Promise<Output>;
}

export interface AutomationOptions {
    /** For people: it is recorded with each run. */
    readonly version?: number;
    /** Retry policies that steps name. `standard` is there already. */
    readonly retryPolicies?: Readonly<Record<string, RetryOptions>>;
}

export type BatchItem<T> = {
    readonly index: number;
    /** The item's key, or the branch's name. */
    readonly key: string;
} & ({
    readonly status: "succeeded";
    readonly result: T;
} | {
    readonly status: "failed";
    readonly error: Error;
} | {
    readonly status: "started";
});

/** What `map` and `parallel` hand back. It is the same on replay. */
export interface BatchResult<T> {
    /** `failed` where an item failed, tolerated or not. */
    readonly status: "succeeded" | "failed";
    readonly completionReason: CompletionReason;
    /** The items that were started, by index. */
    readonly all: readonly BatchItem<T>[];
    readonly hasFailure: boolean;
    readonly successCount: number;
    readonly failureCount: number;
    /** Items that were under way when the batch had enough, and were not waited for. */
    readonly startedCount: number;
    readonly totalCount: number;
    readonly deadLetters: readonly DeadLetter[];
    succeeded(): ItemWith<"succeeded", T>[];
    failed(): ItemWith<"failed", T>[];
    started(): ItemWith<"started", T>[];
    /** Results of the items that succeeded, by index. */
    results(): T[];
    errors(): Error[];
    /** Throws the first failure by index, where there is one. */
    throwIfError(): void;
}

export type CompletionReason = "all-completed" | "min-successful-reached" | "failure-tolerance-exceeded";

/** Items of one outcome. */
export type ItemWith<S extends BatchItem<unknown>["status"], T> = Extract<BatchItem<T>, {
    readonly status: S;
}>;

export interface BatchOptions<T> {
    /** Without it, all at once for branches and 16 for items. */
    readonly maxConcurrency?: number;
    readonly completion?: Completion;
    /** How each result is kept. */
    readonly codec?: Codec<T>;
}

export type Branches<T> = readonly ContextBody<T>[] | Readonly<Record<string, ContextBody<T>>>;

export interface Callback<T> {
    /** What an answer names it by. */
    readonly id: string;
    /** Rejects with {@link CallbackFailed} or {@link CallbackTimedOut}. */
    readonly result: Promise<T>;
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

export type CallbackSubmit = (id: string, step: StepContext) => unknown;

/** How a value is kept where JSON cannot say it, or should not. */
export interface Codec<T> {
    /** Gives what JSON can say. */
    encode(value: T): unknown;
    decode(stored: unknown): T;
}

export interface CodecOption<T> {
    readonly codec?: Codec<T>;
}

export interface Completion {
    /** The batch has enough when so many have succeeded. */
    readonly minSuccessful?: number;
    /** The batch stops when more than so many have failed. */
    readonly toleratedFailureCount?: number;
    /** The batch stops when more than this share of all items has failed, from 0 to 100. */
    readonly toleratedFailurePercentage?: number;
}

export type ConditionCheck<S> = (state: S, step: StepContext) => S | Promise<S>;

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
    map<I, T>(name: string, items: Iterable<I> | AsyncIterable<I>, body: MapBody<I, T>, options?: MapOptions<I, T>): Promise<BatchResult<T>>;
    map<I, T>(items: Iterable<I> | AsyncIterable<I>, body: MapBody<I, T>, options?: MapOptions<I, T>): Promise<BatchResult<T>>;
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

export type ContextBody<T> = (context: Context) => T | Promise<T>;

/** An item that used up its attempts. */
export interface DeadLetter {
    readonly key: string;
    readonly item: unknown;
    readonly failure: RecordedFailure;
    readonly attempts: number;
}

/** A number with its unit, such as `30s`, `10m`, `2h`, `1d`, `500ms` or `1m30s`. */
export type Duration = string;

export type FailureTest = (failure: Readonly<RecordedFailure & {
    name: string;
}>) => boolean;

export interface Log {
    debug(message: string, details?: Readonly<Record<string, unknown>>): void;
    info(message: string, details?: Readonly<Record<string, unknown>>): void;
    warn(message: string, details?: Readonly<Record<string, unknown>>): void;
    error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

export type MapBody<I, T> = (context: Context, item: I, index: number) => T | Promise<T>;

export interface MapOptions<I, T> extends BatchOptions<T> {
    /** What an item is known by. Without it the item itself, where it is a string or a number; else its index. */
    readonly key?: (item: I, index: number) => string | number;
    /** What becomes of an item whose failure would count: `dead-letter` keeps it until it is redriven. */
    readonly onExhausted?: "fail" | "dead-letter" | "pause";
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

export interface RunInfo {
    /** The name of the automation. */
    readonly automation: string;
    /** The run key. */
    readonly key: string;
}

export type StepBody<T> = (step: StepContext) => T | Promise<T>;

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

export interface WaitForCallbackOptions<T> extends CallbackOptions<T> {
    readonly retry?: string | RetryOptions;
}

/** The answer to a callback was a failure. */
export declare class CallbackFailed extends OperationFailed {
    readonly name: string;
    constructor(path: string, failure: RecordedFailure);
}

/** Nobody answered a callback in time, or gave a heartbeat. */
export declare class CallbackTimedOut extends CallbackFailed {
    readonly name = "CallbackTimedOut";
}

/** A condition did not come to hold in the attempts or the time it had, or its check threw. */
export declare class ConditionFailed extends OperationFailed {
    readonly name = "ConditionFailed";
    constructor(path: string, failure: RecordedFailure);
}

/** A child context, an item or a branch failed. */
export declare class ContextFailed extends OperationFailed {
    readonly name = "ContextFailed";
    constructor(path: string, failure: RecordedFailure, causes: readonly string[]);
}

/** An operation failed. `path` names it, `causes` the operations whose failure it was. */
export declare class OperationFailed extends Error {
    readonly name: string;
    readonly path: string;
    /** What is recorded of it: a kind, a message and a code. */
    readonly failure: RecordedFailure;
    readonly causes: readonly string[];
    constructor(path: string, failure: RecordedFailure, causes: readonly string[], message: string);
}

/** The run was cancelled: no operation starts any more. */
export declare class RunCancelled extends Error {
    readonly name = "RunCancelled";
    constructor();
}

/** The attempts of a step are used up. */
export declare class StepFailed extends OperationFailed {
    readonly name = "StepFailed";
    readonly attempts: number;
    constructor(path: string, failure: RecordedFailure, attempts: number);
}

export type OnChange = "fail" | "rerun" | "replay";

export type Semantics = "at-least-once" | "at-most-once";

/** Why an attempt failed: a name, a message and a code, never a stack. Written out, since automations see it. */
export interface RecordedFailure {
    readonly kind: "exit" | "signal" | "timeout" | "idle-timeout" | "deadline" | "cancelled" | "not-started" | "error" | "interrupted";
    /** Of an error: what it calls itself. */
    readonly name?: string | undefined;
    readonly message: string;
    /** An exit code, a signal's name or an error's code. */
    readonly code?: number | string | undefined;
    /** Who said no, as they call themselves. */
    readonly by?: string | undefined;
    /** Their teams, as `organisation/team`, where it was asked for. */
    readonly teams?: readonly string[] | undefined;
}

/** What people are asked, and who of them may answer. Written out, since automations see it. */
export interface ApprovalRequest {
    readonly question: string;
    /** Users, and teams as `organisation/team`; none named: whoever may write to where the run is kept. */
    readonly approvers: readonly string[];
    /** How many of them have to agree. */
    readonly approvals: number;
    /** Who started the run may not answer. */
    readonly preventSelfReview: boolean;
}
