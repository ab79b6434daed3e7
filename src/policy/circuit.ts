/**
 * The circuit breaker (Nygard, "Release It!") as pure functions over a state that runs share.
 *
 * Since it is loaded by other processes at other times, outcomes carry their time and are aged on every use, and the
 * probe of a half-open circuit is a leased permit with a fencing token: one runner probes, and a late one is not heard.
 */
import { type Backoff, backoffDelay } from "./backoff.ts";
import { type CircuitState, OUTCOMES_KEPT } from "./circuit-state.ts";

/** When a circuit opens and closes; durations in milliseconds. */
export interface CircuitPolicy {
  /** How long an outcome counts. */
  readonly window: number;
  /** Opens at this share of failures, in (0, 1], once the window holds `minimumThroughput` outcomes. */
  readonly failureRate: number;
  readonly minimumThroughput: number;
  /** Opens at so many failures in a row within the window. */
  readonly consecutiveFailures: number;
  /** How long it stays open, growing each time a probe fails. */
  readonly openDuration: Backoff;
  /** How long a probe may take before another caller may probe. */
  readonly probeLease: number;
}

/** Whether a caller may call. The state is the one to store before calling. */
export type Admission =
  | { readonly kind: "allowed"; readonly state: CircuitState }
  /** Allowed as the only one; its outcome must be recorded with this permit. */
  | { readonly kind: "probe"; readonly permit: number; readonly state: CircuitState }
  /** `retryAt`: milliseconds since the epoch, unknown where a person holds the circuit open. */
  | { readonly kind: "refused"; readonly reason: string; readonly retryAt?: number; readonly state: CircuitState };

/** How a call ended; `permit` where it was a probe. */
export interface CallOutcome {
  readonly ok: boolean;
  readonly permit?: number;
}

/** Whether a call may be made at `now`. */
export function admit(stored: CircuitState, now: number, policy: CircuitPolicy): Admission {
  const state = aged(stored, now, policy);
  switch (state.mode.kind) {
    case "closed":
      return { kind: "allowed", state };
    case "isolated":
      return { kind: "refused", reason: `isolated: ${state.mode.reason}`, state };
    case "open":
      if (now < state.mode.until) {
        return { kind: "refused", reason: state.mode.reason, retryAt: state.mode.until, state };
      }
      return probe(state, now, policy);
    default:
      if (now < state.mode.expires) {
        return { kind: "refused", reason: "another caller is probing it", retryAt: state.mode.expires, state };
      }
      return probe(state, now, policy);
  }
}

/** The state after a call ended at `now`; `unit` in [0, 1) draws the jitter of an open duration. */
export function record(
  stored: CircuitState,
  outcome: CallOutcome,
  now: number,
  policy: CircuitPolicy,
  unit: number,
): CircuitState {
  const before = aged(stored, now, policy);
  if (before.mode.kind === "half-open") {
    // A call from before the circuit opened, or a probe whose lease went to another, says nothing of how it is now.
    if (outcome.permit !== before.mode.permit) return before;
    return outcome.ok ? closed(before) : open(before, "the probe failed", now, policy, unit);
  }
  if (outcome.permit !== undefined) return before;
  const outcomes = [...before.outcomes, { at: now, ok: outcome.ok }].slice(-OUTCOMES_KEPT);
  const state = { ...before, outcomes };
  if (state.mode.kind !== "closed" || outcome.ok) return state;
  const reason = reasonToOpen(state, policy);
  return reason === undefined ? state : open(state, reason, now, policy, unit);
}

/** Held open by a person, whatever is recorded, until {@link release}. */
export function isolate(state: CircuitState, reason: string): CircuitState {
  return { ...state, mode: { kind: "isolated", reason: reason.slice(0, 500) } };
}

/** Closed again with a clean slate. */
export function release(state: CircuitState): CircuitState {
  return closed(state);
}

function probe(state: CircuitState, now: number, policy: CircuitPolicy): Admission {
  const permit = state.token + 1;
  const mode = { kind: "half-open", permit, expires: now + policy.probeLease } as const;
  return { kind: "probe", permit, state: { ...state, mode, token: permit } };
}

function closed(state: CircuitState): CircuitState {
  return { ...state, mode: { kind: "closed" }, outcomes: [], opened: 0 };
}

function open(state: CircuitState, reason: string, now: number, policy: CircuitPolicy, unit: number): CircuitState {
  const opened = state.opened + 1;
  const until = now + backoffDelay(policy.openDuration, opened, unit);
  return { ...state, mode: { kind: "open", until, reason }, outcomes: [], opened };
}

/** Drops what no longer counts, and pulls times that another machine's clock put in the future back to what they can be. */
function aged(state: CircuitState, now: number, policy: CircuitPolicy): CircuitState {
  const outcomes = state.outcomes.filter(({ at }) => at > now - policy.window && at <= now + policy.window);
  const { mode } = state;
  if (mode.kind === "open") {
    return { ...state, outcomes, mode: { ...mode, until: Math.min(mode.until, now + policy.openDuration.maxDelay) } };
  }
  if (mode.kind === "half-open") {
    return { ...state, outcomes, mode: { ...mode, expires: Math.min(mode.expires, now + policy.probeLease) } };
  }
  return { ...state, outcomes };
}

function reasonToOpen({ outcomes }: CircuitState, policy: CircuitPolicy): string | undefined {
  const inARow = outcomes.length - 1 - outcomes.findLastIndex(({ ok }) => ok);
  if (inARow >= policy.consecutiveFailures) return `${inARow} failures in a row`;
  const failures = outcomes.filter(({ ok }) => !ok).length;
  const isBusy = outcomes.length >= policy.minimumThroughput;
  if (isBusy && failures / outcomes.length >= policy.failureRate)
    return `${failures} of ${outcomes.length} calls failed`;
  return undefined;
}
