import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { admit, type CircuitPolicy, isolate, record, release } from "../../src/policy/circuit.ts";
import { type CircuitState, circuitState, newCircuit, OUTCOMES_KEPT } from "../../src/policy/circuit-state.ts";
import { casesOf } from "../cases.ts";

const policy: CircuitPolicy = {
  window: 60_000,
  failureRate: 0.5,
  minimumThroughput: 10,
  consecutiveFailures: 3,
  openDuration: { initialDelay: 1_000, factor: 2, maxDelay: 8_000, jitter: "none" },
  probeLease: 5_000,
};

function after(outcomes: readonly boolean[], at = 0, state: CircuitState = newCircuit): CircuitState {
  return outcomes.reduce((before, ok) => record(before, { ok }, at, policy, 0), state);
}

function probed(state: CircuitState, now: number) {
  const admission = admit(state, now, policy);
  if (admission.kind !== "probe") throw new Error(`no probe but ${admission.kind}`);
  return admission;
}

describe("a closed circuit", () => {
  test("lets calls through", () => expect(admit(newCircuit, 0, policy).kind).toBe("allowed"));

  test("opens at so many failures in a row", () => {
    expect(after([false, false]).mode.kind).toBe("closed");
    expect(after([false, false, true, false, false]).mode.kind).toBe("closed");
    expect(after([false, false, false]).mode).toEqual({ kind: "open", until: 1_000, reason: "3 failures in a row" });
  });

  test("opens at the failure rate once enough calls were made", () => {
    const half = [true, false, true, false, true, false, true, false, true];
    expect(after(half).mode.kind).toBe("closed");
    expect(after([...half, false]).mode).toMatchObject({ kind: "open", reason: "5 of 10 calls failed" });
  });

  test("forgets failures that are older than the window, so an hour's pause opens nothing", () => {
    const before = after([false, false]);
    expect(record(before, { ok: false }, 3_600_000, policy, 0).mode.kind).toBe("closed");
    expect(record(before, { ok: false }, 59_999, policy, 0).mode.kind).toBe("open");
  });

  test("keeps a bounded number of outcomes", () => {
    expect(after(Array.from({ length: OUTCOMES_KEPT + 50 }, () => true)).outcomes).toHaveLength(OUTCOMES_KEPT);
  });
});

describe("an open circuit", () => {
  const open = after([false, false, false]);

  test("refuses calls and says until when", () => {
    expect(admit(open, 999, policy)).toMatchObject({ kind: "refused", reason: "3 failures in a row", retryAt: 1_000 });
  });

  test("is not moved by calls that began before it opened", () => {
    expect(record(open, { ok: true }, 10, policy, 0).mode).toEqual(open.mode);
    expect(record(open, { ok: false }, 10, policy, 0).mode).toEqual(open.mode);
  });

  test("lets one caller probe when its time is up", () => {
    const { state, permit } = probed(open, 1_000);
    expect(permit).toBe(1);
    expect(admit(state, 1_001, policy)).toMatchObject({
      kind: "refused",
      reason: "another caller is probing it",
      retryAt: 6_000,
    });
  });

  test("opened by a machine whose clock runs ahead is not open for longer than any open duration", () => {
    const ahead = { ...open, mode: { kind: "open", until: 10 ** 12, reason: "x" } } as const;
    expect(admit(ahead, 0, policy)).toMatchObject({ kind: "refused", retryAt: 8_000 });
  });
});

describe("a probe", () => {
  const { state, permit } = probed(after([false, false, false]), 1_000);

  test("that succeeds closes the circuit with a clean slate", () => {
    const closed = record(state, { ok: true, permit }, 1_100, policy, 0);
    expect(closed).toMatchObject({ mode: { kind: "closed" }, outcomes: [], opened: 0, token: 1 });
  });

  test("that fails opens it for longer each time, up to the maximum", () => {
    let now = 1_000;
    let current = after([false, false, false]);
    const lengths = Array.from({ length: 6 }, () => {
      const probe = probed(current, now);
      current = record(probe.state, { ok: false, permit: probe.permit }, now, policy, 0);
      if (current.mode.kind !== "open") throw new Error(current.mode.kind);
      const length = current.mode.until - now;
      now = current.mode.until;
      return length;
    });
    expect(lengths).toEqual([2_000, 4_000, 8_000, 8_000, 8_000, 8_000]);
  });

  test("whose lease ran out gives way to another, and is not heard when it comes late", () => {
    const second = probed(state, 6_000);
    expect(second.permit).toBe(2);
    expect(record(second.state, { ok: true, permit }, 6_001, policy, 0).mode.kind).toBe("half-open");
    const closed = record(second.state, { ok: true, permit: 2 }, 6_002, policy, 0);
    expect(closed.mode.kind).toBe("closed");
    expect(record(closed, { ok: false, permit }, 6_003, policy, 0).outcomes).toEqual([]);
  });

  test("is not decided by an ordinary call that ends meanwhile", () => {
    expect(record(state, { ok: true }, 1_100, policy, 0).mode.kind).toBe("half-open");
  });
});

describe("an isolated circuit", () => {
  test("refuses until it is released, whatever is recorded", () => {
    const held = record(isolate(newCircuit, "maintenance"), { ok: true }, 5, policy, 0);
    expect(admit(held, 10 ** 9, policy)).toMatchObject({ kind: "refused", reason: "isolated: maintenance" });
    expect(admit(held, 10 ** 9, policy)).not.toHaveProperty("retryAt");
    expect(admit(release(held), 10 ** 9, policy).kind).toBe("allowed");
  });
});

test("whatever happens, at most one probe holds a lease, tokens only grow, and the state survives storage", () => {
  const events = fc.array(
    fc.record({
      kind: fc.constantFrom("call", "ok", "fail", "probe-ok", "probe-fail", "isolate", "release"),
      pass: fc.nat(7_000),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(events, (list) => {
      let state: CircuitState = newCircuit;
      let now = 0;
      let lease: { permit: number; expires: number } | undefined;
      for (const { kind, pass } of list) {
        now += pass;
        const before = state;
        if (kind === "call") {
          const admission = admit(state, now, policy);
          state = admission.state;
          if (admission.kind === "probe") {
            if (lease !== undefined && now < lease.expires) throw new Error("two probes at once");
            lease = { permit: admission.permit, expires: now + policy.probeLease };
          }
        } else if (kind === "isolate") state = isolate(state, "x");
        else if (kind === "release") [state, lease] = [release(state), undefined];
        else if (!kind.startsWith("probe")) state = record(state, { ok: kind === "ok" }, now, policy, 0.5);
        else if (lease !== undefined) {
          state = record(state, { ok: kind === "probe-ok", permit: lease.permit }, now, policy, 0.5);
          lease = undefined;
        }
        expect(state.token).toBeGreaterThanOrEqual(before.token);
        const stored: unknown = JSON.parse(JSON.stringify(state));
        expect(circuitState.parse(stored)).toEqual(state);
      }
    }),
    { numRuns: casesOf(10_000) },
  );
});

test.each([
  ["another version", { ...newCircuit, version: 2 }],
  ["an unknown mode", { ...newCircuit, mode: { kind: "ajar" } }],
  ["an unknown field", { ...newCircuit, extra: 1 }],
  [
    "too many outcomes",
    { ...newCircuit, outcomes: Array.from({ length: OUTCOMES_KEPT + 1 }, () => ({ at: 1, ok: true })) },
  ],
  ["a token that is no count", { ...newCircuit, token: -1 }],
])("a stored circuit with %s is refused", (_, stored) => expect(circuitState.safeParse(stored).success).toBe(false));
