import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { forkableIn, forkHistory } from "../../src/durable/replay/fork.ts";
import { readHistory, writeHistory } from "../../src/journal/history.ts";
import { runScene, type Body, type RunScene } from "./run-scene.ts";

async function eventsOf({ world, folder }: RunScene) {
  return readHistory((await world.files.read(join(folder, "lane", "journal.jsonl"))) ?? Buffer.alloc(0));
}

/** A scene whose run is a fork of another's. */
async function forked(scene: RunScene, from: string): Promise<RunScene> {
  const fork = { from, key: "orders-1", writer: { id: "new" }, at: 1 };
  const journal = writeHistory("run", forkHistory(await eventsOf(scene), fork));
  const other = await runScene();
  const lane = join(other.folder, "lane");
  await mkdir(lane);
  await cp(join(scene.folder, "lane", "files"), join(lane, "files"), { recursive: true });
  await writeFile(join(lane, "journal.jsonl"), journal);
  return other;
}

const large = "x".repeat(100_000);

/** Says what was really run. */
function deploy(ran: string[]): Body {
  const did = (name: string): void => void ran.push(name);
  return async (ctx) => {
    const at = ctx.now();
    const build = await ctx.step("build", () => (did("build"), large));
    await ctx.wait("settle", "1h");
    const smoke = await ctx.map(
      "smoke",
      ["a", "b"],
      async (own, item) => {
        await own.step("start", () => did(`start ${item}`));
        await own.step("look", () => did(`look ${item}`));
        return own.random();
      },
      { maxConcurrency: 1 },
    );
    await ctx.runInChildContext("release", async (own) => {
      own.uuid();
      await own.step("publish", () => did("publish"));
      await own.step("tell", () => did("tell"));
    });
    return { at, length: build.length, draws: smoke.results() };
  };
}

async function deployed(): Promise<{ scene: RunScene; output: unknown }> {
  const scene = await runScene();
  const outcome = await scene.runToEnd(deploy([]));
  return { scene, output: outcome.status === "completed" && outcome.output };
}

it.each([
  ["build", ["build", "start a", "look a", "start b", "look b", "publish", "tell"]],
  ["smoke", ["start a", "look a", "start b", "look b", "publish", "tell"]],
  ["smoke/b", ["start b", "look b", "publish", "tell"]],
  ["smoke/b/look", ["look b", "publish", "tell"]],
  ["release", ["publish", "tell"]],
  ["release/tell", ["tell"]],
])("a fork from %s runs that and what comes after it, and nothing before", async (from, expected) => {
  const { scene, output } = await deployed();
  const other = await forked(scene, from);
  const ran: string[] = [];
  other.clock.jump(10_000);
  const outcome = await other.runToEnd(deploy(ran));
  expect(ran).toEqual(expected);
  expect(outcome).toMatchObject({
    status: "completed",
    output: { at: (output as { at: number }).at, length: 100_000 },
  });
});

it("a fork has the values that were given before its step", async () => {
  const { scene, output } = await deployed();
  expect(await (await forked(scene, "release")).runToEnd(deploy([]))).toEqual({ status: "completed", output });
});

it("a fork may be given another definition from there on", async () => {
  const { scene } = await deployed();
  const other = await forked(scene, "release");
  const outcome = await other.run(async (ctx) => {
    ctx.now();
    await ctx.step("build", (): string => large);
    await ctx.wait("settle", "1h");
    await ctx.map("smoke", ["a", "b"], () => 1);
    return ctx.step("canary", () => "new");
  });
  expect(outcome).toEqual({ status: "completed", output: "new" });
});

it("tells what can be forked from", async () => {
  const { scene } = await deployed();
  expect(forkableIn(await eventsOf(scene))).toEqual(
    expect.arrayContaining(["build", "settle", "smoke", "smoke/a", "smoke/a/start", "release", "release/publish"]),
  );
});

function charging(charge: () => unknown, publish: () => unknown, isStarted = Promise.resolve()): Body {
  return async (ctx) => {
    const charged = ctx.step("charge", async () => void (await charge()), { semantics: "at-most-once" });
    await ctx.step("first", () => isStarted);
    await ctx.step("publish", async () => void (await publish()));
    await charged;
  };
}

it("what was at work beside the step begins anew, also where it may happen once at most", async () => {
  const scene = await runScene();
  const { promise: isStarted, resolve: start } = Promise.withResolvers<void>();
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  const charge = (): Promise<void> => {
    start();
    return isOver;
  };
  expect(await scene.run(charging(charge, end, isStarted))).toMatchObject({ status: "completed" });
  const other = await forked(scene, "publish");
  let charged = 0;
  const outcome = await other.run(
    charging(
      () => void (charged += 1),
      () => {},
    ),
  );
  expect(outcome.status).toBe("completed");
  expect(charged).toBe(1);
});

function asking(asked: string[], isReady: boolean): Body {
  return async (ctx) => {
    const batch = await ctx.parallel("all", {
      ask: (own) => own.waitForCallback("approve", (id) => void asked.push(id), { timeout: "1h" }),
      look: (own) =>
        own.waitForCondition("ready", (looks: number) => looks + 1, {
          initialState: 0,
          until: (looks) => isReady && looks === 1,
          interval: "30m",
          timeout: "1h",
        }),
      go: async (own) => {
        await own.wait("pause", "2m");
        return own.step("later", () => 1);
      },
    });
    return batch.results();
  };
}

it("a question that nobody has answered is put anew, and a condition looked at from the start", async () => {
  const scene = await runScene();
  const first: string[] = [];
  for (let pass = 0; pass < 2; pass++) {
    const outcome = await scene.run(asking(first, false));
    if (outcome.status === "suspended") scene.clock.skipTo(outcome.until ?? 0);
  }
  const other = await forked(scene, "all/go/later");
  other.clock.jump(10 * 60 * 60_000);
  const again: string[] = [];
  await other.run(asking(again, true));
  expect(again).toHaveLength(1);
  expect(again).not.toEqual(first);
  await other.say({ kind: "answer", callback: again[0]!, answer: { ok: true, value: "yes" } });
  expect(await other.run(asking(again, true))).toMatchObject({ status: "completed", output: ["yes", 1, 1] });
  expect(again).toHaveLength(1);
});

it("a run that is to be cancelled has forks that are not", async () => {
  const scene = await runScene();
  const body: Body = async (ctx) => {
    await ctx.step("a", () => scene.say({ kind: "cancel", compensate: false }));
    await ctx.wait("settle", "1h");
    return 1;
  };
  await scene.run(body);
  expect(await scene.run(body)).toEqual({ status: "cancelled" });
  const other = await forked(scene, "settle");
  expect(await other.runToEnd(body)).toEqual({ status: "completed", output: 1 });
});
