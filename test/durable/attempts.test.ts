import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AttemptsOptions, type Attempted, runAttempts } from "../../src/durable/step/attempts.ts";
import type { RetryPolicy } from "../../src/policy/retry.ts";
import { systemClock } from "../../src/world/clock.ts";

const world = { clock: systemClock };
const policy: RetryPolicy = {
  maxAttempts: 3,
  backoff: { initialDelay: 1_000, factor: 2, maxDelay: 60_000, jitter: "none" },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  const remaining = vi.getTimerCount();
  vi.useRealTimers();
  if (remaining > 0) throw new Error(`${remaining} timers remain`);
});

const failure = (code: number): Attempted<string> => ({
  kind: "failure",
  failure: { kind: "exit", code },
  value: `left by ${code}`,
});
const success: Attempted<string> = { kind: "success", value: "fine" };

/** Runs with a body that ends as listed, one after the other, and notes what happens and when. */
async function run(ends: readonly Attempted<string>[], more: Partial<AttemptsOptions<string>> = {}) {
  const log: string[] = [];
  const started = performance.now();
  const note = (text: string) => log.push(`${performance.now() - started} ${text}`);
  const running = runAttempts<string>(
    world,
    async (attempt) => {
      note(`run ${attempt}`);
      return ends[attempt - 1]!;
    },
    {
      policy,
      unit: () => 0,
      onAttemptStart: (attempt) => void note(`start ${attempt}`),
      onAttemptFailed: (attempt, _, decision) => void note(`failed ${attempt}: ${decision.kind}`),
      onRetry: (attempt) => void note(`retry ${attempt}`),
      ...more,
    },
  );
  await vi.runAllTimersAsync();
  return { result: await running, log };
}

/** A body that ends only when it is aborted. */
const hanging = (_: number, signal: AbortSignal) =>
  new Promise<Attempted<string>>((resolve) => signal.addEventListener("abort", () => resolve(failure(143))));

const succeedingWhenAborted = (_: number, signal: AbortSignal) =>
  new Promise<Attempted<string>>((resolve) => signal.addEventListener("abort", () => resolve(success)));

const throwingWhenAborted = async (_: number, signal: AbortSignal) => {
  await systemClock.sleep(60_000, signal);
  return success;
};

describe("attempts", () => {
  test("end with the first success", async () => {
    const { result, log } = await run([success]);
    expect(result).toEqual({ kind: "success", attempts: 1, value: "fine" });
    expect(log).toEqual(["0 start 1", "0 run 1"]);
  });

  test("are told, waited for and run one after the other", async () => {
    const { result, log } = await run([failure(1), failure(2), success]);
    expect(result).toEqual({ kind: "success", attempts: 3, value: "fine" });
    expect(log).toEqual([
      "0 start 1",
      "0 run 1",
      "0 failed 1: retry",
      "1000 retry 2",
      "1000 start 2",
      "1000 run 2",
      "1000 failed 2: retry",
      "3000 retry 3",
      "3000 start 3",
      "3000 run 3",
    ]);
  });

  test("that are used up end with the last failure, without a wait after it", async () => {
    const { result, log } = await run([failure(1), failure(2), failure(3)]);
    expect(result).toEqual({
      kind: "failure",
      attempts: 3,
      failure: { kind: "exit", code: 3 },
      decision: { kind: "give-up", cause: "exhausted", reason: "exit code 3; all 3 attempts are used" },
      value: "left by 3",
    });
    expect(log.at(-1)).toBe("3000 failed 3: give-up");
  });

  test("stop at a permanent failure", async () => {
    const { result } = await run([failure(127)]);
    expect(result).toMatchObject({ kind: "failure", attempts: 1, decision: { cause: "permanent" } });
  });

  test("wait for observers, so that a journal can write ahead", async () => {
    const order: string[] = [];
    const slowly = async (text: string) => {
      await systemClock.sleep(500);
      order.push(text);
    };
    const running = runAttempts<string>(
      world,
      async (attempt) => {
        order.push(`run ${attempt}`);
        return attempt === 1 ? failure(1) : success;
      },
      {
        policy,
        unit: () => 0,
        onAttemptStart: (attempt) => slowly(`start ${attempt}`),
        onAttemptFailed: (attempt) => slowly(`failed ${attempt}`),
        onRetry: (attempt) => slowly(`retry ${attempt}`),
      },
    );
    await vi.runAllTimersAsync();
    await running;
    expect(order).toEqual(["start 1", "run 1", "failed 1", "retry 2", "start 2", "run 2"]);
    expect(performance.now()).toBeGreaterThanOrEqual(3_000);
  });

  test("can be many, without a delay and without a number running over", async () => {
    const result = await runAttempts(world, async () => failure(1), {
      policy: { maxAttempts: 2_500, backoff: { ...policy.backoff, initialDelay: 0 } },
      unit: () => 0,
    });
    expect(result).toMatchObject({ kind: "failure", attempts: 2_500 });
  });
});

describe("what is thrown", () => {
  test.each([new Error("disk full"), new TypeError("x is undefined")])(
    "by the body (%s) ends the loop and is thrown on",
    async (error) => {
      const body = vi.fn<() => Promise<never>>(async () => {
        throw error;
      });
      await expect(runAttempts(world, body, { policy: { ...policy, deadline: 1_000 }, unit: () => 0 })).rejects.toBe(
        error,
      );
      expect(body).toHaveBeenCalledTimes(1);
    },
  );

  test.each(["onAttemptStart", "onAttemptFailed", "onRetry"])("by %s ends the loop and is thrown on", async (hook) => {
    const error = new Error("the journal is full");
    const running = runAttempts(world, async () => failure(1), {
      policy,
      unit: () => 0,
      [hook]: () => {
        throw error;
      },
    });
    const thrown = running.catch((reason: unknown) => reason);
    await vi.runAllTimersAsync();
    expect(await thrown).toBe(error);
  });
});

describe("the deadline", () => {
  test("aborts a running attempt and ends with what it left", async () => {
    const running = runAttempts(world, hanging, { policy: { ...policy, deadline: 5_000 }, unit: () => 0 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await running).toEqual({
      kind: "failure",
      attempts: 1,
      failure: { kind: "deadline", limit: 5_000 },
      decision: { kind: "give-up", cause: "deadline", reason: "the deadline of 5s passed" },
      value: "left by 143",
    });
  });

  test("spans all attempts and the waits between them", async () => {
    const { result, log } = await run([failure(1), failure(1), success], { policy: { ...policy, deadline: 3_000 } });
    expect(result).toMatchObject({
      kind: "failure",
      attempts: 2,
      failure: { kind: "exit" },
      decision: { cause: "deadline" },
    });
    expect(log.at(-1)).toBe("1000 failed 2: give-up");
  });

  test("that passes in the preparation of a retry lets no attempt start", async () => {
    const { result, log } = await run([failure(1), success], {
      policy: { ...policy, deadline: 1_500 },
      onRetry: () => systemClock.sleep(1_000),
    });
    expect(result).toMatchObject({ kind: "failure", attempts: 1, decision: { cause: "deadline" } });
    expect(log).not.toContain("2000 start 2");
  });

  test("does not undo a success that came as it passed", async () => {
    const running = runAttempts(world, succeedingWhenAborted, { policy: { ...policy, deadline: 10 }, unit: () => 0 });
    await vi.advanceTimersByTimeAsync(10);
    expect(await running).toMatchObject({ kind: "success" });
  });

  test("takes a body that ends by throwing its signal's reason as aborted", async () => {
    const running = runAttempts(world, throwingWhenAborted, { policy: { ...policy, deadline: 10 }, unit: () => 0 });
    await vi.advanceTimersByTimeAsync(10);
    expect(await running).toMatchObject({ kind: "failure", failure: { kind: "deadline", limit: 10 } });
  });
});

describe("cancelling", () => {
  test("before the start runs nothing", async () => {
    const body = vi.fn<typeof hanging>(hanging);
    expect(await runAttempts(world, body, { policy, unit: () => 0, signal: AbortSignal.abort() })).toEqual({
      kind: "cancelled",
      attempts: 0,
    });
    expect(body).not.toHaveBeenCalled();
  });

  test("aborts a running attempt and waits for its end", async () => {
    const controller = new AbortController();
    const onAttemptFailed = vi.fn<() => void>();
    const running = runAttempts(world, hanging, {
      policy: { ...policy, deadline: 9_000 },
      unit: () => 0,
      signal: controller.signal,
      onAttemptFailed,
    });
    await vi.advanceTimersByTimeAsync(100);
    controller.abort();
    expect(await running).toEqual({ kind: "cancelled", attempts: 1, value: "left by 143" });
    expect(onAttemptFailed).not.toHaveBeenCalled();
  });

  test("ends a wait at once", async () => {
    const controller = new AbortController();
    const running = runAttempts(world, async () => failure(1), { policy, unit: () => 0, signal: controller.signal });
    await vi.advanceTimersByTimeAsync(500);
    controller.abort();
    expect(await running).toEqual({ kind: "cancelled", attempts: 1, value: "left by 1" });
    expect(performance.now()).toBeLessThan(1_000);
  });

  test("while a retry is prepared starts no attempt", async () => {
    const controller = new AbortController();
    const { result, log } = await run([failure(1), success], {
      signal: controller.signal,
      onRetry: () => controller.abort(),
    });
    expect(result.kind).toBe("cancelled");
    expect(log).not.toContain("1000 start 2");
  });
});
