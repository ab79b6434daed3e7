/** What an automation file says, once it is read and checked: names resolved, durations in milliseconds, positions kept. */
import type { RetryPolicy } from "../policy/retry.ts";
import type { Expression, Template } from "./expression.ts";
import type { InputDefinition } from "./input-definition.ts";
import type { SourcePosition } from "./source.ts";

export interface Definition {
  readonly name: string;
  readonly at: SourcePosition;
  readonly description?: string | undefined;
  /** For people: it is recorded with each run. */
  readonly version?: number | undefined;
  /** The run key. It may look at inputs, vars, env and github. */
  readonly key?: Template | undefined;
  readonly inputs: ReadonlyMap<string, InputDefinition>;
  /** Those of the file over those of the configuration over the built-in ones. */
  readonly retryPolicies: ReadonlyMap<string, RetryPolicy>;
  /** Variables of every command. */
  readonly env: ReadonlyMap<string, Template>;
  /** In the order in which they run. */
  readonly steps: readonly StepDefinition[];
  readonly outputs: ReadonlyMap<string, Template>;
  readonly notify: Notify;
}

/** When people are told, and over which channels of the configuration; none named means all. */
export interface Notify {
  readonly on: readonly NotifyEvent[];
  readonly channels: readonly string[];
}

export const notifyEvents = ["failed", "paused", "suspended", "recovered", "completed"] as const;
export type NotifyEvent = (typeof notifyEvents)[number];

export type StepDefinition =
  | RunStep
  | ForEachStep
  | ParallelStep
  | WaitStep
  | ApprovalStep
  | EventStep
  | ConditionStep
  | GotoStep
  | EndStep;

/** What every step has. Its name is unique in the automation, branches included. */
interface Placed {
  readonly name: string;
  /** Where its name stands. */
  readonly at: SourcePosition;
  readonly description?: string | undefined;
  /** Whether it runs. Without a status function it means `success() && (…)`, and so does none at all. */
  readonly if?: Expression | undefined;
  /** How often a run may come here: what bounds a cycle. One visit more ends the run as failed. */
  readonly maxVisits?: number | undefined;
}

/** Steps that do something, and can fail at it. */
interface Working extends Placed {
  /** The step after this one where it succeeded and is not the next in order; `end` ends the run. */
  readonly onSuccess?: Jump | undefined;
  readonly onFailure: OnFailure;
}

/** To a step of the same list of steps, or to the end of the run. */
export type Jump =
  | { readonly kind: "goto"; readonly step: string }
  | { readonly kind: "end"; readonly status: EndStatus };

export const endStatuses = ["succeeded", "failed"] as const;
export type EndStatus = (typeof endStatuses)[number];

/**
 * After a step failed: `fail` walks on in order, where only steps with `failure()`, `always()` or `cancelled()` in their
 * `if` run, and the run ends failed; `continue` goes on as if it had succeeded; a jump goes where it says.
 */
export type OnFailure = { readonly kind: "fail" } | { readonly kind: "continue" } | Jump;

/** A script and what it runs in. */
export interface Command {
  readonly script: string;
  readonly scriptAt: SourcePosition;
  readonly shell?: string | undefined;
  readonly workingDirectory?: Template | undefined;
  /** The variables of this step alone. */
  readonly env: ReadonlyMap<string, Template>;
}

/** How the attempts at a command are limited; durations in milliseconds. */
export interface Attempts {
  /** Of one attempt. */
  readonly timeout?: number | undefined;
  /** Without it there is one attempt. */
  readonly retry?: RetryPolicy | undefined;
  /** Of all attempts and the waits between them; within it lies that of the retry policy. */
  readonly deadline?: number | undefined;
  /** Without output. */
  readonly idleTimeout?: number | undefined;
  /** A dependency whose health steps and runs share. */
  readonly circuit?: string | undefined;
}

interface CommandStep extends Working, Attempts {
  readonly command: Command;
  readonly semantics: "at-least-once" | "at-most-once";
  /** A script whose success means that it is already done. */
  readonly unless?: string | undefined;
  /** A script that undoes it, run in reverse order where the run fails later. */
  readonly compensate?: string | undefined;
  /** Patterns of the files it hands on. */
  readonly paths: readonly string[];
  /** What it depends on besides its script. */
  readonly fingerprint?: Template | undefined;
  /** What becomes of it where it is recorded and was another then; without it, what the run says. */
  readonly onChange?: (typeof onChanges)[number] | undefined;
}

export interface RunStep extends CommandStep {
  readonly kind: "run";
  readonly onExhausted: "fail" | "pause";
}

export interface ForEachStep extends CommandStep {
  readonly kind: "for-each";
  readonly items: Items;
  /** What an item is known by, from `item`. */
  readonly key: Template;
  readonly maxConcurrency?: number | undefined;
  /** When it has enough, and when it has failed too often. */
  readonly completion: Completion;
  readonly onExhausted: "fail" | "dead-letter" | "pause";
}

export interface Completion {
  readonly minSuccessful?: number | undefined;
  readonly toleratedFailureCount?: number | undefined;
  /** From 0 to 100. */
  readonly toleratedFailurePercentage?: number | undefined;
}

/** A list as an expression gives it, a list as it is written, or a file that is read as a stream. */
export type Items =
  | { readonly kind: "expression"; readonly list: Template }
  | { readonly kind: "list"; readonly items: readonly unknown[] }
  | { readonly kind: "file"; readonly path: Template; readonly format?: FileFormat | undefined };

/** What becomes of a recorded step that was defined otherwise. */
export const onChanges = ["fail", "rerun", "replay"] as const;

export const fileFormats = ["json", "jsonl", "csv"] as const;
/** Where it is not given, the file's name tells. */
export type FileFormat = (typeof fileFormats)[number];

export interface ParallelStep extends Working {
  readonly kind: "parallel";
  /** Each branch's steps, in order. */
  readonly branches: ReadonlyMap<string, readonly StepDefinition[]>;
  readonly maxConcurrency?: number | undefined;
  readonly completion: Completion;
}

export interface WaitStep extends Working {
  readonly kind: "wait";
  readonly wait:
    /** Milliseconds, or an expression that gives a duration such as `2h`. */
    | { readonly kind: "duration"; readonly duration: number | Template }
    /** A time in ISO 8601 with its zone. */
    | { readonly kind: "until"; readonly time: Template };
}

/** Something outside is waited for. */
interface Waiting extends Working {
  /** Milliseconds; the step fails when they are over. */
  readonly timeout?: number | undefined;
}

export interface ApprovalStep extends Waiting {
  readonly kind: "approval";
  /** The question, for the people who answer it. */
  readonly message?: Template | undefined;
  /** Users and `organisation/team`s who may answer; none named means everybody who can reach the run. */
  readonly approvers: readonly string[];
  /** How many of them have to agree. */
  readonly approvals: number;
  /** Who started the run may not answer. */
  readonly preventSelfReview: boolean;
}

export interface EventStep extends Waiting {
  readonly kind: "event";
  /** The name that the event comes under; without it, the step's name. */
  readonly event?: Template | undefined;
}

/** Runs a command again and again until the condition holds. */
export interface ConditionStep extends Waiting {
  readonly kind: "condition";
  readonly command: Command;
  /** Looks at the outputs of the command, which has to succeed. Without it, the command's success is the condition. */
  readonly until?: Expression | undefined;
  /** Milliseconds between two looks. */
  readonly interval: number;
}

/** A decision: jumps where its `if` holds. */
export interface GotoStep extends Placed {
  readonly kind: "goto";
  readonly step: string;
}

/** Ends the run where its `if` holds. */
export interface EndStep extends Placed {
  readonly kind: "end";
  readonly status: EndStatus;
}
