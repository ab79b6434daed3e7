import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runScene } from "./run-scene.ts";

const soon = { maxAttempts: 3, initialDelay: "10s", jitter: "none" } as const;

/** Aborts while a step's attempt is under way, as a process that is asked to stop. */
async function sceneToStop() {
  const stopping = new AbortController();
  const scene = await runScene({ suspendAfter: 60_000 });
  return Object.assign(scene, { stopping, stop: () => stopping.abort(new Error("SIGTERM")) });
}

const onePausedOneWaiting = (ctx: Context) =>
  ctx.map(
    "import",
    ["a", "b"],
    (item, key) =>
      key === "a"
        ? item.step("one", () => {
            throw new Error("bad order");
          })
        : item.wait("1h"),
    { onExhausted: "pause" },
  );

describe("a run whose process is asked to stop", () => {
  it("goes on later with a step that heeded the signal, and counts no attempt for it", async () => {
    const { run, stopping, stop } = await sceneToStop();
    const attempts: number[] = [];
    const body = (ctx: Context) =>
      ctx.step("import", ({ attempt, signal }) => {
        attempts.push(attempt);
        if (attempts.length > 1) return "imported";
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          stop();
        });
      });
    expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    expect(await run(body)).toEqual({ status: "completed", output: "imported" });
    expect(attempts).toEqual([1, 1]);
  });

  it("goes on later with a step that was to be tried again, with the attempts it has left", async () => {
    const { run, stopping, stop } = await sceneToStop();
    const attempts: number[] = [];
    const body = (ctx: Context) =>
      ctx.step(
        "import",
        ({ attempt }) => {
          attempts.push(attempt);
          if (attempt === 2) return "imported";
          setImmediate(stop);
          throw new Error("busy");
        },
        { retry: { ...soon, initialDelay: "50s" } },
      );
    expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    expect(await run(body)).toEqual({ status: "completed", output: "imported" });
    expect(attempts).toEqual([1, 2]);
  });

  it("keeps what a step gives that ends although it was asked to stop", async () => {
    const { run, stopping, stop } = await sceneToStop();
    let calls = 0;
    const body = async (ctx: Context) => {
      const first = await ctx.step("first", () => (stop(), ++calls));
      return [first, await ctx.step("second", () => ++calls)];
    };
    expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    expect(await run(body)).toEqual({ status: "completed", output: [1, 2] });
  });

  it("asks a person about an at-most-once step that was under way", async () => {
    const { run, stopping, stop } = await sceneToStop();
    let calls = 0;
    const body = (ctx: Context) =>
      ctx.step(
        "charge",
        ({ signal }) => {
          calls += 1;
          return new Promise((_, reject) => {
            signal.addEventListener("abort", () => reject(signal.reason));
            stop();
          });
        },
        { semantics: "at-most-once" },
      );
    // Nobody knows whether the effect happened, stopping or not.
    expect(await run(body, { signal: stopping.signal })).toMatchObject({ status: "interrupted" });
    expect(await run(body)).toMatchObject({ status: "paused", failure: { kind: "interrupted" }, causes: ["charge"] });
    expect(calls).toBe(1);
  });

  it("looks at a condition again that was being looked at", async () => {
    const { run, stopping, stop } = await sceneToStop();
    let looks = 0;
    const body = (ctx: Context) =>
      ctx.waitForCondition(
        "ready",
        (state: number, { signal }) => {
          looks += 1;
          if (looks > 1) return state + 1;
          return new Promise<number>((_, reject) => {
            signal.addEventListener("abort", () => reject(signal.reason));
            stop();
          });
        },
        { initialState: 0, until: (state) => state === 1 },
      );
    expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    expect(await run(body)).toEqual({ status: "completed", output: 1 });
  });

  it("is left at once where it waits, or is at something that is no operation", async () => {
    for (const body of [
      (ctx: Context) => ctx.wait("50s"),
      (ctx: Context) => ctx.createCallback("answer").then(({ result }) => result),
      () => new Promise(() => {}),
    ]) {
      const { run, stopping, stop } = await sceneToStop();
      setImmediate(() => setImmediate(stop));
      expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    }
  });

  it("starts nothing where it was asked before it began", async () => {
    const { run, stopping, stop } = await sceneToStop();
    stop();
    let calls = 0;
    const body = (ctx: Context) => ctx.step("import", () => ++calls);
    expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    expect(calls).toBe(0);
    const idle = await sceneToStop();
    idle.stop();
    expect(await idle.run(() => new Promise(() => {}), { signal: idle.stopping.signal })).toEqual({
      status: "interrupted",
    });
  });

  it("leaves no timer for code that had ended", async () => {
    const { run, stopping, stop, clock } = await sceneToStop();
    const body = async (ctx: Context) => {
      await ctx.step("first", (step) => void setImmediate(() => step.heartbeat()), { idleTimeout: "1h" });
      await ctx.step("last", stop);
      await ctx.wait("1s");
    };
    expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    expect(clock.timers()).toBe(0);
  });
});

describe("a cancelled run", () => {
  it("is cancelled also where it had paused", async () => {
    const { run, say } = await runScene();
    const log: string[] = [];
    const body = async (ctx: Context) => {
      await ctx.step("book", () => void log.push("book"), { compensate: () => void log.push("cancel") });
      await ctx.step(
        "publish",
        () => {
          throw new Error("read-only");
        },
        { onExhausted: "pause" },
      );
    };
    expect(await run(body)).toMatchObject({ status: "paused" });
    await say({ kind: "cancel", compensate: true });
    expect(await run(body)).toEqual({ status: "cancelled" });
    expect(await run(body)).toEqual({ status: "cancelled" });
    expect(log).toEqual(["book", "cancel"]);
  });

  it("is cancelled where one item is paused and another waits", async () => {
    const { run, say } = await runScene();
    expect(await run(onePausedOneWaiting)).toMatchObject({ status: "suspended" });
    await say({ kind: "cancel", compensate: false });
    expect(await run(onePausedOneWaiting)).toEqual({ status: "cancelled" });
  });

  it("tries again to undo what could not be undone at once", async () => {
    const { run, runToEnd, say } = await runScene({ suspendAfter: 1000 });
    const log: string[] = [];
    const body = async (ctx: Context) => {
      await ctx.step("book", () => void log.push("book"), {
        retry: soon,
        compensate: (_, { attempt }) => {
          log.push(`cancel ${attempt}`);
          if (attempt < 3) throw new Error("busy");
        },
      });
      await ctx.wait("1h");
    };
    await run(body);
    await say({ kind: "cancel", compensate: true });
    expect(await runToEnd(body)).toEqual({ status: "cancelled" });
    expect(log).toEqual(["book", "cancel 1", "cancel 2", "cancel 3"]);
  });

  it("starts no further attempt of a step that fails after it was cancelled", async () => {
    const { run, say } = await runScene({ suspendAfter: 60_000 });
    const attempts: number[] = [];
    const body = (ctx: Context) =>
      ctx.step(
        "import",
        async ({ attempt }) => {
          attempts.push(attempt);
          await say({ kind: "cancel", compensate: false });
          await new Promise((resolve) => setTimeout(resolve, 50));
          throw new Error("busy");
        },
        { retry: { maxAttempts: 3, initialDelay: "0s" } },
      );
    expect(await run(body)).toEqual({ status: "cancelled" });
    expect(attempts).toEqual([1]);
  });
});
