import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runScene } from "./run-scene.ts";

/** Everything holds also where each operation ends the pass and all is replayed from the start. */
describe.each([
  ["in one go", false],
  ["replayed at every await", true],
])("a run, %s", (_, alwaysReplay) => {
  const scene = () => runScene({ alwaysReplay });

  it("hands back what its automation gives", async () => {
    const { run } = await scene();
    const outcome = await run(async (ctx) => `${await ctx.step("greet", () => "hello")} world`);
    expect(outcome).toEqual({ status: "completed", output: "hello world" });
  });

  it("fails where what its automation gives is nothing that JSON can say", async () => {
    const { run } = await scene();
    const outcome = await run(() => new Map([["a", 1]]));
    expect(outcome).toMatchObject({ status: "failed", failure: { name: "UserError" } });
    expect(await run(() => "mended", { reopen: "causes" })).toEqual({ status: "completed", output: "mended" });
  });

  it("runs a step that is done no second time, in this process or the next", async () => {
    const { run } = await scene();
    let calls = 0;
    const body = async (ctx: Context) => {
      const first = await ctx.step("first", () => ++calls);
      await ctx.wait("rest", "1h");
      return first;
    };
    expect(await run(body)).toMatchObject({ status: "suspended", waiting: ["rest"] });
    expect(await run(body)).toMatchObject({ status: "suspended" });
    expect(calls).toBe(1);
  });

  it("goes on after a wait when it is due", async () => {
    const { runToEnd } = await scene();
    expect(await runToEnd(async (ctx) => (await ctx.wait("2h"), "rested"))).toEqual({
      status: "completed",
      output: "rested",
    });
  });

  it("throws a failed step's error anew where it is replayed, and runs it no second time", async () => {
    const { runToEnd } = await scene();
    let calls = 0;
    const seen: unknown[] = [];
    const outcome = await runToEnd(async (ctx) => {
      await ctx
        .step("charge", () => {
          calls += 1;
          throw new TypeError("no card");
        })
        .catch((error: unknown) => seen.push(error));
      await ctx.wait("1m");
    });
    expect(outcome.status).toBe("completed");
    expect(calls).toBe(1);
    expect(new Set(seen.map((error) => String(error)))).toEqual(
      new Set(['StepFailed: step "charge" failed: TypeError: no card']),
    );
    expect(seen[0]).toMatchObject({ failure: { kind: "error", name: "TypeError", message: "no card" }, attempts: 1 });
  });

  it("counts attempts across processes", async () => {
    const { runToEnd } = await scene();
    const attempts: number[] = [];
    const outcome = await runToEnd((ctx) =>
      ctx.step(
        "poll",
        ({ attempt }) => {
          attempts.push(attempt);
          if (attempt < 4) throw new Error("not yet");
          return attempt;
        },
        { retry: { maxAttempts: 4, initialDelay: "10s", jitter: "none" } },
      ),
    );
    expect(outcome).toEqual({ status: "completed", output: 4 });
    expect(attempts).toEqual([1, 2, 3, 4]);
  });

  it("gives the same idempotency key to every attempt", async () => {
    const { runToEnd } = await scene();
    const keys = new Set<string>();
    await runToEnd((ctx) =>
      ctx.step(
        "pay",
        ({ attempt, idempotencyKey }) => {
          keys.add(idempotencyKey);
          if (attempt < 3) throw new Error("busy");
        },
        { retry: "standard" },
      ),
    );
    expect(keys.size).toBe(1);
  });

  it("maps items, known by their keys, and hands back their results in the order of the items", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd(async (ctx) => {
      const batch = await ctx.map(
        "import",
        [{ id: "b/1" }, { id: "a%" }],
        (item, { id }) => item.step("one", () => id),
        {
          key: ({ id }) => id,
        },
      );
      return { results: batch.results(), reason: batch.completionReason, keys: batch.all.map(({ key }) => key) };
    });
    expect(outcome).toMatchObject({
      output: { results: ["b/1", "a%"], reason: "all-completed", keys: ["b/1", "a%"] },
    });
  });

  it("stops a map when more has failed than is tolerated", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd(async (ctx) => {
      const batch = await ctx.map(
        "import",
        ["a", "b", "c"],
        (_item, key) => {
          throw new Error(key);
        },
        { maxConcurrency: 1, completion: { toleratedFailureCount: 1 } },
      );
      return [batch.completionReason, batch.failureCount, batch.totalCount];
    });
    expect(outcome).toMatchObject({ output: ["failure-tolerance-exceeded", 2, 2] });
  });

  it("keeps an item that used up its attempts as a dead letter, and redrives it", async () => {
    const s = await scene();
    let isMended = false;
    const body = async (ctx: Context) => {
      const batch = await ctx.map(
        "import",
        ["a", "b"],
        (item, key) =>
          item.step("one", () => {
            if (key === "b" && !isMended) throw new Error("bad order");
            return key;
          }),
        { onExhausted: "dead-letter" },
      );
      return [batch.results(), batch.deadLetters.map(({ key, item }) => [key, item])];
    };
    expect(await s.runToEnd(body)).toMatchObject({ output: [["a"], [["b", "b"]]] });
    isMended = true;
    expect(await s.runToEnd(body, { reopen: [...s.state.run.deadLetters.keys()] })).toMatchObject({
      output: [["a", "b"], []],
    });
  });

  it("undoes what is done in reverse order when a later step fails", async () => {
    const { runToEnd } = await scene();
    const log: string[] = [];
    const outcome = await runToEnd(async (ctx) => {
      await ctx.step("book flight", () => "F1", { compensate: (flight) => void log.push(`cancel ${flight}`) });
      await ctx.runInChildContext("hotel", (child) =>
        child.step("book", () => "H1", { compensate: (hotel) => void log.push(`cancel ${hotel}`) }),
      );
      await ctx.step("charge", () => {
        throw new Error("no money");
      });
    });
    expect(outcome).toMatchObject({ status: "failed", causes: ["charge"], failure: { message: "no money" } });
    expect(log).toEqual(["cancel H1", "cancel F1"]);
  });

  it("goes on where a failed run stopped, with what was undone done anew", async () => {
    const { runToEnd } = await scene();
    const log: string[] = [];
    let isMended = false;
    const body = async (ctx: Context) => {
      await ctx.step("look", () => void log.push("look"));
      await ctx.step("book", () => void log.push("book"), { compensate: () => void log.push("cancel") });
      await ctx.step("charge", () => {
        if (!isMended) throw new Error("no money");
        log.push("charge");
      });
    };
    expect(await runToEnd(body)).toMatchObject({ status: "failed" });
    isMended = true;
    expect(await runToEnd(body, { reopen: "causes" })).toMatchObject({ status: "completed" });
    expect(log).toEqual(["look", "book", "cancel", "book", "charge"]);
  });

  it("waits for an answer from outside", async () => {
    const { run, say } = await scene();
    let id = "";
    const body = (ctx: Context) => ctx.waitForCallback("approve", (given) => void (id = given));
    expect(await run(body)).toMatchObject({ status: "suspended", waiting: ["approve/callback"] });
    await say({ kind: "answer", callback: id, answer: { ok: true, value: { by: "ada" } } });
    expect(await run(body)).toEqual({ status: "completed", output: { by: "ada" } });
  });

  it("gives an unanswered callback up in time", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd((ctx) => ctx.waitForCallback("approve", () => {}, { timeout: "2d" }));
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "timeout" } });
  });

  it("keeps the code of what a look at a condition threw", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd((ctx) =>
      ctx.waitForCondition(
        "ready",
        () => {
          throw Object.assign(new Error("no host"), { code: "ENOTFOUND" });
        },
        { initialState: 0, until: Boolean },
      ),
    );
    expect(outcome).toMatchObject({ status: "failed", failure: { kind: "error", code: "ENOTFOUND" } });
  });

  it("looks at a condition until it holds", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd((ctx) =>
      ctx.waitForCondition("ready", (state: number) => state + 1, {
        initialState: 0,
        until: (state) => state === 3,
        interval: "10m",
      }),
    );
    expect(outcome).toEqual({ status: "completed", output: 3 });
  });

  it("gives the same time, number and id wherever they are replayed", async () => {
    const { runToEnd } = await scene();
    const seen: unknown[] = [];
    await runToEnd(async (ctx) => {
      seen.push(JSON.stringify([ctx.now(), ctx.random(), ctx.uuid(), ctx.now()]));
      await ctx.wait("5m");
    });
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(1);
  });

  it("is cancelled: what runs may end, nothing starts, and what is done is undone where that was asked", async () => {
    const { run, say } = await scene();
    const log: string[] = [];
    const body = async (ctx: Context) => {
      await ctx.step("book", () => void log.push("book"), { compensate: () => void log.push("cancel") });
      await ctx.wait("1h");
      await ctx.step("charge", () => void log.push("charge"));
    };
    await run(body);
    await say({ kind: "cancel", compensate: true });
    expect(await run(body)).toEqual({ status: "cancelled" });
    expect(log).toEqual(["book", "cancel"]);
  });

  it("pauses for a person where a step is told to", async () => {
    const { run } = await scene();
    let isMended = false;
    const body = (ctx: Context) =>
      ctx.step(
        "publish",
        () => {
          if (!isMended) throw new Error("read-only");
          return "out";
        },
        { onExhausted: "pause" },
      );
    expect(await run(body)).toMatchObject({ status: "paused", causes: ["publish"], failure: { message: "read-only" } });
    expect(await run(body)).toMatchObject({ status: "paused" });
    isMended = true;
    expect(await run(body, { reopen: "causes" })).toEqual({ status: "completed", output: "out" });
  });

  it("shows both sides where the automation has changed", async () => {
    const { run } = await scene();
    await run(async (ctx) => {
      await ctx.step("fetch", () => 1);
      await ctx.step("import", () => 2);
      await ctx.wait("1h");
    });
    const changed = run(async (ctx) => {
      await ctx.step("fetch", () => 1);
      await ctx.step("check", () => 1);
      await ctx.step("import", () => 2);
      await ctx.wait("1h");
    });
    await expect(changed).rejects.toThrow(/it now comes to "check", where the record goes on with "import"/);
  });

  it("lets a patch in for runs that have not passed it", async () => {
    const { run } = await scene();
    const log: string[] = [];
    await run(async (ctx) => {
      await ctx.step("fetch", () => 1);
      await ctx.wait("1h");
    });
    const patched = async (ctx: Context) => {
      if (ctx.patched("check first")) await ctx.step("check", () => void log.push("check"));
      await ctx.step("fetch", () => 1);
      await ctx.wait("1h");
      if (ctx.patched("tell")) await ctx.step("tell", () => void log.push("tell"));
    };
    const s = await scene();
    await run(patched, { suspendAfter: Number.POSITIVE_INFINITY });
    await s.runToEnd(patched);
    expect(log).toEqual(["tell", "check", "tell"]);
  });
});
