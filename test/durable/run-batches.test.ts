import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import type { BatchResult } from "../../src/durable/batch.ts";
import type { BatchOptions, Completion, Context } from "../../src/durable/context.ts";
import { runAutomation } from "../../src/durable/run/run.ts";
import { limits } from "../../src/journal/limits.ts";
import { openSceneLane, runScene } from "./run-scene.ts";

/** Such as `ok fail …`: how each item ended, by index; `…` for one that was not waited for. */
const shown = ({ all }: BatchResult<unknown>) =>
  all.map(({ status }) => ({ succeeded: "ok", failed: "fail", started: "…" })[status]).join(" ");

/** `+` succeeds, `-` fails, `~` waits for longer than the rest. */
async function mapOf(ctx: Context, items: string, options: BatchOptions<string>): Promise<BatchResult<string>> {
  return ctx.map(
    "map",
    items.split(""),
    async (item, what, index) => {
      if (what === "~") await item.wait("1h");
      if (what === "-") throw new Error(`item ${index}`);
      return `item ${index}`;
    },
    { key: (_, index) => String(index), ...options },
  );
}

type Row = [items: string, maxConcurrency: number, Completion, shown: string, reason: string];
const rows: Row[] = [
  ["", 1, {}, "", "all-completed"],
  ["", 1, { minSuccessful: 2 }, "", "all-completed"],
  ["", 1, { minSuccessful: 0 }, "", "min-successful-reached"],
  ["+++", 1, {}, "ok ok ok", "all-completed"],
  ["+-+", 1, {}, "ok fail ok", "all-completed"],
  ["---", 3, {}, "fail fail fail", "all-completed"],
  ["+++", 1, { minSuccessful: 2 }, "ok ok", "min-successful-reached"],
  ["-+-+", 1, { minSuccessful: 2 }, "fail ok fail ok", "min-successful-reached"],
  ["-+-", 1, { minSuccessful: 2 }, "fail ok fail", "all-completed"],
  ["~++", 3, { minSuccessful: 2 }, "… ok ok", "min-successful-reached"],
  ["-++", 1, { toleratedFailureCount: 0 }, "fail", "failure-tolerance-exceeded"],
  ["-+-+", 1, { toleratedFailureCount: 1 }, "fail ok fail", "failure-tolerance-exceeded"],
  ["-+-+", 1, { toleratedFailureCount: 2 }, "fail ok fail ok", "all-completed"],
  ["~-~", 3, { toleratedFailureCount: 0 }, "… fail …", "failure-tolerance-exceeded"],
  ["-+++", 1, { toleratedFailurePercentage: 25 }, "fail ok ok ok", "all-completed"],
  ["--++", 1, { toleratedFailurePercentage: 25 }, "fail fail", "failure-tolerance-exceeded"],
  ["-", 1, { toleratedFailurePercentage: 0 }, "fail", "failure-tolerance-exceeded"],
  ["--", 1, { toleratedFailurePercentage: 100 }, "fail fail", "all-completed"],
  ["+-", 1, { minSuccessful: 1, toleratedFailureCount: 0 }, "ok", "min-successful-reached"],
];

describe.each([
  ["in one go", false],
  ["replayed at every await", true],
])("a batch, %s", (_, alwaysReplay) => {
  const scene = () => runScene({ alwaysReplay });

  it.each(rows)("of %j, %i at once, with %j is %j: %s", async (items, maxConcurrency, completion, ended, reason) => {
    const { runToEnd } = await scene();
    const seen = new Set<string>();
    const outcome = await runToEnd(async (ctx) => {
      const batch = await mapOf(ctx, items, { maxConcurrency, completion });
      seen.add(JSON.stringify([shown(batch), batch.completionReason, batch.results()]));
      await ctx.wait("rest", "2h");
      const { successCount, failureCount, startedCount, totalCount } = batch;
      expect(successCount + failureCount + startedCount).toBe(totalCount);
      return [shown(batch), batch.completionReason, batch.hasFailure, batch.status];
    });
    const hasFailure = ended.includes("fail");
    expect(outcome).toMatchObject({ output: [ended, reason, hasFailure, hasFailure ? "failed" : "succeeded"] });
    expect(seen.size).toBe(1);
  });

  it("hands results back in the order of the items, whatever order they end in", async () => {
    const { runToEnd } = await scene();
    const outcome = await runToEnd(async (ctx) => {
      const batch = await ctx.map("map", [3, 1, 2], async (item, hours) => (await item.wait(`${hours}h`), hours));
      return batch.results();
    });
    expect(outcome).toMatchObject({ output: [3, 1, 2] });
  });

  it("never runs more items at once than it may, branches too", async () => {
    const { runToEnd } = await scene();
    let running = 0;
    let most = 0;
    const body = async (ctx: Context) => {
      running = 0; // a pass that is replayed has left off
      const one = async (item: Context) => {
        running += 1;
        most = Math.max(most, running);
        await item.wait("1m");
        running -= 1;
      };
      await ctx.map("map", Array.from({ length: 7 }).keys(), one, { maxConcurrency: 3 });
      await ctx.parallel(
        "parallel",
        Array.from({ length: 5 }, () => one),
        { maxConcurrency: 2 },
      );
    };
    expect(await runToEnd(body)).toMatchObject({ status: "completed" });
    expect(most).toBe(3);
  });

  it("tries all failed items anew, and no other, where a failed run is resumed", async () => {
    const { runToEnd } = await scene();
    let isMended = false;
    const calls: string[] = [];
    const body = async (ctx: Context) => {
      const batch = await ctx.map("map", ["a", "b", "c"], (item, key) =>
        item.step("one", () => {
          calls.push(key);
          if (key !== "b" && !isMended) throw new Error(key);
          return key;
        }),
      );
      batch.throwIfError();
      return batch.results();
    };
    expect(await runToEnd(body)).toMatchObject({ status: "failed", causes: ["map/a", "map/c"] });
    isMended = true;
    expect(await runToEnd(body, { reopen: "causes" })).toMatchObject({ output: ["a", "b", "c"] });
    expect(calls.toSorted()).toEqual(["a", "a", "b", "c", "c"]);
  });

  it("redrives the dead letters that are chosen, and keeps the others", async () => {
    const { runToEnd } = await scene();
    let isMended = false;
    const body = async (ctx: Context) => {
      const batch = await ctx.map(
        "map",
        ["a", "b/1", "c"],
        (item, key) =>
          item.step("one", () => {
            if (!isMended) throw new Error(key);
            return key;
          }),
        { onExhausted: "dead-letter" },
      );
      return [batch.results(), batch.deadLetters.map(({ key }) => key)];
    };
    expect(await runToEnd(body)).toMatchObject({ output: [[], ["a", "b/1", "c"]] });
    isMended = true;
    expect(await runToEnd(body, { reopen: ["map/b%2F1"] })).toMatchObject({ output: [["b/1"], ["a", "c"]] });
    expect(await runToEnd(body, { reopen: ["map/a", "map/c"] })).toMatchObject({
      output: [["a", "b/1", "c"], []],
    });
  });

  it("pauses for one item, while the others go on to their end", async () => {
    const { runToEnd } = await scene();
    let isMended = false;
    const done: string[] = [];
    const body = async (ctx: Context) => {
      const batch = await ctx.map(
        "map",
        ["bad", "slow", "quick"],
        async (item, key) => {
          if (key === "slow") await item.wait("1h");
          return item.step("one", () => {
            if (key === "bad" && !isMended) throw new Error(key);
            done.push(key);
            return key;
          });
        },
        { onExhausted: "pause" },
      );
      return batch.results();
    };
    expect(await runToEnd(body)).toMatchObject({ status: "paused", causes: ["map/bad"] });
    expect(done.toSorted()).toEqual(["quick", "slow"]);
    isMended = true;
    expect(await runToEnd(body, { reopen: "causes" })).toMatchObject({ output: ["bad", "slow", "quick"] });
    expect(done.toSorted()).toEqual(["bad", "quick", "slow"]);
  });
});

describe("a batch that has enough", () => {
  it("lets a running step end, records it, and starts nothing more of its item: no attempt and no step", async () => {
    const made = await runScene();
    const log: string[] = [];
    const outcome = await made.runToEnd(async (ctx) => {
      const batch = await ctx.parallel<unknown>(
        "race",
        {
          ends: async (branch) => {
            await branch.step("one", async () => (await sleep(30), log.push("one")));
            await branch.step("two", () => log.push("two"));
          },
          fails: (branch) =>
            branch.step(
              "three",
              async ({ attempt }) => {
                log.push(`three ${attempt}`);
                await sleep(30);
                throw new Error("busy");
              },
              { retry: { maxAttempts: 3, initialDelay: "0s" } },
            ),
          wins: (branch) => branch.step("four", () => log.push("four")),
        },
        { completion: { minSuccessful: 1 } },
      );
      await ctx.step("last", () => sleep(60));
      return shown(batch);
    });
    expect(outcome).toEqual({ status: "completed", output: "… … ok" });
    expect(log).toEqual(["three 1", "four", "one"]);
    expect(made.state.steps.get("race/ends/one")).toMatchObject({ status: "done" });
    expect(made.state.steps.get("race/fails/three")).toMatchObject({ status: "started", failedAttempts: 1 });
  });

  it("is stopped with what runs where the run is cancelled in its middle", async () => {
    const { run, say, folder } = await runScene();
    const said = Promise.withResolvers<void>();
    const isTaken = () => readdirSync(join(folder, "lane", "inbox")).length === 0;
    const done: string[] = [];
    const body = (ctx: Context) =>
      ctx.map(
        "map",
        ["a", "b", "c", "d"],
        async (item, key) => {
          await item.step("one", async () => {
            // When both are at work.
            if (key === "b") await say({ kind: "cancel", compensate: false }).then(said.resolve);
            await said.promise;
            while (!isTaken()) await sleep(5);
            done.push(key);
          });
          await item.step("two", () => done.push(`${key} two`));
        },
        { maxConcurrency: 2 },
      );
    expect(await run(body)).toEqual({ status: "cancelled" });
    expect(done).toEqual(["a", "b"]);
  });

  it("goes on after an interruption in its middle with what is not done", async () => {
    const { run } = await runScene();
    const stopping = new AbortController();
    const done: string[] = [];
    const body = (ctx: Context) =>
      ctx
        .map(
          "map",
          ["a", "b", "c", "d"],
          (item, key) =>
            item.step("one", () => {
              if (key === "b") stopping.abort(new Error("SIGTERM"));
              done.push(key);
              return key;
            }),
          { maxConcurrency: 1 },
        )
        .then((batch) => batch.results());
    expect(await run(body, { signal: stopping.signal })).toEqual({ status: "interrupted" });
    expect(done).toEqual(["a", "b"]);
    expect(await run(body)).toEqual({ status: "completed", output: ["a", "b", "c", "d"] });
    expect(done).toEqual(["a", "b", "c", "d"]);
  });
});

function failing(): never {
  throw new Error("no id");
}

async function* pages(): AsyncGenerator<number> {
  yield 1;
  await sleep(1);
  throw new Error("no more pages");
}

describe("a list that cannot be mapped", () => {
  it.each([
    ["with equal keys", ["a", "b", "a"], /items 0 and 2 have the same key "a"/],
    ["with an empty key", ["a", ""], /the key of item 1 is ""/],
    [
      "of a million items",
      Array.from({ length: 1_000_000 }, (_, index) => index),
      /1000000 items is more than the journal .* the most is 260000, .* into 4 runs of their own, each of at most 260000/,
    ],
    [
      "that would end half-way",
      Array.from({ length: 315_000 }, (_, index) => index),
      /315000 items .* into 2 runs of their own, each of at most 260000/,
    ],
  ])("%s is refused before the first effect", async (_, items: readonly unknown[], message) => {
    const { run } = await runScene();
    let calls = 0;
    const outcome = await run((ctx) => ctx.map("map", items, (item) => item.step("one", () => ++calls)));
    expect(outcome).toMatchObject({ status: "failed", failure: { name: "UserError" } });
    expect(outcome).toMatchObject({ failure: { message: expect.stringMatching(message) } });
    expect(calls).toBe(0);
  });

  it("for what is thrown by its keys or by what lists it is a failure that the automation sees", async () => {
    const { run } = await runScene();
    const outcome = await run(async (ctx) => {
      const seen: unknown[] = [];
      const note = (error: Error) => void seen.push(error.message);
      await ctx.map("keys", [1], () => 1, { key: failing }).catch(note);
      await ctx.map("pages", pages(), () => 1).catch(note);
      return seen;
    });
    expect(outcome).toEqual({ status: "completed", output: ["no id", "no more pages"] });
  });

  it("has less room in a run whose journal holds much already", async () => {
    const { world, folder } = await runScene();
    const lane = await openSceneLane(world, folder);
    onTestFinished(async () => void (await lane.close()));
    const written = { length: limits.events - 9, bytes: 0, head: "" };
    const full = { ...lane, journal: Object.create(lane.journal, { written: { get: () => written } }) };
    const failure = await runAutomation(world, {
      lane: full,
      folder,
      automation: {
        name: "import",
        run: async (ctx) => {
          const mapped = (name: string, items: Iterable<number>) =>
            ctx.map(name, items, (item, number) => item.step("one", () => number));
          expect((await mapped("three", [1, 2, 3])).successCount).toBe(3);
          await expect(mapped("stream", [1, 2, 3, 4].values())).rejects.toThrow("a list of more than 3 items");
          await mapped("four", [1, 2, 3, 4]);
        },
      },
    });
    expect(failure).toMatchObject({ failure: { message: expect.stringMatching(/of 4 items .* the most is 3,/) } });
    expect(lane.journal.state.steps.has("four/1/one")).toBe(false);
  });
});
