import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JOB_LIFETIME } from "../../src/policy/deadline.ts";
import type { Failure } from "../../src/policy/failure.ts";
import { parseFailureList } from "../../src/policy/failure-list.ts";
import { decide, type Failed, type RetryPolicy } from "../../src/policy/retry.ts";

const policy: RetryPolicy = {
  maxAttempts: 3,
  backoff: { initialDelay: 1_000, factor: 2, maxDelay: 60_000, jitter: "none" },
};
const exit = (code: number, more: Pick<Failure, "output" | "retryAfter"> = {}): Failure => ({
  kind: "exit",
  code,
  ...more,
});
const failed = (failure: Failure, more: Partial<Failed> = {}): Failed => ({
  attempt: 1,
  failure,
  elapsed: 0,
  unit: 0.5,
  ...more,
});

describe("a failure", () => {
  test.each<[string, Partial<RetryPolicy>, Failed, object]>([
    ["of an unknown cause is retried", {}, failed(exit(1)), { kind: "retry", delay: 1_000, reason: "exit code 1" }],
    [
      "that may pass is retried and its cause named",
      {},
      failed(exit(1, { output: "ECONNRESET" })),
      { kind: "retry", delay: 1_000, reason: "exit code 1: connection reset or refused" },
    ],
    [
      "waits longer after each attempt",
      {},
      failed(exit(1), { attempt: 2 }),
      { kind: "retry", delay: 2_000, reason: "exit code 1" },
    ],
    [
      "that is permanent is not retried",
      {},
      failed(exit(127)),
      {
        kind: "give-up",
        cause: "permanent",
        reason: "exit code 127: command not found, which another attempt would not change",
      },
    ],
    [
      "of the last attempt is not retried",
      {},
      failed(exit(1), { attempt: 3 }),
      { kind: "give-up", cause: "exhausted", reason: "exit code 1; all 3 attempts are used" },
    ],
    [
      "of the only attempt is not retried",
      { maxAttempts: 1 },
      failed(exit(1)),
      { kind: "give-up", cause: "exhausted", reason: "exit code 1; it had one attempt" },
    ],
    [
      "by timeout is retried",
      {},
      failed({ kind: "timeout", limit: 90_000 }),
      { kind: "retry", delay: 1_000, reason: "timed out after 1m30s" },
    ],
    [
      "by silence is retried",
      {},
      failed({ kind: "idle-timeout", limit: 60_000 }),
      { kind: "retry", delay: 1_000, reason: "no output for 1m" },
    ],
    [
      "by the deadline is final",
      {},
      failed({ kind: "deadline", limit: 60_000 }),
      { kind: "give-up", cause: "deadline", reason: "the deadline of 1m passed" },
    ],
    [
      "by a signal is retried",
      {},
      failed({ kind: "signal", signal: "SIGKILL" }),
      { kind: "retry", delay: 1_000, reason: "ended by SIGKILL: killed from outside, perhaps out of memory" },
    ],
    [
      "seen through a shell names the signal",
      {},
      failed(exit(139)),
      { kind: "retry", delay: 1_000, reason: "exit code 139 (SIGSEGV)" },
    ],
    [
      "to start is final",
      {},
      failed({ kind: "not-started", message: "no shell fish" }),
      {
        kind: "give-up",
        cause: "permanent",
        reason: "could not be started: no shell fish, which another attempt would not change",
      },
    ],
  ])("%s", (_, more, happened, decision) => expect(decide({ ...policy, ...more }, happened)).toEqual(decision));
});

describe("retry-on", () => {
  test("makes a permanent failure retried", () => {
    expect(decide({ ...policy, retryOn: parseFailureList("127") }, failed(exit(127))).kind).toBe("retry");
  });

  test("is the whole of what is retried", () => {
    expect(decide({ ...policy, retryOn: parseFailureList("timeout, 75") }, failed(exit(1)))).toEqual({
      kind: "give-up",
      cause: "retry-on",
      reason: "exit code 1, which retry-on (timeout, 75) does not list",
    });
  });

  test("transient, unknown says what is the default", () => {
    const said = { ...policy, retryOn: parseFailureList("transient, unknown") };
    for (let code = 1; code < 256; code++) {
      expect(decide(said, failed(exit(code))).kind, `${code}`).toBe(decide(policy, failed(exit(code))).kind);
    }
  });
});

describe("give-up-on", () => {
  test("wins over retry-on", () => {
    const both = { ...policy, retryOn: parseFailureList("any"), giveUpOn: parseFailureList("1-9") };
    expect(decide(both, failed(exit(5)))).toEqual({
      kind: "give-up",
      cause: "give-up-on",
      reason: "exit code 5, which give-up-on lists as 1-9",
    });
    expect(decide(both, failed(exit(10))).kind).toBe("retry");
  });
});

describe("Retry-After", () => {
  test("is a lower bound that the longest delay does not cap", () => {
    const decision = decide(policy, failed(exit(1, { retryAfter: 120_000 })));
    expect(decision).toEqual({ kind: "retry", delay: 120_000, reason: "exit code 1; Retry-After asks for 2m" });
  });

  test("does not shorten a longer backoff", () => {
    expect(decide(policy, failed(exit(1, { retryAfter: 10 })))).toEqual({
      kind: "retry",
      delay: 1_000,
      reason: "exit code 1",
    });
  });

  test("past the deadline is not waited for", () => {
    expect(decide({ ...policy, deadline: 60_000 }, failed(exit(1, { retryAfter: 60_000 })))).toEqual({
      kind: "give-up",
      cause: "deadline",
      reason: "exit code 1; Retry-After asks for 1m; a wait of 1m would pass the deadline of 1m",
    });
  });

  test("past the life of any job is not waited for", () => {
    expect(decide(policy, failed(exit(1, { retryAfter: JOB_LIFETIME })))).toMatchObject({
      kind: "give-up",
      cause: "deadline",
    });
  });
});

test("an attempt is announced only where it starts before the deadline, and never after the last one", () => {
  const happened = fc.record({
    attempt: fc.integer({ min: 1, max: 20 }),
    elapsed: fc.nat(10 ** 6),
    unit: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    retryAfter: fc.nat(10 ** 6),
    code: fc.integer({ min: 1, max: 255 }),
  });
  const policies = fc.record({ maxAttempts: fc.integer({ min: 1, max: 20 }), deadline: fc.nat(10 ** 6) });
  fc.assert(
    fc.property(policies, happened, (limits, { code, retryAfter, ...rest }) => {
      const decision = decide({ ...policy, ...limits }, { ...rest, failure: exit(code, { retryAfter }) });
      if (decision.kind === "give-up") return;
      expect(rest.attempt).toBeLessThan(limits.maxAttempts);
      expect(rest.elapsed + decision.delay).toBeLessThan(limits.deadline);
      expect(decision.delay).toBeGreaterThanOrEqual(retryAfter);
    }),
  );
});
