import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runScene, type Body } from "./run-scene.ts";

const retry = { maxAttempts: 3, initialDelay: "1h", maxDelay: "1h", jitter: "none", backoff: 1 } as const;

/** A step that fails but for its third attempt. */
function failingTwice() {
  const attempts: number[] = [];
  const start = (ctx: Context) =>
    ctx.step(
      "notify",
      ({ attempt }) => {
        attempts.push(attempt);
        if (attempt < 3) throw new Error("busy");
        return "notified";
      },
      { retry },
    );
  return { attempts, start };
}

const never = () => new Promise(() => {});
const fail = () => Promise.reject(new Error("no mail"));

describe.each([
  ["in one go", false],
  ["replayed at every await", true],
])("what nobody awaits, %s", (_, alwaysReplay) => {
  const scene = () => runScene({ alwaysReplay });

  const places: [string, (ctx: Context, start: (ctx: Context) => Promise<string>) => Promise<unknown>][] = [
    ["in the automation", async (ctx, start) => void start(ctx)],
    ["behind another", async (ctx, start) => void ctx.step("first", () => {}).then(() => start(ctx))],
    [
      "in a child",
      (ctx, start) =>
        ctx.runInChildContext("child", (own) => {
          void start(own);
          return "soon";
        }),
    ],
    ["in a child that nobody awaits", async (ctx, start) => void ctx.runInChildContext("child", start)],
    [
      "behind a child that nobody awaits",
      async (ctx, start) => void ctx.runInChildContext("child", () => "x".repeat(100_000)).then(() => start(ctx)),
    ],
    ["in an item", (ctx, start) => ctx.map("items", ["a"], (item) => void start(item))],
    ["in an item of a map that nobody awaits", async (ctx, start) => void ctx.map("items", ["a"], start)],
    [
      "in an item of a stream that nobody awaits",
      async (ctx, start) =>
        void ctx.map(
          "items",
          (async function* () {
            yield "a";
          })(),
          start,
          { key: String },
        ),
    ],
  ];

  it.each(places)("and is a step %s is tried until it is done, over many processes", async (__, place) => {
    const { runToEnd } = await scene();
    const { attempts, start } = failingTwice();
    const outcome = await runToEnd(async (ctx) => {
      const placed = place(ctx, start);
      await ctx.step("main", () => new Promise((resolve) => setTimeout(resolve, 20)));
      await placed;
      return "over";
    });
    expect(outcome).toEqual({ status: "completed", output: "over" });
    expect(attempts).toEqual([1, 2, 3]);
  });

  it("and waits for a retry suspends the run until that is due", async () => {
    const { run, clock } = await scene();
    const { start } = failingTwice();
    const until = clock.now() + 3_600_000;
    const outcome = await run((ctx) => void start(ctx));
    expect(outcome).toEqual({ status: "suspended", until, waiting: ["notify"] });
  });

  it("and pauses, pauses the run", async () => {
    const bodies: [string, Body][] = [
      ["publish", (ctx) => void ctx.step("publish", fail, { onExhausted: "pause" })],
      [
        "all/a",
        (ctx) => {
          void ctx.map("all", ["a"], (own) => own.step("publish", fail), { onExhausted: "pause" });
          return ctx.step("main", () => {});
        },
      ],
    ];
    for (const [path, body] of bodies) {
      const { runToEnd } = await scene();
      expect(await runToEnd(body)).toMatchObject({ status: "paused", causes: [path] });
    }
  });

  it("and only waits holds nothing up", async () => {
    const bodies: Body[] = [
      (ctx) => Promise.race([ctx.wait("1d"), ctx.step("quick", () => "quick")]),
      (ctx) => Promise.race([ctx.waitForCallback("approve", () => {}), ctx.step("quick", () => "quick")]),
      (ctx) =>
        Promise.race([
          ctx.waitForCondition("ready", () => false, { initialState: false, until: Boolean, interval: "1d" }),
          ctx.step("quick", () => new Promise((resolve) => setTimeout(() => resolve("quick"), 20))),
        ]),
      (ctx) => ctx.runInChildContext("race", (own) => Promise.race([own.wait("1d"), own.step("quick", () => "quick")])),
    ];
    for (const body of bodies) {
      const { run } = await scene();
      expect(await run(body)).toEqual({ status: "completed", output: "quick" });
    }
  });

  it("starts nothing once the automation has come to its end", async () => {
    const { runToEnd } = await scene();
    const { start, attempts } = failingTwice();
    let calls = 0;
    const outcome = await runToEnd((ctx) => void start(ctx).then(() => ctx.step("late", () => void calls++)));
    expect(outcome).toMatchObject({ status: "completed" });
    expect(attempts).toEqual([1, 2, 3]);
    expect(calls).toBe(0);
  });

  it("is tried no further where the automation fails", async () => {
    const { runToEnd } = await scene();
    const { start, attempts } = failingTwice();
    const outcome = await runToEnd(async (ctx) => {
      void start(ctx);
      await ctx.step("main", () => Promise.reject(new Error("bad order")));
    });
    expect(outcome).toMatchObject({ status: "failed", causes: ["main"] });
    expect(attempts.length).toBeLessThan(3);
  });

  it("and fails for good is told of in a warning", async () => {
    const { runToEnd, progress } = await scene();
    const outcome = await runToEnd(async (ctx) => {
      void ctx.step("early", fail);
      const heard = ctx.step("heard", fail);
      void ctx.runInChildContext("child", (own) => own.step("mail", fail));
      void Promise.race([ctx.wait("1d"), ctx.step("loser", fail)]).catch(() => {});
      await ctx.step("main", () => new Promise((resolve) => setTimeout(resolve, 20)));
      void ctx.step("late", fail, { retry });
      return heard.catch(() => "over");
    });
    expect(outcome).toEqual({ status: "completed", output: "over" });
    const logged = progress.flatMap((each) => (each.type === "log" ? [each.message] : []));
    expect(logged.filter((message) => message.startsWith("nobody awaited")).toSorted()).toEqual([
      'nobody awaited an operation that failed: "child" failed: no mail',
      'nobody awaited an operation that failed: step "early" failed: no mail',
      'nobody awaited an operation that failed: step "late" failed: no mail',
    ]);
  });
});

describe("what has come to its end and waits long for what nobody awaits says so", () => {
  type Wait = () => Promise<unknown>;
  const rows: [string, string, (ctx: Context, wait: Wait) => unknown][] = [
    [
      "a child",
      '"child" is at its end and waits for "child/b" and "child/a/notify", which nobody awaited: where that needs something',
      (ctx, wait) =>
        ctx.runInChildContext("child", (own) => {
          void own.runInChildContext("a", (inner) => inner.step("notify", wait));
          void own.step("b", wait);
          return own.step("c", () => "soon");
        }),
    ],
    [
      "a child with a condition",
      '"child" is at its end and waits for "child/ready"',
      (ctx, wait) =>
        ctx.runInChildContext(
          "child",
          (own) => void own.waitForCondition("ready", wait, { initialState: undefined, until: () => true }),
        ),
    ],
    [
      "an item with a stream",
      '"items/1" is at its end and waits for "items/1/pages"',
      (ctx, wait) =>
        ctx.map(
          "items",
          [1],
          (own) =>
            void own.map(
              "pages",
              (async function* () {
                yield await wait();
              })(),
              () => {},
            ),
        ),
    ],
    [
      "an automation",
      'the automation is at its end and waits for "notify"',
      (ctx, wait) => void ctx.step("notify", async () => void (await wait())),
    ],
    [
      "an automation that failed",
      'the automation is at its end and waits for "notify"',
      async (ctx, wait) => {
        void ctx.step("notify", wait);
        await ctx.step("main", fail);
      },
    ],
  ];

  it.each(rows)("%s", async (_, message, act) => {
    const { run, clock } = await runScene();
    const over = Promise.withResolvers<void>();
    const start = clock.now();
    const told: string[] = [];
    let after = 0;
    await run((ctx) => act(ctx, () => over.promise), {
      observe(each) {
        if (each.type !== "log" || each.level !== "warn") return;
        told.push(each.message);
        after = clock.now() - start;
        over.resolve();
      },
    });
    expect(told).toEqual([expect.stringContaining(message)]);
    expect(after).toBeGreaterThanOrEqual(30_000);
    expect(clock.timers()).toBe(0);
  });
});

it("a run that waits for steps that nobody awaits can be cancelled", async () => {
  const { run, say, clock } = await runScene({ suspendAfter: 3 * 3_600_000 });
  const { attempts } = failingTwice();
  const outcome = await run((ctx) => {
    void ctx.step(
      "notify",
      async ({ attempt }) => {
        attempts.push(attempt);
        await say({ kind: "cancel", compensate: false });
        throw new Error("busy");
      },
      { retry },
    );
  });
  expect(outcome).toEqual({ status: "cancelled" });
  expect(attempts).toEqual([1]);
  expect(clock.timers()).toBe(0);
});

it("a run whose process is asked to stop goes on with a step that nobody awaited", async () => {
  const { run } = await runScene();
  const stopping = new AbortController();
  let calls = 0;
  const body: Body = (ctx) =>
    void ctx.step("notify", ({ signal }) => {
      calls += 1;
      if (calls > 1) return "notified";
      setImmediate(() => stopping.abort(new Error("SIGTERM")));
      return new Promise((___, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
  expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
  expect(await run(body)).toMatchObject({ status: "completed" });
  expect(calls).toBe(2);
});

it("an automation that waits for something of its own is not over", async () => {
  const { run } = await runScene();
  const { start } = failingTwice();
  expect(await run(async (ctx) => (void start(ctx), never()))).toMatchObject({ status: "suspended" });
});
