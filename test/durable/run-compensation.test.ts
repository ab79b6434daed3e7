import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runScene } from "./run-scene.ts";

function fail(message: string): never {
  throw new Error(message);
}

const bad = (context: Context) => context.step("bad", () => fail("full"));

const booking = (log: string[], name = "book") =>
  [name, () => void log.push(name), { compensate: () => void log.push(`undo ${name}`) }] as const;

describe.each([
  ["in one go", false],
  ["replayed at every await", true],
])("undoing, %s", (_, alwaysReplay) => {
  const scene = () => runScene({ alwaysReplay });

  it("undoes what was done in contexts that failed", async () => {
    const { runToEnd } = await scene();
    const log: string[] = [];
    const outcome = await runToEnd(async (ctx) => {
      await ctx
        .runInChildContext("trip", async (child) => {
          await child.step(...booking(log, "flight"));
          await child.step("hotel", () => fail("full"));
        })
        .catch(() => {});
      await ctx.wait("1h");
      const batch = await ctx.map("rooms", ["a", "b"], async (item, key) => {
        await item.step(...booking(log, `room ${key}`));
        if (key === "b") throw new Error("no view");
      });
      await ctx.wait("1h");
      batch.throwIfError();
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { message: "no view" } });
    expect(log.slice(0, 3).toSorted()).toEqual(["flight", "room a", "room b"]);
    expect(log.slice(3)).toEqual(
      log
        .slice(0, 3)
        .toReversed()
        .map((name) => `undo ${name}`),
    );
  });

  it.each(["child", "parallel", "map"] as const)(
    "undoes a step that was at work when its %s came to its end",
    async (kind) => {
      const { runToEnd } = await scene();
      const log: string[] = [];
      const slow = async (context: Context) => {
        await context.step("slow", async () => (await sleep(20), void log.push("slow")), {
          compensate: () => void log.push("undo slow"),
        });
        await context.step("after", () => void log.push("after"));
      };
      const outcome = await runToEnd(async (ctx) => {
        if (kind === "child") {
          await ctx.runInChildContext("trip", (own) => Promise.all([slow(own), bad(own)])).catch(() => {});
        } else if (kind === "parallel") {
          await ctx.parallel(
            "trip",
            { slow, quick: (own) => own.step("quick", () => {}) },
            { completion: { minSuccessful: 1 } },
          );
        } else {
          await ctx.map("trip", [slow, bad], (own, act) => act(own), {
            key: (act) => act.name,
            completion: { toleratedFailureCount: 0 },
          });
        }
        await ctx.wait("1h");
        await ctx.step("charge", () => fail("no money"));
      });
      expect(outcome).toMatchObject({ status: "failed", causes: ["charge"] });
      // Replayed at every await, the step has ended before the other is come to, and what follows it may start.
      expect(alwaysReplay ? log.filter((name) => name !== "after") : log).toEqual(["slow", "undo slow"]);
    },
  );

  it("undoes anew what was done anew after a run that was resumed failed again", async () => {
    const { runToEnd } = await scene();
    const log: string[] = [];
    const body = async (ctx: Context) => {
      await ctx.step(...booking(log));
      await ctx.step("charge", () => fail("no money"));
    };
    expect(await runToEnd(body)).toMatchObject({ status: "failed" });
    expect(await runToEnd(body, { reopen: "causes" })).toMatchObject({ status: "failed" });
    expect(log).toEqual(["book", "undo book", "book", "undo book"]);
  });

  it("undoes everything else where one thing cannot be undone, and tries that again when the run is resumed", async () => {
    const { runToEnd } = await scene();
    const log: string[] = [];
    let isStuck = true;
    const body = async (ctx: Context) => {
      await ctx.step(...booking(log, "first"));
      await ctx.step("second", () => void log.push("second"), {
        compensate: () => (isStuck ? fail("stuck") : void log.push("undo second")),
      });
      await ctx.step("charge", () => fail("no money"));
    };
    expect(await runToEnd(body)).toMatchObject({ status: "failed", causes: ["charge", "second"] });
    expect(log).toEqual(["first", "second", "undo first"]);
    isStuck = false;
    await runToEnd(body, { reopen: "causes" });
    expect(log).toEqual(["first", "second", "undo first", "first", "undo first", "undo second"]);
  });

  it("takes no step of the author's for one of its own", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd(async (ctx) => {
      await ctx.step("book (undo)", () => {});
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { name: "UserError" } });
  });

  it("starts and undoes nothing of items that a batch did not wait for, replayed or not", async () => {
    const { runToEnd } = await scene();
    const log: string[] = [];
    const outcome = await runToEnd(async (ctx) => {
      const batch = await ctx.parallel(
        "race",
        {
          slow: async (branch) => {
            await branch.wait("5h");
            await branch.step("late", () => void log.push("late"));
          },
          fast: (branch) => branch.step(...booking(log, "fast")),
        },
        { completion: { minSuccessful: 1 } },
      );
      await ctx.wait("10h");
      await ctx.wait("10h again", "10h");
      expect(batch.all.map(({ key, status }) => [key, status])).toEqual([
        ["slow", "started"],
        ["fast", "succeeded"],
      ]);
      throw new Error("too late");
    });
    expect(outcome).toMatchObject({ status: "failed", failure: { message: "too late" } });
    expect(log).toEqual(["fast", "undo fast"]);
  });
});

it("a cancelled run undoes all items that are done, also those behind one that is not", async () => {
  const { run, say } = await runScene();
  const undone: string[] = [];
  const body = (ctx: Context) =>
    ctx.map(
      "send",
      ["a", "b", "c", "d", "e"],
      (item, key) =>
        item.step(
          "one",
          () => {
            if (key === "b") throw new Error("busy");
          },
          { retry: { maxAttempts: 9, initialDelay: "1h", jitter: "none" }, compensate: () => void undone.push(key) },
        ),
      { maxConcurrency: 2 },
    );
  expect(await run(body)).toMatchObject({ status: "suspended" });
  await say({ kind: "cancel", compensate: true });
  expect(await run(body)).toEqual({ status: "cancelled" });
  expect(undone.toSorted()).toEqual(["a", "c", "d", "e"]);
});

describe("the end of a run that is being undone", () => {
  const later = { retry: { maxAttempts: 9, initialDelay: "1h", jitter: "none" } } as const;

  it("stays cancelled where an answer comes meanwhile", async () => {
    const { run, runToEnd, say, progress } = await runScene();
    const log: string[] = [];
    let isStuck = true;
    const body = async (ctx: Context) => {
      await ctx.step("flaky", () => void log.push("flaky"), {
        ...later,
        compensate: () => (isStuck ? fail("stuck") : void log.push("undo flaky")),
      });
      await ctx.step(...booking(log, "charge"));
      await ctx.waitForCallback("approve", () => {});
      return "approved";
    };
    expect(await run(body)).toMatchObject({ status: "suspended", waiting: ["approve/callback"] });
    await say({ kind: "cancel", compensate: true });
    expect(await run(body)).toMatchObject({ status: "suspended", waiting: ["flaky (undo)"] });
    await say({ kind: "answer", callback: "approve/callback", answer: { ok: true } });
    isStuck = false;
    expect(await runToEnd(body)).toEqual({ status: "cancelled" });
    expect(log).toEqual(["flaky", "charge", "undo charge", "undo flaky"]);
    expect(progress).toContainEqual(expect.objectContaining({ message: expect.stringMatching(/approve.*: ignored$/) }));
  });

  it("stays failed where the replay no longer throws", async () => {
    const { run, runToEnd } = await runScene();
    const log: string[] = [];
    let isBroken = true;
    const body = async (ctx: Context) => {
      await ctx.step("flaky", () => void log.push("flaky"), {
        ...later,
        compensate: () => (isBroken ? fail("stuck") : void log.push("undo flaky")),
      });
      if (isBroken) throw new Error("no luck");
      await ctx.step("more", () => void log.push("more"));
    };
    expect(await run(body)).toMatchObject({ status: "suspended" });
    isBroken = false;
    expect(await runToEnd(body)).toMatchObject({ status: "failed", failure: { message: "no luck" } });
    expect(log).toEqual(["flaky", "undo flaky"]);
    expect(await runToEnd(body, { reopen: "causes" })).toMatchObject({ status: "completed" });
    expect(log).toEqual(["flaky", "undo flaky", "flaky", "more"]);
  });
});

const mapOf = (log: string[], items: () => readonly string[]) => async (ctx: Context) => {
  await ctx.map("send", items(), (item, key) => item.step(...booking(log, `mail ${key}`)), {
    key: (item) => item,
    maxConcurrency: 1,
  });
  await ctx.wait("1h");
  throw new Error("too late");
};

describe("the items of a map that has ended, where its list is another one now", () => {
  it("are undone by their keys", async () => {
    const { run, runToEnd } = await runScene();
    const log: string[] = [];
    let items = ["a", "b"];
    const body = mapOf(log, () => items);
    expect(await run(body)).toMatchObject({ status: "suspended" });
    items = ["new", "a", "b"];
    expect(await runToEnd(body)).toMatchObject({ status: "failed" });
    expect(log).toEqual(["mail a", "mail b", "undo mail b", "undo mail a"]);
  });

  it("stop the run where one is missing that can be undone", async () => {
    const { run, runToEnd, clock } = await runScene();
    const log: string[] = [];
    let items = ["a", "b"];
    const body = mapOf(log, () => items);
    expect(await run(body)).toMatchObject({ status: "suspended" });
    items = ["new", "a"];
    clock.skipTo(clock.now() + 2 * 3_600_000);
    await expect(run(body)).rejects.toThrow(/"send".*"b"/);
    expect(log).toEqual(["mail a", "mail b"]);
    items = ["b", "a"];
    expect(await runToEnd(body)).toMatchObject({ status: "failed" });
    expect(log).toEqual(["mail a", "mail b", "undo mail b", "undo mail a"]);
  });
});
