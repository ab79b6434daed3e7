/** What stands between the conformance cases: the same questions about other values, in our own semantics. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { automation, CallbackTimedOut, type Context, type StepOptions } from "../../src/index.ts";
import type { CallbackAction } from "./case.ts";
import { drive } from "./drive.ts";
import { historyOf } from "./history.ts";
import { invoke } from "./invocation.ts";

let folder: string;
let alwaysReplay = false;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "neighbours-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Details {
  readonly RetryDetails?: { readonly NextAttemptDelaySeconds?: number };
  readonly Result?: { readonly Payload?: string };
}
type Body = (ctx: Context) => unknown;

/** Runs it to its end, and tells how that was and what happened to operations on the way. */
async function run(body: Body, actions: readonly CallbackAction[] = []) {
  const test = { id: "neighbour", Input: null, CallbackActions: [...actions], alwaysReplay };
  const { outcome, invocations } = await drive(test, automation("neighbour", body), folder);
  const events = historyOf(invocations).map(({ EventType, Id, ...rest }) => {
    const { RetryDetails, Result } = (rest[`${String(EventType)}Details`] ?? {}) as Details;
    return { what: [EventType, Id].filter(Boolean).join(" "), retry: RetryDetails, payload: Result?.Payload };
  });
  return { outcome, events, whats: events.map(({ what }) => what) };
}

/** What happens to the only callback there is, after so many seconds. */
const after = (Delay: number, Operation: CallbackAction["Operation"], Payload?: unknown): CallbackAction => ({
  CallbackName: "*",
  Operation,
  Payload,
  Delay,
});

const completed = (output: unknown) => ({ status: "completed", output });
const fails = (): never => {
  throw new TypeError("it never works");
};
const everySecond = { initialDelay: "1s", backoff: 1, jitter: "none" } as const;

describe.each([{ mode: "as it comes" }, { mode: "replayed at every await" }])("$mode:", ({ mode }) => {
  beforeEach(() => {
    alwaysReplay = mode !== "as it comes";
  });

  describe("steps", () => {
    it("a backoff grows up to its most", async () => {
      const retry = { maxAttempts: 5, initialDelay: "1s", backoff: 2, maxDelay: "3s", jitter: "none" } as const;
      const { outcome, events } = await run((ctx) => ctx.step("s", fails, { retry }));
      const delays = events.flatMap(({ retry: told }) => (told ? [told.NextAttemptDelaySeconds] : []));
      expect(delays).toEqual([1, 2, 3, 3, undefined]);
      expect(outcome).toMatchObject({ status: "failed", failure: { name: "TypeError" }, causes: ["s"] });
    });

    it.each([
      { options: {}, status: "completed", runs: 2 },
      { options: { semantics: "at-most-once" }, status: "paused", runs: 1 },
      { options: { semantics: "at-most-once", retry: { maxAttempts: 3 } }, status: "paused", runs: 1 },
    ] as const)("interrupted with $options: $status", async ({ options, status, runs }) => {
      const [one, other] = await Promise.all([mkdtemp(join(folder, "one-")), mkdtemp(join(folder, "other-"))]);
      const keys: string[] = [];
      const effect = automation("neighbour", (ctx) =>
        ctx.step(
          "s",
          async ({ idempotencyKey }) => {
            keys.push(idempotencyKey);
            // What the disk has in the midst of the first attempt is all that is left of it.
            if (keys.length === 1) await sleep(20).then(() => cp(one, other, { recursive: true }));
          },
          options as StepOptions<void>,
        ),
      );
      const start = { id: "neighbour", input: null, now: 0, alwaysReplay };
      await invoke(effect, { ...start, folder: one }, () => {});
      const outcome = await invoke(effect, { ...start, folder: other }, () => {});
      expect(outcome.status).toBe(status);
      expect(keys).toHaveLength(runs);
      expect(new Set(keys).size).toBe(1);
    });
  });

  describe("contexts", () => {
    it("a caught failure is the same on replay", async () => {
      const said: string[] = [];
      const { outcome, whats } = await run(async (ctx) => {
        try {
          await ctx.runInChildContext("group", (group) => group.step("s", fails));
        } catch (error) {
          said.push(String(error));
        }
        await ctx.wait("pause", "1s");
      });
      expect(outcome.status).toBe("completed");
      expect(said.length).toBeGreaterThan(1);
      expect(new Set(said)).toEqual(new Set(['ContextFailed: "group" failed: TypeError: it never works']));
      expect(whats.filter((what) => what === "StepFailed group/s")).toHaveLength(1);
    });

    it("what is too large for the journal comes back on replay", async () => {
      const { outcome } = await run(async (ctx) => {
        const large = await ctx.step("step", () => "s".repeat(2_000_000));
        const group = await ctx.runInChildContext("group", () => "g".repeat(300_000));
        const batch = await ctx.map("map", ["m"], (_, item) => item.repeat(300_000));
        await ctx.wait("pause", "1s");
        return [large, group, ...batch.results()].map(({ length, [0]: first }) => `${length} ${first}`);
      });
      expect(outcome).toEqual(completed(["2000000 s", "300000 g", "300000 m"]));
    });

    it("a definition that changed within a context is an error, and what is recorded stays", async () => {
      const before = automation("neighbour", (ctx) =>
        ctx.runInChildContext("group", async (group) => {
          await group.step("one", () => 1);
          await group.wait("pause", "1s");
          return "done";
        }),
      );
      const changed = automation("neighbour", (ctx) => ctx.runInChildContext("group", () => "done"));
      const start = { id: "neighbour", folder, input: null, alwaysReplay };
      await invoke(before, { ...start, now: 0 }, () => {});
      await expect(invoke(changed, { ...start, now: 5000 }, () => {})).rejects.toThrow(/recorded: one, pause/);
      expect(await invoke(before, { ...start, now: 5000 }, () => {})).toEqual(completed("done"));
    });
  });

  describe("callbacks", () => {
    it("an answer that comes too late is none", async () => {
      const { outcome, whats } = await run(
        async (ctx) => {
          const { result } = await ctx.createCallback("c", { timeout: "3s" });
          await ctx.wait("pause", "10s");
          return result.catch((error: unknown) => error instanceof CallbackTimedOut);
        },
        [after(5, "success", "late")],
      );
      expect(outcome).toEqual(completed(true));
      expect(whats).not.toContain("CallbackSucceeded c");
    });

    it("heartbeats keep one alive until there is an answer", async () => {
      const { outcome } = await run(
        (ctx) => ctx.waitForCallback("c", () => {}, { heartbeatTimeout: "3s" }),
        [after(2, "heartbeat"), after(4, "heartbeat"), after(6, "success", "well")],
      );
      expect(outcome).toEqual(completed("well"));
    });

    it("silence after a heartbeat ends one", async () => {
      const { outcome } = await run(
        (ctx) => ctx.waitForCallback("c", () => {}, { heartbeatTimeout: "3s", timeout: "1h" }),
        [after(2, "heartbeat"), after(6, "success", "late")],
      );
      expect(outcome).toMatchObject({ status: "failed", failure: { kind: "idle-timeout" }, causes: ["c/callback"] });
    });

    it("one that cannot be handed out fails, after its attempts", async () => {
      const { outcome, whats } = await run((ctx) =>
        ctx.waitForCallback("c", fails, { retry: { maxAttempts: 2, ...everySecond } }),
      );
      expect(outcome).toMatchObject({ status: "failed", failure: { name: "TypeError" }, causes: ["c/submit"] });
      expect(whats.filter((what) => what === "StepFailed c/submit")).toHaveLength(2);
      expect(whats).toContain("ContextFailed c");
    });
  });

  it("a condition is looked at less and less often, until its time is over", async () => {
    const options = { initialState: 0, until: () => false, interval: "1s", backoff: 2, timeout: "10s" } as const;
    const { outcome, events } = await run((ctx) => ctx.waitForCondition("c", (count: number) => count + 1, options));
    expect(events.flatMap(({ retry }) => retry?.NextAttemptDelaySeconds ?? [])).toEqual([1, 2, 4]);
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "timeout" }, causes: ["c"] });
  });

  describe("batches", () => {
    it.each([
      {
        completion: { minSuccessful: 1 },
        reason: "min-successful-reached",
        first: (): unknown => "ok",
        status: "succeeded",
      },
      {
        completion: { toleratedFailureCount: 0 },
        reason: "failure-tolerance-exceeded",
        first: fails,
        status: "failed",
      },
    ])(
      "$reason: what is under way is not waited for, now or on replay",
      async ({ completion, reason, first, status }) => {
        const seen: string[] = [];
        const over = Promise.withResolvers<void>();
        const { whats } = await run(async (ctx) => {
          const branches = {
            first,
            waits: (branch: Context) => branch.wait("pause", "1h"),
            ends: () => over.promise, // after the batch, which is not told of it, now or later
          };
          const batch = await ctx.parallel<unknown>("p", branches, { completion });
          seen.push([batch.completionReason, ...batch.all.map((item) => `${item.key} ${item.status}`)].join());
          over.resolve();
          await ctx.step("later", () => sleep(1));
          await ctx.wait("pause", "1s");
        });
        expect(seen.length).toBeGreaterThan(1);
        expect(new Set(seen)).toEqual(new Set([`${reason},first ${status},waits started,ends started`]));
        expect(whats).not.toContain("WaitSucceeded p/waits/pause");
      },
    );

    it("each result is kept as the codec has it", async () => {
      const codec = { encode: (text: string) => text.toUpperCase(), decode: (stored: unknown) => `${String(stored)}!` };
      const { outcome, events } = await run(async (ctx) =>
        (await ctx.map("m", ["a"], (_, item) => item, { codec })).results(),
      );
      expect(outcome).toEqual(completed(["A!"]));
      expect(events.find(({ what }) => what === "ContextSucceeded m/a")?.payload).toBe('"A"');
    });

    it.each([
      { maxConcurrency: 0 },
      { maxConcurrency: 1.5 },
      { completion: { toleratedFailureCount: -1 } },
      { completion: { toleratedFailurePercentage: 101 } },
    ])("%o is refused before anything is started", async (options) => {
      const { outcome, whats } = await run((ctx) => ctx.map("m", [1], (_, item) => item, options));
      expect(outcome).toMatchObject({ status: "failed", failure: { name: "UserError" } });
      expect(whats).toEqual(["ExecutionStarted", "InvocationCompleted", "ExecutionFailed"]);
    });
  });
});
