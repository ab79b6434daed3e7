import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { replayHistory, type Replayed } from "../../src/durable/replay/replay-history.ts";
import { readHistory } from "../../src/journal/history.ts";
import { runScene, type Body, type RunScene } from "./run-scene.ts";

async function replayed(scene: RunScene, body: Body, name = "import"): Promise<Replayed> {
  const { world, folder } = scene;
  const path = join(folder, "lane", "journal.jsonl");
  const before = await world.files.read(path);
  const found = await replayHistory(world, {
    events: readHistory(before ?? Buffer.alloc(0)),
    attachment: (digest) => world.files.read(join(folder, "lane", "files", digest)),
    automation: () => ({ name, run: body }),
  });
  expect(await world.files.read(path)).toEqual(before);
  return found;
}

async function recorded(body: Body): Promise<RunScene> {
  const scene = await runScene();
  await scene.runToEnd(body);
  return scene;
}

const never = (): never => {
  throw new Error("a replay ran something");
};

const everyKind =
  (run: (value: unknown) => unknown): Body =>
  async (ctx) => {
    const list = await ctx.step("list", () => run(["a", "b", "c"]) as string[]);
    const batch = await ctx.map("import", list, (own, item) => own.step("one", () => run(`${item}!`)));
    await ctx.parallel("both", { left: (own) => own.step("do", () => run(1)), right: () => 2 });
    await ctx.wait("pause", "3h");
    const state = await ctx.waitForCondition("ready", (n: number) => run(n + 1) as number, {
      initialState: 0,
      until: (n) => n === 2,
    });
    await ctx.runInChildContext("child", async (own) => own.step("inner", () => run("x".repeat(100_000))));
    return { results: batch.results(), state, at: ctx.now(), draw: ctx.random(), id: ctx.uuid() };
  };

const unpaid =
  (run: (message: string) => unknown): Body =>
  async (ctx) => {
    await ctx.step("book", () => run(""), { compensate: () => run("") });
    await ctx.step("pay", () => run("no money"));
  };

const enough: Body = async (ctx) => {
  const branches = { slow: (own: Context) => own.wait("1h").then(() => 0), fast: () => 1 };
  const batch = await ctx.parallel("race", branches, { completion: { minSuccessful: 1 } });
  return batch.results();
};

const pausing: Body = async (ctx) => {
  await ctx.step("check", never, { onExhausted: "pause" });
};

const waits: Body = async (ctx) => {
  await ctx.step("a", () => 1);
  await ctx.waitForCallback("approve", () => 1);
  await ctx.step("b", () => 1);
};

const patched: Body = async (ctx) => {
  await ctx.step("a", () => 1);
  if (ctx.patched("notify")) await ctx.step("notify", () => 1);
};

const three: Body = async (ctx) => {
  const a = await ctx.step("a", () => 1, { fingerprint: "1" });
  const b = await ctx.runInChildContext("child", (own) => own.step("b", () => 2));
  await ctx.step("c", () => 3);
  return a + b;
};

const approved =
  (last: string): Body =>
  async (ctx) => {
    await ctx.map("import", ["a", "b"], (own) => own.step("one", () => 1));
    await ctx.waitForCallback("approve", () => 1);
    await ctx.step(last, never);
  };

const failing = (compensate?: () => void): Body => {
  return async (ctx) => {
    await ctx.step("book", () => 1, compensate && { compensate });
    throw new Error("no");
  };
};

describe("a replay of a history that has ended", () => {
  it("comes to the same, deep within, and runs nothing", async () => {
    const scene = await recorded(everyKind((value) => value));
    expect(await replayed(scene, everyKind(never))).toMatchObject({ kind: "same", status: "completed" });
  });

  it("comes to the same failure, with what was undone", async () => {
    const scene = await recorded(
      unpaid((message) => {
        if (message !== "") throw new Error(message);
      }),
    );
    expect(scene.state.run.status).toBe("failed");
    expect(await replayed(scene, unpaid(never))).toMatchObject({ kind: "same", status: "failed" });
  });

  it("comes to the same where a batch had enough, and where a run was paused or cancelled", async () => {
    expect(await replayed(await recorded(enough), enough)).toMatchObject({ kind: "same", status: "completed" });

    expect(await replayed(await recorded(pausing), pausing)).toMatchObject({ kind: "same", status: "paused" });

    const scene = await runScene();
    await scene.run(waits);
    await scene.say({ kind: "cancel", compensate: true });
    expect(await scene.run(waits)).toEqual({ status: "cancelled" });
    expect(await replayed(scene, waits)).toMatchObject({ kind: "same", status: "cancelled" });
  });

  it("takes a patch for one that was not there", async () => {
    const scene = await recorded(async (ctx) => void (await ctx.step("a", () => 1)));
    expect(await replayed(scene, patched)).toMatchObject({ kind: "same" });
  });

  const different: readonly (readonly [string, Body, object])[] = [
    [
      "a step that was put in",
      async (ctx) => {
        await ctx.step("a", never, { fingerprint: "1" });
        await ctx.step("new", never);
        await ctx.runInChildContext("child", (own) => own.step("b", never));
        await ctx.step("c", never);
      },
      { kind: "operation", path: "new", recorded: '"child" comes next', current: '"new" comes next' },
    ],
    [
      "a step that was put in deep within",
      async (ctx) => {
        await ctx.step("a", never, { fingerprint: "1" });
        await ctx.runInChildContext("child", async (own) => {
          await own.step("b", never);
          await own.step("b2", never);
        });
        await ctx.step("c", never);
      },
      { kind: "operation", path: "child/b2", recorded: 'nothing more in "child"' },
    ],
    [
      "a step that was taken out",
      async (ctx) => {
        await ctx.step("a", never, { fingerprint: "1" });
        await ctx.step("c", never);
      },
      { kind: "operation", path: "child", current: "it is not come to" },
    ],
    [
      "another order",
      async (ctx) => {
        const a = await ctx.step("a", never, { fingerprint: "1" });
        await ctx.step("c", never);
        return a + (await ctx.runInChildContext("child", (own) => own.step("b", never)));
      },
      { kind: "order", path: "c", recorded: '"child" ended before "c" began' },
    ],
    [
      "another definition of a step",
      async (ctx) => void (await ctx.step("a", never, { fingerprint: "2" })),
      { kind: "definition", path: "a", recorded: 'fingerprint "1"', current: 'fingerprint "2"' },
    ],
    [
      "another definition of a step that would run again",
      async (ctx) => void (await ctx.step("a", never, { fingerprint: "2", onChange: "rerun" })),
      { kind: "definition", path: "a" },
    ],
    ["another kind of operation under the name", (ctx) => ctx.wait("a", "1s"), { kind: "definition", path: "a" }],
    [
      "another result of a context",
      async (ctx) => {
        await ctx.step("a", never, { fingerprint: "1" });
        await ctx.runInChildContext("child", async (own) => (await own.step("b", never)) + 1);
        await ctx.step("c", never);
      },
      { kind: "result", path: "child", recorded: "gave 2", current: "gave 3" },
    ],
    [
      "another outcome",
      async (ctx) => {
        await three(ctx, undefined as never);
        throw new Error("no");
      },
      { kind: "outcome", path: "", recorded: "completed with 3", current: "failed: Error: no" },
    ],
    [
      "another output",
      async (ctx) => ((await three(ctx, undefined as never)) as number) * 2,
      { kind: "outcome", recorded: "completed with 3", current: "completed with 6" },
    ],
    [
      "a value that was not asked for",
      async (ctx) => {
        ctx.now();
        return three(ctx, undefined as never);
      },
      { kind: "value", path: "now#1" },
    ],
  ];
  it.each(different)("tells of %s", async (_, body, difference) => {
    const scene = await recorded(three);
    const found = await replayed(scene, body);
    expect(found).toMatchObject({ kind: "different", difference });
  });

  it("tells of a step that would now be undone", async () => {
    const found = await replayed(await recorded(failing()), failing(never));
    expect(found).toMatchObject({ kind: "different", difference: { kind: "operation", path: "book (undo)" } });
  });

  it("tells of another automation", async () => {
    const scene = await recorded(three);
    expect(await replayed(scene, three, "export")).toMatchObject({ difference: { kind: "automation" } });
  });
});

describe("a replay of a history that ends before its run did", () => {
  it("tells that it waits as it did", async () => {
    const scene = await runScene();
    expect(await scene.run(approved("publish"))).toMatchObject({ status: "suspended" });
    expect(await replayed(scene, approved("publish"))).toMatchObject({ kind: "unfinished", next: [] });
  });

  it("tells what comes next, and what an interrupted step was", async () => {
    const scene = await runScene();
    await scene.run(approved("publish"));
    await scene.say({ kind: "answer", callback: "approve/callback", answer: { ok: true } });
    const stop = new AbortController();
    const run: Body = async (ctx) => {
      await ctx.map("import", ["a", "b"], (own) => own.step("one", () => 1));
      await ctx.waitForCallback("approve", () => 1);
      stop.abort();
      await ctx.step("publish", () => 1);
    };
    expect(await scene.run(run, { signal: stop.signal })).toEqual({ status: "interrupted" });
    expect(await replayed(scene, approved("publish"))).toMatchObject({ kind: "unfinished", next: ["publish"] });
  });

  it("tells of a step before what is recorded", async () => {
    const scene = await runScene();
    await scene.run(approved("publish"));
    const found = await replayed(scene, async (ctx) => {
      await ctx.step("first", never);
      await approved("publish")(ctx, undefined as never);
    });
    expect(found).toMatchObject({ kind: "different", difference: { path: "first", recorded: '"import" comes next' } });
  });
});

/** Deploys what works, and cleans up after what does not; it waits at the end. */
const deploy =
  (names: readonly string[], run: (name: string) => unknown): Body =>
  async (ctx) => {
    try {
      for (const name of names) await ctx.step(name, () => run(name));
    } catch (error) {
      await ctx.step("clean up", () => run("clean up"));
      throw error;
    }
    await ctx.waitForCallback("approve", () => 1);
    await ctx.step("announce", () => run("announce"));
  };

const each =
  (items: readonly string[], run: (item: string) => unknown): Body =>
  async (ctx) => {
    await ctx.map("each", items, (own, item) => own.step("one", () => run(item)), { onExhausted: "pause" });
  };

const failsAt =
  (name: string) =>
  (given: string): unknown =>
    given === name ? Promise.reject(new Error(`no ${name}`)) : 1;

const flaky: Body = (ctx) =>
  ctx.runInChildContext("child", (own) =>
    own.step("flaky", () => Promise.reject(new Error("no")), { retry: { maxAttempts: 2, initialDelay: "1h" } }),
  );

describe("a replay of the history of a run that was resumed", () => {
  const steps = ["build", "deploy", "smoke", "measure"];
  const resumed = { reopen: "causes" } as const;

  /** Whose step `smoke` failed at first, so that it was mended. */
  async function mended(names = steps): Promise<RunScene> {
    const scene = await runScene();
    expect(await scene.run(deploy(steps, failsAt("smoke")))).toMatchObject({ status: "failed" });
    expect(
      await scene.run(
        deploy(names, () => 1),
        resumed,
      ),
    ).toMatchObject({ status: "suspended" });
    return scene;
  }

  async function completed(): Promise<RunScene> {
    const scene = await mended();
    await scene.say({ kind: "answer", callback: "approve/callback", answer: { ok: true } });
    expect(await scene.run(deploy(steps, () => 1))).toMatchObject({ status: "completed" });
    return scene;
  }

  it("needs not come to what was done for the failure", async () => {
    expect(await replayed(await mended(), deploy(steps, never))).toMatchObject({ kind: "unfinished", next: [] });
    expect(await replayed(await completed(), deploy(steps, never))).toMatchObject({
      kind: "same",
      status: "completed",
    });
  });

  it.each([
    ["that stood done when it was resumed", "deploy"],
    ["that it did anew", "smoke"],
    ["that it did after that", "measure"],
  ])("tells of an operation that is gone, %s", async (_, gone) => {
    const without = deploy(
      steps.filter((name) => name !== gone),
      never,
    );
    const difference = { kind: "operation", path: gone, current: "it is not come to" };
    expect(await replayed(await mended(), without)).toMatchObject({ kind: "different", difference });
    expect(await replayed(await completed(), without)).toMatchObject({ kind: "different", difference });
  });

  it("tells of an operation with another name, also before the run has ended", async () => {
    const now = deploy(["build", "ship", "smoke", "measure"], never);
    const difference = { kind: "operation", path: "ship", recorded: '"deploy" comes next' };
    expect(await replayed(await mended(), now)).toMatchObject({ kind: "different", difference });
  });

  it("knows what was put in when it was mended", async () => {
    const now = ["build", "deploy", "warm up", "smoke", "measure"];
    const scene = await mended(now);
    expect(await replayed(scene, deploy(now, never))).toMatchObject({ kind: "unfinished", next: [] });
    const difference = { kind: "operation", path: "warm up" };
    expect(await replayed(scene, deploy(steps, never))).toMatchObject({ kind: "different", difference });
  });

  it("needs not come to items that were no longer listed when it was mended", async () => {
    const scene = await runScene();
    expect(await scene.run(each(["a", "b"], failsAt("b")))).toMatchObject({ status: "paused" });
    expect(await scene.run(each(["b"], failsAt("b")), resumed)).toMatchObject({ status: "paused" });
    expect(await replayed(scene, each(["b"], never))).toMatchObject({ kind: "same", status: "paused" });
    expect(
      await scene.run(
        each(["b"], () => 1),
        resumed,
      ),
    ).toMatchObject({ status: "completed" });
    expect(await replayed(scene, each(["b"], never))).toMatchObject({ kind: "same", status: "completed" });
    const found = await replayed(scene, each(["a"], never));
    expect(found).toMatchObject({ kind: "different", difference: { kind: "result", path: "each" } });
  });

  it("needs not come to what was done anew and had not ended when it was cancelled", async () => {
    const scene = await runScene();
    expect(await scene.runToEnd(flaky)).toMatchObject({ status: "failed" });
    expect(await scene.run(flaky, resumed)).toMatchObject({ status: "suspended" });
    await scene.say({ kind: "cancel", compensate: false });
    expect(await scene.run(flaky)).toEqual({ status: "cancelled" });
    expect(await replayed(scene, flaky)).toMatchObject({ kind: "same", status: "cancelled" });
  });
});

it("is of a run of an automation", async () => {
  const { world } = await runScene();
  const replay = replayHistory(world, { events: [], attachment: async () => undefined, automation: never });
  await expect(replay).rejects.toThrow("the history of no run");
});
