/** Random automations, held against what a plain reading of them gives: however their runs are cut into processes. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runAutomation, type RunOutcome } from "../../src/durable/run/run.ts";
import { openRunLane } from "../../src/durable/lane/run-lane.ts";
import { virtualClock, type VirtualClock } from "../../src/durable/simulation/clock.ts";
import { Crash, Lifeline } from "../../src/durable/simulation/crashes.ts";
import { emptyDisk } from "../../src/durable/simulation/disk.ts";
import { simulatedProcess } from "../../src/durable/simulation/process.ts";
import { putInInbox } from "../../src/durable/run/inbox.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { systemClock } from "../../src/world/clock.ts";
import { casesOf } from "../cases.ts";

/** What an automation does; a step fails `failures` times, and has three attempts. */
type Node =
  | { readonly kind: "step"; readonly failures: number }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "condition"; readonly looks: number }
  | { readonly kind: "callback" }
  | { readonly kind: "race" | "sequence" | "child"; readonly parts: readonly Node[] }
  | { readonly kind: "map"; readonly parts: readonly Node[]; readonly maxConcurrency: number };

const { tree } = fc.letrec<{ tree: Node; parts: Node[] }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("step"), failures: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait"), seconds: fc.nat(300) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("condition"), looks: fc.nat(2) }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: "callback" } as const) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("sequence", "child", "race"),
        parts: tie("parts"),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("map"),
        parts: tie("parts"),
        maxConcurrency: fc.integer({ min: 1, max: 3 }),
      }),
    },
  ),
  parts: fc.array(tie("tree"), { maxLength: 4 }),
}));

/** By path: how often the effect of a step happened, and how many were under way at once in each map. */
interface Witness {
  readonly effects: Map<string, number>;
  readonly faults: string[];
}

/** Runs a node; what it gives tells all that came of it. A failure is told and caught, so that all of a tree is run. */
async function perform(ctx: Context, node: Node, at: string, witness: Witness): Promise<unknown> {
  const { effects, faults } = witness;
  switch (node.kind) {
    case "step":
      return ctx
        .step(
          "step",
          ({ attempt }) => {
            if (attempt <= node.failures) throw new Error(`failure ${attempt}`);
            effects.set(at, (effects.get(at) ?? 0) + 1);
            return at;
          },
          { retry: { maxAttempts: 3, initialDelay: "40s", jitter: "none" } },
        )
        .catch((error: unknown) => `caught ${String(error)}`);
    case "wait":
      return ctx.wait(`${node.seconds}s`).then(() => node.seconds);
    case "condition":
      return ctx.waitForCondition("condition", (looks: number) => looks + 1, {
        initialState: 0,
        until: (looks) => looks > node.looks,
        interval: "50s",
      });
    case "callback":
      return ctx.waitForCallback("callback", () => {});
    case "sequence":
    case "child": {
      const all: unknown[] = [];
      const run = async (own: Context, part: Node, index: number) =>
        all.push(
          await own.runInChildContext(`part ${index}`, (inner) => perform(inner, part, `${at}.${index}`, witness)),
        );
      const body = async (own: Context) => {
        for (const [index, part] of node.parts.entries()) await run(own, part, index);
        return all;
      };
      return node.kind === "child" ? ctx.runInChildContext("child", body) : body(ctx);
    }
    case "race": {
      // All at once without a batch: what any of them gives stands where it stands.
      return Promise.all(
        node.parts.map((part, index) =>
          ctx.runInChildContext(`part ${index}`, (inner) => perform(inner, part, `${at}.${index}`, witness)),
        ),
      );
    }
    case "map": {
      let running = 0;
      const batch = await ctx.map(
        "map",
        node.parts,
        async (item, part, index) => {
          running += 1;
          if (running > node.maxConcurrency) faults.push(`${at} ran ${running} at once`);
          const given = await perform(item, part, `${at}.${index}`, witness);
          running -= 1;
          if (part.kind === "step" && part.failures === 3) throw new Error(`item ${index}`);
          return given;
        },
        { key: (_, index) => `item/${index}`, maxConcurrency: node.maxConcurrency },
      );
      return [
        batch.completionReason,
        batch.all.map((item) => [item.key, item.status, "result" in item ? item.result : null]),
      ];
    }
  }
}

interface How {
  readonly suspendAfter: number;
  readonly alwaysReplay?: boolean;
  /** After how many effects each process dies. */
  readonly crashes?: readonly number[];
}

/** The run of an automation that is this node, to its end. */
async function runTree(node: Node, { suspendAfter, alwaysReplay = false, crashes = [] }: How) {
  const disk = emptyDisk("/run", "/store");
  const witness: Witness = { effects: new Map(), faults: [] };
  let time = Date.UTC(2026, 10, 21);
  for (let pid = 1; pid < 500; pid++) {
    const crash = crashes[pid - 1];
    const life = new Lifeline(crash === undefined ? undefined : { effect: crash, moment: "after" });
    const clock = virtualClock(systemClock, time);
    const outcome = await runProcess(life, clock, pid);
    clock.stop();
    time = clock.now();
    if (outcome === undefined) continue;
    if (outcome.status !== "suspended") return { outcome, ...witness, processes: pid };
    const world = simulatedProcess(disk, new Lifeline(), 1000 + pid, clock);
    for (const callback of outcome.waiting.filter((path) => path.endsWith("/callback"))) {
      await putInInbox(world, "/run/lane", { kind: "answer", callback, answer: { ok: true, value: callback } });
    }
    time = Math.max(time, outcome.waiting.some((path) => path.endsWith("/callback")) ? 0 : (outcome.until ?? 0));
  }
  throw new Error("the run has not ended");

  async function runProcess(life: Lifeline, clock: VirtualClock, pid: number): Promise<RunOutcome | undefined> {
    const world = simulatedProcess(disk, life, pid, clock);
    try {
      const lane = await openRunLane(world, {
        identity: { repository: "kelp/forest", key: "1", lane: "run" },
        writer: {},
        attempt: 1,
        folder: "/run/lane",
        store: directoryStore(world, "/store"),
        isFirst: false,
        isShared: false,
        stateOf: () => Promise.resolve({ kind: "ended" }),
      });
      try {
        const automation = { name: "tree", run: (ctx: Context) => perform(ctx, node, "", witness) };
        return await runAutomation(world, { lane, folder: "/run/lane", automation, suspendAfter, alwaysReplay });
      } finally {
        await lane.close();
      }
    } catch (error) {
      if (error instanceof Crash) return undefined;
      throw error;
    }
  }
}

const minute = 60_000;
const cheap = { numRuns: casesOf(400), verbose: 1 } as const;

describe("a random automation", () => {
  it("gives the same in one process, in many, and replayed at every await; each effect happens once", async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (node) => {
        const straight = await runTree(node, { suspendAfter: 100 * minute });
        expect(straight.outcome.status).toBe("completed");
        for (const how of [
          { suspendAfter: minute },
          { suspendAfter: 0 },
          { suspendAfter: 2 * minute, alwaysReplay: true },
        ]) {
          const cut = await runTree(node, how);
          expect(cut.outcome).toEqual(straight.outcome);
          expect(cut.effects).toEqual(straight.effects);
          expect(cut.faults).toEqual([]);
        }
        expect([...straight.effects.values()].every((times) => times === 1)).toBe(true);
      }),
      cheap,
    );
  });

  it("gives the same where its processes die at any effect; no effect is lost", async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.array(fc.nat(60), { maxLength: 4 }), async (node, crashes) => {
        const straight = await runTree(node, { suspendAfter: 100 * minute });
        const crashed = await runTree(node, { suspendAfter: minute, crashes });
        expect(crashed.outcome).toEqual(straight.outcome);
        expect([...crashed.effects.keys()].toSorted()).toEqual([...straight.effects.keys()].toSorted());
        expect(Math.max(0, ...crashed.effects.values())).toBeLessThanOrEqual(crashes.length + 1);
        expect(crashed.faults).toEqual([]);
      }),
      cheap,
    );
  });
});
