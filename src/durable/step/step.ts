/** The durable step: recorded when it is done, replayed when it was, and honest about what nobody knows. */
import { hash } from "node:crypto";
import type { RecordedFailure, Attachment } from "../../journal/event-parts.ts";
import type { Done, StepRecord } from "../../journal/fold.ts";
import { limits } from "../../journal/limits.ts";
import { seededUnit } from "../../policy/backoff.ts";
import { classify } from "../../policy/classification.ts";
import { describeFailure, signalOf, type Failure } from "../../policy/failure.ts";
import { findInList, type FailureEntry, type FailureList } from "../../policy/failure-list.ts";
import { decide, type RetryPolicy } from "../../policy/retry.ts";
import type { World } from "../../world.ts";
import { runAttempts, type Attempted, type AttemptsObserver, type AttemptsResult, type GiveUp } from "./attempts.ts";
import { DefinitionChanged } from "./definition-changed.ts";
import { isSameDefinition, redactFingerprint } from "./fingerprint.ts";
import type { Checkpointed, Lane } from "../lane/lane.ts";
import { LaneError } from "../lane/errors.ts";
import { redacted as redactedFailure } from "./recorded-failure.ts";

export type Semantics = "at-least-once" | "at-most-once";
export type OnChange = "fail" | "rerun" | "replay";

export interface StepDefinition {
  readonly name: string;
  /** Tells one definition from another; recorded with the step. */
  readonly fingerprint: string;
  readonly onChange: OnChange;
  readonly semantics: Semantics;
  readonly policy: RetryPolicy;
  /** Failures that leave the effect unknown, besides signals and limits of time. */
  readonly untold?: FailureList;
  /**
   * Of a step in a run that outlives processes: attempts are counted across them, and waited for by this, until a time in
   * milliseconds since the epoch. Without it each process has all the attempts of the policy.
   */
  readonly waitUntil?: ((due: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** What a step hands back, to be recorded. */
export interface StepValue {
  /** Whatever JSON can say. */
  readonly result: unknown;
  /** The file that holds it, where it is too large for the journal; `result` is then left out of the record. */
  readonly spilled?: Attachment;
  readonly files?: readonly Attachment[];
  /** Why this must not be kept: the step counts as done and runs again where it would be replayed. */
  readonly withheld?: string;
}

export interface StepBody<V extends StepValue> extends AttemptsObserver<V> {
  /** Whether the effect is there already; where it is, what it says is recorded instead of running. */
  readonly unless?: (signal: AbortSignal) => Promise<V | undefined>;
  /** Takes secrets out of what is recorded of a failure. */
  readonly redact?: (text: string) => string;
  /** One attempt. `idempotencyKey` is the same for every attempt of this step, also in later runs of the job. */
  attempt(number: number, idempotencyKey: string, signal: AbortSignal): Promise<Attempted<V>>;
}

export type StepOutcome<V extends StepValue> =
  | { readonly kind: "replayed"; readonly done: Done; readonly saved: Checkpointed }
  | { readonly kind: "skipped"; readonly value: V; readonly attempts: 0; readonly saved: Checkpointed }
  | { readonly kind: "done"; readonly value: V; readonly attempts: number; readonly saved: Checkpointed }
  | {
      readonly kind: "failed";
      readonly value?: V;
      readonly attempts: number;
      readonly decision: GiveUp;
      readonly failure: Failure;
      readonly saved: Checkpointed;
    }
  /** Started before and never recorded, or ended in a way that tells nothing: an at-most-once step is not run again. */
  | { readonly kind: "interrupted"; readonly record: StepRecord; readonly attempts: number }
  | { readonly kind: "cancelled"; readonly attempts: number };

/**
 * Runs a step under the promises of its lane. Throws {@link DefinitionChanged} where the recorded step is another one,
 * and {@link LaneError} where the lane has another writer or an intent could not be saved.
 */
export async function runStep<V extends StepValue>(
  world: Pick<World, "clock">,
  lane: Lane,
  definition: StepDefinition,
  body: StepBody<V>,
  signal: AbortSignal,
): Promise<StepOutcome<V>> {
  const { name, semantics, policy, waitUntil } = definition;
  const { journal } = lane;
  const record = journal.state.steps.get(name);
  const replayed = record && replayOf(record, definition);
  // What an earlier step of this job could not save is tried again; where all is saved, this asks nobody.
  if (replayed) return { kind: "replayed", done: replayed, saved: await lane.settle() };
  if (record && semantics === "at-most-once") refuseUnkept(name, record);
  const fingerprint = redactFingerprint(definition.fingerprint, body);

  const found = await body.unless?.(signal);
  if (signal.aborted) return { kind: "cancelled", attempts: 0 };
  const there = found && recordable(found);
  if (there) {
    await journal.append({ type: "started", step: name, fingerprint, semantics });
    await recordDone(there, 0, 0);
    return { kind: "skipped", value: there, attempts: 0, saved: await lane.settle() };
  }
  const goesOn = waitUntil !== undefined && record?.status === "started";
  if (goesOn && record.isGivenUp && record.failure) return endGivenUp(record.failedAttempts, record.failure);
  /** An attempt was under way. Where the author has a way of telling, it has just told that the effect is not there. */
  const wasInterrupted = record?.status === "started" && !(goesOn && record.next !== undefined) && !body.unless;
  /** Whether an attempt is under way, of whose effect nothing is known until it ends and tells. */
  let isUnknown = false;
  const used = { attempts: goesOn ? record.failedAttempts : 0, elapsed: elapsed() };
  const { key, lane: laneName } = lane.identity;
  const unit = (number: number) => seededUnit(key, laneName, name, number);
  let due = goesOn ? record.next : undefined;
  if (wasInterrupted && semantics === "at-most-once") {
    const next = await dueAfterInterruption();
    if (next === undefined) return { kind: "interrupted", record, attempts: used.attempts };
    used.attempts += 1;
    due = next;
  }
  if (due !== undefined) await waitUntil?.(due, signal);
  if (signal.aborted) return { kind: "cancelled", attempts: used.attempts };
  used.elapsed = elapsed();
  const { deadline = Number.POSITIVE_INFINITY } = policy;
  if (goesOn && used.elapsed >= deadline) return conclude(lateBy(deadline, used.attempts), 0);

  await intend(used.attempts + 1);
  const idempotencyKey = keyOf(lane, name, record?.timesDone ?? 0);
  const started = world.clock.monotonic();
  const untold: FailureList = [timeOrSignal, ...(definition.untold ?? [])];
  const ended = await runAttempts<V>(world, (number, aborted) => body.attempt(number, idempotencyKey, aborted), {
    ...body,
    policy: semantics === "at-most-once" ? { ...policy, giveUpOn: [...(policy.giveUpOn ?? []), ...untold] } : policy,
    unit,
    signal,
    used,
    ...(waitUntil && { wait: (delay, aborted) => waitUntil(world.clock.now() + delay, aborted) }),
    async onAttemptStart(number) {
      if (waitUntil && number > used.attempts + 1) await intend(number);
      isUnknown = true;
      await body.onAttemptStart?.(number);
    },
    async onAttemptFailed(number, failed, decision) {
      isUnknown = findInList(untold, failed.failure, classify(failed.failure)) !== undefined;
      const next = decision.kind === "retry" ? { next: world.clock.now() + decision.delay } : {};
      await journal.append({ type: "attempt-failed", step: name, number, failure: redacted(failed.failure), ...next });
      await body.onAttemptFailed?.(number, failed, decision);
    },
  });
  return conclude(ended, world.clock.monotonic() - started);

  /** The process died between the last attempt and the end of the step. */
  async function endGivenUp(attempts: number, failure: RecordedFailure): Promise<StepOutcome<V>> {
    const { name: kind = "Error", message } = failure;
    await journal.append({ type: "failed", step: name, attempts, duration: 0, failure });
    const decision = { kind: "give-up", cause: "exhausted", reason: message } as const;
    const told = { kind: "error", name: kind, message } as const;
    return { kind: "failed", attempts, decision, failure: told, saved: await lane.settle() };
  }

  /** Milliseconds since the first attempt of those that are counted. */
  function elapsed(): number {
    return goesOn && record ? Math.max(0, world.clock.now() - record.firstStartedAt) : 0;
  }

  async function intend(number: number): Promise<void> {
    const intent = { type: "started", step: name, fingerprint, semantics, ...(waitUntil && { number }) } as const;
    // A machine that is lost runs an at-least-once step again whether or not the intent was on its disk.
    if (semantics === "at-least-once") return journal.note(intent);
    await journal.append(intent);
    await saveIntent();
  }

  /** When to try again after an interruption, which only a `retryOn` that names it allows. */
  async function dueAfterInterruption(): Promise<number | undefined> {
    if (!goesOn || policy.retryOn === undefined) return undefined;
    const failure = { kind: "interrupted" } as const;
    const number = used.attempts + 1;
    const decision = decide(policy, { attempt: number, failure, elapsed: used.elapsed, unit: unit(number) });
    if (decision.kind === "give-up") return undefined;
    const next = world.clock.now() + decision.delay;
    await journal.append({ type: "attempt-failed", step: name, number, failure: redacted(failure), next });
    return next;
  }

  function redacted(failure: Failure): RecordedFailure {
    const { redact } = body;
    return redactedFailure(recorded(failure), redact && { redact });
  }

  async function saveIntent(): Promise<void> {
    const saved = await lane.checkpoint();
    if (saved.kind === "saved") return;
    throw new LaneError(
      `step "${name}" was not started: at-most-once needs its intent saved first, and ${saved.reason}`,
    );
  }

  async function recordDone(value: V, attempts: number, duration: number): Promise<void> {
    const { result, spilled, files, withheld } = value;
    await journal.append({
      type: "done",
      step: name,
      fingerprint,
      attempts,
      duration,
      ...(withheld === undefined && (spilled ? { spilled } : { result })),
      ...(files && withheld === undefined ? { files: [...files] } : {}),
      ...(withheld === undefined ? {} : { withheld }),
    });
  }

  async function conclude(result: AttemptsResult<V>, duration: number): Promise<StepOutcome<V>> {
    const { attempts } = result;
    if (result.kind === "success") {
      const value = recordable(result.value);
      await recordDone(value, attempts, duration);
      return { kind: "done", value, attempts, saved: await lane.settle() };
    }
    if (semantics === "at-most-once" && isUnknown) {
      const now = journal.state.steps.get(name);
      if (now) return { kind: "interrupted", record: now, attempts };
    }
    // A run goes on with its step where it left it.
    if (result.kind === "cancelled" && waitUntil) return { kind: "cancelled", attempts };
    const failure =
      result.kind === "failure" ? redacted(result.failure) : { kind: "cancelled" as const, message: "cancelled" };
    await journal.append({ type: "failed", step: name, attempts, duration, failure });
    if (result.kind === "cancelled") return { kind: "cancelled", attempts };
    return { ...result, kind: "failed", saved: await lane.settle() };
  }
}

/** Nobody came back to the step before its deadline. */
function lateBy(limit: number, attempts: number): Extract<AttemptsResult<never>, { kind: "failure" }> {
  const failure = { kind: "deadline", limit } as const;
  const decision = { kind: "give-up", cause: "deadline", reason: describeFailure(failure) } as const;
  return { kind: "failure", attempts, failure, decision };
}

/** The record to replay, or undefined where the step is to run. Throws {@link DefinitionChanged}. */
export function replayOf(
  record: StepRecord,
  { name, fingerprint, onChange }: Pick<StepDefinition, "name" | "fingerprint" | "onChange">,
): Done | undefined {
  const { done } = record;
  if (record.status !== "done" || !done || done.withheld !== undefined) return undefined;
  if (!isSameDefinition(done.fingerprint, fingerprint)) {
    if (onChange === "rerun") return undefined;
    if (onChange === "fail") throw new DefinitionChanged(name, done.fingerprint, fingerprint);
  }
  return done;
}

/** Bytes of what a step gives: with the rest of its event it must stay below what a journal reads back. */
const largestResult = limits.line - 64 * 1024;

/** The value, or one that says why it cannot be recorded. */
function recordable<V extends StepValue>(value: V): V {
  if (value.withheld !== undefined || value.spilled !== undefined) return value;
  const size = Buffer.byteLength(JSON.stringify(value.result) ?? "");
  if (size <= largestResult) return value;
  return { ...value, withheld: `what it gave is larger than a record may be (${size} bytes)` };
}

/** An at-most-once step that is done and was not kept can neither be replayed nor run again. */
function refuseUnkept(name: string, { status, done }: StepRecord): void {
  if (status !== "done" || done?.withheld === undefined) return;
  throw new LaneError(
    `step "${name}" is done and nothing of it was kept, for ${done.withheld}: it cannot be replayed, and at-most-once ` +
      "does not run it again. Take out of it what cannot be kept, and start a new run.",
  );
}

/** How an attempt can end without telling whether it had its effect; a shell tells a signal by an exit code. */
const timeOrSignal: FailureEntry = {
  text: "an end that leaves the effect of an at-most-once step unknown",
  matches: (failure) => timeLimits.has(failure.kind) || signalOf(failure) !== undefined,
};

const timeLimits: ReadonlySet<Failure["kind"]> = new Set(["timeout", "idle-timeout", "deadline"]);

/** Grows only when a recorded step is done anew, so that all attempts at one effect share it. */
function keyOf({ identity }: Lane, step: string, timesDone: number): string {
  const { repository, key, lane } = identity;
  return hash("sha256", JSON.stringify([repository, key, lane, step, timesDone]), "hex").slice(0, 32);
}

function recorded(failure: Failure): RecordedFailure {
  const code = codeOf(failure);
  const told = failure.kind === "error" ? failure : { message: describeFailure(failure) };
  const { name, message } = { name: undefined, ...told };
  return { kind: failure.kind, ...(name !== undefined && { name }), message, ...(code !== undefined && { code }) };
}

function codeOf(failure: Failure): string | number | undefined {
  if (failure.kind === "signal") return failure.signal;
  return "code" in failure ? failure.code : undefined;
}
