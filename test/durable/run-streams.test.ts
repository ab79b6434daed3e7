/** Lists that are asked for one item after the other. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Completion } from "../../src/durable/context.ts";
import { runScene, type Body } from "./run-scene.ts";

const never = () => new Promise<never>(() => {});
const fail = () => {
  throw new Error("it burns");
};

/** Gives these and then nothing more, without an end. */
async function* stalling<I>(items: readonly I[]): AsyncGenerator<I> {
  yield* items;
  await never();
}

const load = (key: string) => (key === "bad" ? fail() : key);

describe("a map over a stream that stalls", () => {
  it.each<[string, string[], Completion, unknown]>([
    ["enough have succeeded", ["a", "b"], { minSuccessful: 2 }, ["min-successful-reached", 2, 0]],
    ["too many have failed", ["bad"], { toleratedFailureCount: 0 }, ["failure-tolerance-exceeded", 0, 1]],
  ])("ends when %s", async (_, items, completion, expected) => {
    const { run } = await runScene();
    const body: Body = async (ctx) => {
      const batch = await ctx.map("map", stalling(items), (item, key) => item.step("load", () => load(key)), {
        completion,
      });
      return [batch.completionReason, batch.successCount, batch.failureCount];
    };
    expect(await run(body)).toEqual({ status: "completed", output: expected });
    expect(await run(body)).toEqual({ status: "completed", output: expected });
  });

  it("is stopped with what runs where the run is cancelled", async () => {
    const { run, say, folder } = await runScene();
    const isTaken = () => readdirSync(join(folder, "lane", "inbox")).length === 0;
    const outcome = await run((ctx) =>
      ctx.map("map", stalling(["a"]), async (item) => {
        await item.step("one", async () => {
          await say({ kind: "cancel", compensate: false });
          while (!isTaken()) await sleep(5);
        });
        await item.step("two", () => {});
      }),
    );
    expect(outcome).toEqual({ status: "cancelled" });
  });

  it("fails of what makes it impossible to go on with an item", async () => {
    const { run } = await runScene();
    const outcome = await run((ctx) =>
      ctx.map("map", stalling([1n]), (item) => item.step("load", fail), { key: String, onExhausted: "dead-letter" }),
    );
    expect(outcome).toMatchObject({ status: "failed", failure: { message: expect.stringContaining("BigInt") } });
  });
});

describe("a map that has enough closes its stream", () => {
  it.each<[string, () => Promise<IteratorResult<string>>]>([
    ["which is done", async () => ({ done: true, value: undefined })],
    ["which has no end", never],
    ["which fails", async () => fail()],
    ["which fails at once", fail],
  ])("%s", async (_, close) => {
    const { run } = await runScene();
    let closed = 0;
    const body: Body = async (ctx) => {
      const items = stalling(["a"]);
      const stream: AsyncIterable<string> = {
        [Symbol.asyncIterator]: () => ({ next: () => items.next(), return: () => (closed++, close()) }),
      };
      const completion = { minSuccessful: 1 };
      return (await ctx.map("map", stream, (item) => item.step("load", () => "loaded"), { completion })).results();
    };
    expect(await run(body)).toEqual({ status: "completed", output: ["loaded"] });
    expect(closed).toBe(1);
  });

  it.each([
    ["before its end", 1, ["closed"]],
    ["not where it is at its end", 4, []],
  ])("%s", async (_, minSuccessful, expected) => {
    const { run } = await runScene();
    const log: string[] = [];
    await run((ctx) => {
      const items = ["a", "b", "c"].values();
      const list: Iterable<string> = {
        [Symbol.iterator]: () => ({
          next: () => items.next(),
          return: () => (log.push("closed"), { done: true, value: undefined }),
        }),
      };
      return ctx.map("map", list, (item, key) => item.step("load", () => key), {
        maxConcurrency: 1,
        completion: { minSuccessful },
      });
    });
    expect(log).toEqual(expected);
  });
});
