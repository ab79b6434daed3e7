import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runAutomation } from "../../src/durable/run/run.ts";
import { openRunLane } from "../../src/durable/lane/run-lane.ts";
import { Locked } from "../../src/journal/lock.ts";
import { directoryStore } from "../../src/store/directory.ts";
import type { World } from "../../src/world.ts";
import { runScene, type Body } from "./run-scene.ts";

const hour = 3_600_000;

describe.each([
  ["in one go", false],
  ["replayed at every await", true],
])("what is strange, %s", (_, alwaysReplay) => {
  const scene = () => runScene({ alwaysReplay });

  it("takes any name, and any key", async () => {
    const { runToEnd } = await scene();
    const names = ["a/b", "%", "%2F", "日本語", "\0", "\ud800", "x".repeat(10_000), " ", "#2", "..", "wait\n"];
    const all = [...names, "constructor", "__proto__", "toString", "hasOwnProperty", "undefined"];
    const outcome = await runToEnd(async (ctx) => {
      const batch = await ctx.map("map", all, (item, name) => item.step(name, () => name.length));
      const steps: number[] = [];
      for (const name of all) steps.push(await ctx.runInChildContext(name, (own) => own.step(name, () => name.length)));
      return [batch.results(), steps];
    });
    const lengths = all.map(({ length }) => length);
    expect(outcome).toEqual({ status: "completed", output: [lengths, lengths] });
  });

  it.each([
    ["1 MB", "x".repeat(1024 * 1024)],
    ["new lines and NUL", "a\r\n\0\u2028\n"],
    ["a lone surrogate", "\udc00\ud800"],
    ["nothing", undefined],
    ["null", null],
    ["minus zero", -0],
    ["a date", new Date(0)],
    ["names of what all objects have", { constructor: 1, toString: [null], nested: { hasOwnProperty: "" } }],
    ["members that are undefined", { one: undefined, two: 2 }],
    ["an empty list", []],
  ])("hands %s back from a step as it does when it is replayed", async (_name, value) => {
    const { runToEnd } = await scene();
    const seen: unknown[] = [];
    await runToEnd(async (ctx) => {
      const given = await ctx.step("one", () => value);
      const child = await ctx.runInChildContext("two", () => value);
      await ctx.wait("1h");
      seen.push(given, child);
    });
    await runToEnd(async () => {});
    const json = value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
    expect(seen.every((each) => Object.is(each, json) || (typeof json === "object" && json !== null))).toBe(true);
    for (const each of seen) expect(each).toEqual(json);
  });

  it.each([
    ["a Map", () => new Map(), "a Map"],
    ["a function", () => () => 1, "a function"],
    ["a BigInt", () => ({ total: 1n }), ".total is a BigInt"],
    ["infinity", () => Number.POSITIVE_INFINITY, "Infinity"],
    [
      "itself",
      () => {
        const own: { own?: unknown } = {};
        own.own = own;
        return own;
      },
      "part of itself",
    ],
    ["a changed prototype", () => JSON.parse('{"__proto__":1}') as unknown, "a member that changes"],
  ])("records a step that gives %s as failed, and runs it once", async (_name, give, message) => {
    const { runToEnd } = await scene();
    let calls = 0;
    const outcome = await runToEnd(async (ctx) => {
      const seen = await ctx.step("one", () => (calls++, give()), { retry: "standard" }).catch(String);
      await ctx.wait("1h");
      return seen;
    });
    expect(outcome).toMatchObject({ status: "completed", output: expect.stringContaining(message) });
    expect(calls).toBe(1);
  });

  it.each([
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
    ["a text", "out of order", "out of order"],
    ["an object", { code: 7 }, '{"code":7}'],
    ["what JSON cannot say", 7n, "[object BigInt]"],
  ])("says what was thrown where it is %s", async (_name, thrown, message) => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd((ctx) =>
      ctx.step("one", () => {
        throw thrown;
      }),
    );
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "error", name: "Error" } });
    expect(outcome).toMatchObject({ failure: { message } });
  });

  it("ends with an error that is its own cause", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd(() => {
      const one = new Error("one");
      one.cause = new Error("two", { cause: one });
      throw one;
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { message: "one" }, causes: [] });
  });

  it("does not end the process for an operation that fails and is awaited later, or never", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd(async (ctx) => {
      const early = ctx.step("early", () => {
        throw new Error("early");
      });
      void ctx.step("never", () => {
        throw new Error("never");
      });
      await ctx.step("late", () => sleep(5));
      return early.catch(String);
    });
    expect(outcome).toEqual({ status: "completed", output: 'StepFailed: step "early" failed: early' });
  });

  it("refuses the context to the body of a step", async () => {
    const { runToEnd } = await scene();
    let calls = 0;
    const outcome = await runToEnd(async (ctx) => {
      const inner = await ctx.step("outer", async () => ctx.step("inner", () => ++calls)).catch(String);
      await ctx.wait("1h");
      return inner;
    });
    expect(outcome).toMatchObject({ output: expect.stringContaining("a step's body cannot use the context") });
    expect(calls).toBe(0);
  });

  it("waits no longer for what a context that has ended had not awaited", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd(async (ctx) => {
      await ctx
        .waitForCallback("approve", () => {
          throw new Error("no mail");
        })
        .catch(() => {});
      await ctx.runInChildContext("race", (own) => Promise.race([own.wait("9h"), own.step("quick", () => {})]));
      await ctx.step("publish", () => Promise.reject(new Error("read-only")), { onExhausted: "pause" });
    });
    expect(outcome).toMatchObject({ status: "paused", causes: ["publish"] });
  });

  it("hands an approval's new id out where a run that waited in vain is resumed", async () => {
    const { runToEnd, say } = await scene();
    const ids: string[] = [];
    const body: Body = (ctx) => ctx.waitForCallback("approve", (id) => void ids.push(id), { timeout: "1d" });
    expect(await runToEnd(body)).toMatchObject({ status: "failed", failure: { kind: "timeout" } });
    expect(await runToEnd(body, { reopen: "causes", suspendAfter: 0 })).toMatchObject({ status: "failed" });
    expect(new Set(ids).size).toBe(2);
    await say({ kind: "answer", callback: ids[0] ?? "", answer: { ok: true, value: "late" } });
  });

  it("tries a step no further whose deadline passed while nobody was there", async () => {
    const { run, clock } = await scene();
    const attempts: number[] = [];
    const body: Body = (ctx) =>
      ctx.step(
        "one",
        ({ attempt }) => {
          attempts.push(attempt);
          throw new Error("busy");
        },
        { retry: { maxAttempts: 9, initialDelay: "30m", jitter: "none" }, deadline: "1h" },
      );
    expect(await run(body)).toMatchObject({ status: "suspended" });
    clock.skipTo(clock.now() + 5 * hour);
    expect(await run(body)).toMatchObject({ status: "failed", failure: { kind: "deadline" } });
    expect(attempts).toEqual([1]);
  });

  it.each([hour, -hour])("comes to its end where the clock jumps by %i ms while it waits", async (jump) => {
    const { runToEnd, clock } = await runScene({ alwaysReplay, suspendAfter: 2 * 60_000 });
    const outcome = await runToEnd(async (ctx) => {
      await ctx.step(
        "one",
        ({ attempt }) => {
          clock.jump(jump);
          if (attempt < 2) throw new Error("busy");
        },
        { retry: "standard", deadline: "9h", timeout: "1m" },
      );
      await ctx.wait("1m");
      await ctx.step("jump", () => clock.jump(jump));
      await ctx.waitForCondition("two", (looks: number) => (clock.jump(jump), looks + 1), {
        initialState: 0,
        until: (looks) => looks === 3,
        interval: "1m",
        timeout: "9h",
      });
      return "through";
    });
    expect(outcome).toEqual({ status: "completed", output: "through" });
  });
});

describe("code that ignores its signal", () => {
  it("is given up, and no attempt runs beside it", async () => {
    const { run } = await runScene({ suspendAfter: hour });
    let calls = 0;
    const outcome = await run((ctx) =>
      ctx.step("one", () => (calls++, new Promise(() => {})), { timeout: "10s", retry: "standard" }),
    );
    expect(outcome).toMatchObject({ status: "failed", failure: { name: "StillRunning" } });
    expect(calls).toBe(1);
  });

  it("is hung where it gives no sign of life, and not where it does", async () => {
    const { run, clock } = await runScene({ suspendAfter: hour });
    const outcome = await run(async (ctx) => {
      const lively = await ctx.step(
        "lively",
        async (step) => {
          for (let count = 0; count < 5 && !step.signal.aborted; count++) {
            await clock.sleep(8000);
            step.heartbeat();
          }
          return step.signal.aborted;
        },
        { idleTimeout: "10s" },
      );
      const hung = await ctx
        .step("hung", ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", reject)), {
          idleTimeout: "10s",
        })
        .catch((error: { failure: { kind: string } }) => error.failure.kind);
      return [lively, hung];
    });
    expect(outcome).toEqual({ status: "completed", output: [false, "idle-timeout"] });
  });
});

const refuse = () =>
  Promise.reject(Object.assign(new Error("EROFS: read-only file system, open"), { code: "EROFS", syscall: "open" }));

const laneIn = (world: World, folder: string) =>
  openRunLane(world, {
    identity: { repository: "kelp/orders", key: "orders-1", lane: "run" },
    writer: {},
    attempt: 1,
    folder: join(folder, "lane"),
    store: directoryStore(world, join(folder, "store")),
    isFirst: false,
    isShared: false,
    stateOf: async () => ({ kind: "ended" }),
  });

describe("a disk", () => {
  it("that is full at any append ends the run with what it says; what was acknowledged stands, and a later run goes on", async () => {
    const { world, folder } = await runScene();
    const done: string[] = [];
    const body = async (ctx: Context) => {
      for (const name of ["a", "b", "c"]) await ctx.step(name, () => void done.push(name));
      return "all";
    };
    const automation = { name: "import", run: body };
    const ended: string[] = [];
    for (let room = 0; ; room++) {
      let left = room;
      const files: World["files"] = {
        ...world.files,
        async openAppend(path) {
          const file = await world.files.openAppend(path);
          return {
            ...file,
            append: (bytes, options) => {
              if (left-- > 0) return file.append(bytes, options);
              throw Object.assign(new Error("ENOSPC: no space left on device, write"), {
                code: "ENOSPC",
                syscall: "write",
              });
            },
          };
        },
      };
      const full = { ...world, files };
      const run = async () => {
        const lane = await laneIn(full, folder);
        try {
          return await runAutomation(full, { lane, folder: join(folder, "lane"), automation });
        } finally {
          await lane.close().catch(() => {});
        }
      };
      ended.push(await run().then(({ status }) => status, String));
      if (ended.at(-1) === "completed") break;
    }
    expect(new Set(ended)).toEqual(new Set(["Error: ENOSPC: no space left on device, write", "completed"]));
    // Each was run again only where its own record did not fit.
    expect([...new Set(done)]).toEqual(["a", "b", "c"]);
    expect(done.length).toBeLessThanOrEqual(6);
  });

  // The superuser may write anywhere, so the disk refuses by itself.
  it("that may not be written runs nothing and says so", async () => {
    const { world, folder } = await runScene();
    const files = { ...world.files, create: refuse, makeFolder: refuse, openAppend: refuse, replace: refuse };
    await expect(laneIn({ ...world, files }, folder)).rejects.toThrow("EROFS");
  });

  it("with a file where a folder belongs ends the run with what it says", async () => {
    const { run, folder } = await runScene();
    writeFileSync(join(folder, "lane"), "");
    await expect(run(() => 1)).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  it("lets one process have a run, and tells the other whose it is", async () => {
    const { world, folder } = await runScene();
    const lane = await laneIn(world, folder);
    const other = laneIn(world, folder);
    await expect(other).rejects.toThrow(Locked);
    await expect(laneIn(world, folder)).rejects.toThrow(`held by process ${process.pid}`);
    await lane.close();
    await (await laneIn(world, folder)).close();
  });
});
