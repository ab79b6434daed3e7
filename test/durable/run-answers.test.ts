/** What is said to a run while nobody works on it, or at the last moment. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CallbackOptions } from "../../src/durable/context.ts";
import type { NewInboxMessage } from "../../src/durable/run/inbox.ts";
import { runAutomation } from "../../src/durable/run/run.ts";
import { seal } from "../../src/journal/sealed-line.ts";
import { openSceneLane, runScene, type Body, type RunScene } from "./run-scene.ts";

const minute = 60_000;

const yes = { kind: "answer", callback: "answer", answer: { ok: true, value: "yes" } } as const;
const alive = { kind: "heartbeat", callback: "answer" } as const;

/** Asks, and gives the answer or why there is none. */
function asking(options: CallbackOptions<unknown>): Body {
  return async (ctx) => {
    const { result } = await ctx.createCallback("answer", options);
    return result.catch((error: Error) => error.name);
  };
}

/** Leaves a message at once. */
function leave({ folder, clock }: RunScene, message: NewInboxMessage): void {
  const inbox = join(folder, "lane", "inbox");
  mkdirSync(inbox, { recursive: true });
  writeFileSync(join(inbox, "000000000001.json"), seal({ v: 1, at: clock.now(), ...message }).line);
}

describe("while nobody works on the run", () => {
  it.each<[string, CallbackOptions<unknown>, [NewInboxMessage, number][], unknown]>([
    ["in time counts, however late it is taken in", { timeout: "1h" }, [[yes, 59]], "yes"],
    ["when its time is over does not count", { timeout: "1h" }, [[yes, 60]], "CallbackTimedOut"],
    [
      "after heartbeats in time counts",
      { heartbeatTimeout: "30m" },
      [
        [alive, 29],
        [alive, 58],
        [yes, 87],
      ],
      "yes",
    ],
    [
      "that the heartbeats do not reach to does not count",
      { heartbeatTimeout: "30m" },
      [
        [alive, 29],
        [yes, 60],
      ],
      "CallbackTimedOut",
    ],
    [
      "after a heartbeat that came too late does not count",
      { heartbeatTimeout: "30m" },
      [
        [alive, 31],
        [yes, 32],
      ],
      "CallbackTimedOut",
    ],
  ])("an answer %s", async (_, options, messages, output) => {
    const scene = await runScene();
    const { run, say, clock } = scene;
    const body = asking(options);
    await run(body);
    const asked = scene.state.run.callbacks.get("answer")?.heartbeatAt ?? 0;
    for (const [message, after] of messages) {
      clock.skipTo(asked + after * minute);
      await say(message);
    }
    clock.skipTo(asked + 180 * minute);
    expect(await run(body)).toEqual({ status: "completed", output });
  });

  it("a heartbeat counts from when it was given", async () => {
    const { run, say, clock } = await runScene();
    const body = asking({ heartbeatTimeout: "1h" });
    await run(body);
    clock.skipTo(clock.now() + 50 * minute);
    const given = clock.now();
    await say(alive);
    clock.skipTo(given + 50 * minute);
    expect(await run(body)).toMatchObject({ status: "suspended", until: given + 60 * minute });
  });

  it("several answers are all taken in", async () => {
    const { run, say } = await runScene();
    const names = ["a", "b", "c"];
    const body: Body = (ctx) =>
      Promise.all(names.map((name) => ctx.waitForCallback(name, () => {}, { timeout: "1h" })));
    expect(await run(body)).toMatchObject({ status: "suspended" });
    for (const name of names.toReversed()) {
      await say({ kind: "answer", callback: `${name}/callback`, answer: { ok: true, value: name } });
    }
    expect(await run(body)).toEqual({ status: "completed", output: names });
  });
});

describe("while somebody works on the run", () => {
  it.each<[string, number, unknown]>([
    ["in time counts, also where the time is over before it is taken in", -1, "yes"],
    ["when its time is over does not count", 0, "CallbackTimedOut"],
  ])("an answer %s", async (_, after, output) => {
    const scene = await runScene();
    const outcome = await scene.run(asking({ timeout: "100ms" }), {
      suspendAfter: minute,
      observe(each) {
        // Right after a look into the inbox; the next comes after half a second.
        if (each.type === "waiting") leave(scene, { ...yes, at: (each.until ?? 0) + after });
      },
    });
    expect(outcome).toEqual({ status: "completed", output });
  });

  it("a heartbeat counts though the clock of who gives it is slow", async () => {
    const scene = await runScene();
    let isSaid = false;
    const outcome = await scene.run(asking({ heartbeatTimeout: "10m" }), {
      suspendAfter: 15 * minute,
      observe(each) {
        if (each.type !== "waiting" || isSaid) return;
        isSaid = true;
        scene.clock.after(9 * minute, () => leave(scene, { ...alive, at: 0 }));
      },
    });
    expect(outcome).toMatchObject({ status: "suspended" });
  });

  it("an answer counts that comes while the run is being suspended", async () => {
    const { world, folder, say } = await runScene();
    const lane = await openSceneLane(world, folder);
    let saves = 0;
    const outcome = await runAutomation(world, {
      lane: {
        ...lane,
        journal: lane.journal,
        async checkpoint() {
          saves += 1;
          if (saves === 1) await say(yes);
          return lane.checkpoint();
        },
      },
      folder: join(folder, "lane"),
      automation: { name: "import", run: asking({}) },
      suspendAfter: 0,
    });
    await lane.close();
    expect(outcome).toEqual({ status: "completed", output: "yes" });
  });
});
