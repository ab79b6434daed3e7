/** The durable step: recorded when it is done, replayed when it was, and honest about what nobody knows. */
import type { RecordedFailure, Attachment } from "../../journal/event-parts.ts";
import type { Done, StepRecord } from "../../journal/fold.ts";
import { seededUnit } from "../../policy/backoff.ts";
import { classify } from "../../policy/classification.ts";
import { describeFailure, type Failure } from "../../policy/failure.ts";
import { findInList, type FailureList } from "../../policy/failure-list.ts";
import { decide, type RetryPolicy } from "../../policy/retry.ts";
import type { World } from "../../world.ts";
import { runAttempts, type Attempted, type AttemptsObserver, type AttemptsResult, type GiveUp } from "./attempts.ts";
import { redactFingerprint } from "./fingerprint.ts";
import type { Checkpointed, Lane } from "../lane/lane.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { recordOf, redacted as redactedFailure } from "./recorded-failure.ts";
import { refuseUnkept, replayOf } from "./recorded-step.ts";
import { stepRecorder } from "./step-recorder.ts";
import { timeOrSignal } from "./unknown-effect.ts";

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
  /** Whatever JSON can say, and small enough for a line of the journal. */
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
  const recorder = stepRecorder(lane, { ...definition, fingerprint });

  const found = await body.unless?.(signal);
  if (signal.aborted) return { kind: "cancelled", attempts: 0 };
  if (found) {
    await recorder.found(found);
    return { kind: "skipped", value: found, attempts: 0, saved: await lane.settle() };
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

  await recorder.intent(used.attempts + 1);
  const idempotencyKey = idempotencyKeyOf(lane, name, record?.timesDone ?? 0);
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
      if (waitUntil && number > used.attempts + 1) await recorder.intent(number);
      isUnknown = true;
      await body.onAttemptStart?.(number);
    },
    async onAttemptFailed(number, failed, decision) {
      isUnknown = findInList(untold, failed.failure, classify(failed.failure)) !== undefined;
      const next = decision.kind === "retry" ? world.clock.now() + decision.delay : undefined;
      await recorder.attemptFailed(number, redacted(failed.failure), next);
      await body.onAttemptFailed?.(number, failed, decision);
    },
  });
  return conclude(ended, world.clock.monotonic() - started);

  /** The process died between the last attempt and the end of the step. */
  async function endGivenUp(attempts: number, failure: RecordedFailure): Promise<StepOutcome<V>> {
    const { name: kind = "Error", message } = failure;
    await recorder.failed(failure, attempts, 0);
    const decision = { kind: "give-up", cause: "exhausted", reason: message } as const;
    const told = { kind: "error", name: kind, message } as const;
    return { kind: "failed", attempts, decision, failure: told, saved: await lane.settle() };
  }

  /** Milliseconds since the first attempt of those that are counted. */
  function elapsed(): number {
    return goesOn && record ? Math.max(0, world.clock.now() - record.firstStartedAt) : 0;
  }

  /** When to try again after an interruption, which only a `retryOn` that names it allows. */
  async function dueAfterInterruption(): Promise<number | undefined> {
    if (!goesOn || policy.retryOn === undefined) return undefined;
    const failure = { kind: "interrupted" } as const;
    const number = used.attempts + 1;
    const decision = decide(policy, { attempt: number, failure, elapsed: used.elapsed, unit: unit(number) });
    if (decision.kind === "give-up") return undefined;
    const next = world.clock.now() + decision.delay;
    await recorder.attemptFailed(number, redacted(failure), next);
    return next;
  }

  function redacted(failure: Failure): RecordedFailure {
    const { redact } = body;
    return redactedFailure(recordOf(failure), redact && { redact });
  }

  async function conclude(result: AttemptsResult<V>, duration: number): Promise<StepOutcome<V>> {
    const { attempts } = result;
    if (result.kind === "success") {
      const { value } = result;
      await recorder.done(value, attempts, duration);
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
    await recorder.failed(failure, attempts, duration);
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
