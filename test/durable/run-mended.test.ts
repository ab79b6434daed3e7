/** A definition that was mended before its run was resumed: what stands done before what failed is to be come to still. */
import { expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { AutomationChanged } from "../../src/durable/engine/automation-changed.ts";
import type { Body } from "./run-scene.ts";
import { runScene } from "./run-scene.ts";

const resumed = { reopen: "causes" } as const;

/** An automation of steps that note their names; those called `smoke` fail until it is mended. */
function steps(log: string[], names: readonly string[], isMended = false): Body {
  return async (ctx) => {
    for (const name of names) {
      await ctx.step(name, () => {
        if (name === "smoke" && !isMended) throw new Error("it burns");
        log.push(name);
      });
    }
  };
}

it("an operation that stands done cannot be renamed", async () => {
  const { run } = await runScene();
  const log: string[] = [];
  await run(steps(log, ["deploy", "smoke"]));
  await expect(run(steps(log, ["deploy prod", "smoke"], true), resumed)).rejects.toThrow(AutomationChanged);
  expect(log).toEqual(["deploy"]);
});

it("an operation that stands done cannot be left out", async () => {
  const { run } = await runScene();
  const log: string[] = [];
  await run(steps(log, ["build", "deploy", "smoke"]));
  await expect(run(steps(log, ["build"], true), resumed)).rejects.toThrow(/no longer comes to "deploy"/);
});

it.each([
  ["before what failed", ["deploy", "warm up", "smoke"]],
  ["after it", ["deploy", "smoke", "announce"]],
  ["in its place", ["deploy", "smoke again"]],
])("a new operation can be put %s", async (_, names) => {
  const { run } = await runScene();
  const log: string[] = [];
  await run(steps(log, ["deploy", "smoke"]));
  expect(await run(steps(log, names, true), resumed)).toMatchObject({ status: "completed" });
  expect(log).toEqual(names);
});

it("what was done after the mending cannot be renamed where the run is resumed once more", async () => {
  const { run } = await runScene();
  const log: string[] = [];
  const body =
    (names: readonly string[], isMended: boolean): Body =>
    async (ctx) => {
      await steps(log, names, isMended)(ctx, undefined as never);
      await ctx.step("announce", () => {
        throw new Error("nobody listens");
      });
    };
  await run(body(["deploy", "smoke"], false));
  expect(await run(body(["deploy", "warm up", "smoke"], true), resumed)).toMatchObject({ causes: ["announce"] });
  await expect(run(body(["deploy", "warm", "smoke"], true), resumed)).rejects.toThrow(AutomationChanged);
  expect(log).toEqual(["deploy", "warm up", "smoke"]);
});

it("within a child, what stands done before what failed is to be come to still", async () => {
  const { run } = await runScene();
  const log: string[] = [];
  const inChild =
    (names: readonly string[], isMended: boolean): Body =>
    (ctx) =>
      ctx.runInChildContext("child", (own) => steps(log, names, isMended)(own, undefined as never));
  await run(inChild(["deploy", "smoke"], false));
  await expect(run(inChild(["deploy prod", "smoke"], true), resumed)).rejects.toThrow(AutomationChanged);
  expect(await run(inChild(["deploy", "warm up", "smoke"], true), resumed)).toMatchObject({ status: "completed" });
});

it("what was undone can be mended too", async () => {
  const { run } = await runScene();
  const log: string[] = [];
  const body =
    (name: string, isMended: boolean): Body =>
    async (ctx) => {
      await ctx.step(name, () => void log.push(name), { compensate: () => void log.push(`undo ${name}`) });
      await steps(log, ["smoke"], isMended)(ctx, undefined as never);
    };
  await run(body("deploy", false));
  expect(await run(body("deploy prod", true), resumed)).toMatchObject({ status: "completed" });
  expect(log).toEqual(["deploy", "undo deploy", "deploy prod", "smoke"]);
});

it("an at-most-once step of whose effect nobody knows is run anew only where its own path is given", async () => {
  const { run } = await runScene();
  const stopping = new AbortController();
  let calls = 0;
  const body = async (ctx: Context) => {
    const charge = ctx.step(
      "charge",
      ({ signal }) => {
        calls += 1;
        if (calls === 1) throw new Error("declined");
        if (calls > 2) return "charged";
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          stopping.abort(new Error("SIGTERM"));
        });
      },
      { semantics: "at-most-once" },
    );
    await ctx.runInChildContext("order", () => charge).catch(() => {});
    return charge;
  };
  expect(await run(body)).toMatchObject({ status: "failed", causes: ["charge"] });
  expect(await run(body, { reopen: ["charge"], signal: stopping.signal })).toEqual({ status: "interrupted" });
  expect(await run(body)).toMatchObject({ status: "paused", causes: ["charge"] });
  // What it failed of is the charge.
  expect(await run(body, { reopen: ["order"] })).toMatchObject({ status: "paused", causes: ["charge"] });
  expect(calls).toBe(2);
  expect(await run(body, { reopen: ["charge"] })).toEqual({ status: "completed", output: "charged" });
});

it("a child that failed of a step outside of it is come to again with that step", async () => {
  const { run } = await runScene();
  const log: string[] = [];
  const body =
    (isMended: boolean): Body =>
    async (ctx) => {
      const fetched = ctx.step("fetch", () => {
        if (!isMended) throw new Error("it burns");
        return 7;
      });
      await ctx.runInChildContext("import", async (child) => {
        const value = await fetched;
        await child.step("store", () => log.push(`stored ${value}`));
      });
    };
  expect(await run(body(false))).toMatchObject({ status: "failed" });
  expect(await run(body(true), resumed)).toMatchObject({ status: "completed" });
  expect(log).toEqual(["stored 7"]);
});

/** A list whose items note their names, and fail until they are mended; a child looks at how they ended. */
function checkedItems(log: string[], mended: readonly string[]): Body {
  return async (ctx) => {
    const all = await ctx.map("all", ["a", "b"], (own, item) =>
      own.step("import", () => {
        log.push(item);
        if (!mended.includes(item)) throw new Error("it burns");
      }),
    );
    await ctx.runInChildContext("check", () => all.throwIfError());
  };
}

it.each([
  ["an item", ["all/a"]],
  ["a step of an item", ["all/a/import"]],
])("of what a child outside failed of, only %s is run anew that is asked for", async (_, reopen) => {
  const { run } = await runScene();
  const log: string[] = [];
  expect(await run(checkedItems(log, []))).toMatchObject({ status: "failed", causes: ["all/a", "all/b"] });
  const outcome = await run(checkedItems(log, ["a", "b"]), { reopen });
  expect(outcome).toMatchObject({ status: "failed", causes: ["all/b"] });
  expect(log).toEqual(["a", "b", "a"]);
  expect(await run(checkedItems(log, ["a", "b"]), resumed)).toMatchObject({ status: "completed" });
  expect(log).toEqual(["a", "b", "a", "b"]);
});

it("a child that failed of another that failed of a step is come to again with that step", async () => {
  const { run } = await runScene();
  let isMended = false;
  const body: Body = async (ctx) => {
    const fetched = ctx.step("fetch", () => (isMended ? 7 : Promise.reject(new Error("it burns"))));
    const all = await ctx.map("all", ["a"], () => fetched);
    await ctx.runInChildContext("check", () => all.throwIfError());
  };
  expect(await run(body)).toMatchObject({ status: "failed", causes: ["all/a"] });
  isMended = true;
  expect(await run(body, { reopen: ["fetch"] })).toMatchObject({ status: "completed" });
});

it("an item whose step is run anew is a dead letter no more", async () => {
  const { run } = await runScene();
  let isMended = false;
  const work = () => (isMended ? "done" : Promise.reject(new Error("it burns")));
  const body: Body = async (ctx) => {
    const all = await ctx.map("all", ["a"], (own) => own.step("import", work), { onExhausted: "dead-letter" });
    await ctx.step("publish", work);
    return all.deadLetters;
  };
  expect(await run(body)).toMatchObject({ status: "failed", causes: ["publish"] });
  isMended = true;
  const outcome = await run(body, { reopen: ["all/a/import", "publish"] });
  expect(outcome).toEqual({ status: "completed", output: [] });
});
