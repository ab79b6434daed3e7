import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowOf } from "../../../src/automation/flow.ts";
import { readDefinition } from "../../../src/automation/read-definition.ts";
import type { Fakes } from "../../../src/durable/engine/fakes.ts";
import type { RunOutcome } from "../../../src/durable/run/run.ts";
import { yamlScene } from "./scene.ts";
import { casesOf } from "../../cases.ts";

/** What ran, by path, where the named steps fail each time. */
async function ran(
  steps: Readonly<Record<string, object>>,
  fails: (path: string) => boolean,
  alwaysReplay = false,
): Promise<{ outcome: RunOutcome; paths: string[] }> {
  const paths: string[] = [];
  const fakes: Fakes = {
    step: ({ path }) => {
      paths.push(path);
      if (fails(path)) throw new Error(`${path} is meant to fail`);
      return Promise.resolve({ of: path });
    },
    look: (_, state) => Promise.resolve(state),
    isDone: () => false,
  };
  const { runYaml } = await yamlScene();
  const outcome = await runYaml(JSON.stringify({ automation: "walk", steps }), { fakes, alwaysReplay });
  return { outcome, paths };
}

const run = { run: "true" };

describe("after a failure", () => {
  it("that a step is gone past with, its next and end hold as after a success", async () => {
    const steps = {
      a: { ...run, "on-failure": "continue", next: "c" },
      b: run,
      c: { ...run, "on-failure": "continue", end: "succeeded" },
      d: run,
    };
    const { outcome, paths } = await ran(steps, (path) => path === "a" || path === "c");
    expect(paths).toEqual(["a", "c"]);
    expect(outcome.status).toBe("completed");
  });

  it("the next of a step that runs in any case does not end the failure", async () => {
    const steps = { a: run, tidy: { ...run, if: "always()", next: "last" }, between: run, last: run };
    const { outcome, paths } = await ran(steps, (path) => path === "a");
    expect(paths).toEqual(["a", "tidy"]);
    expect(outcome).toMatchObject({ status: "failed", causes: ["a"] });
  });

  it("a decision leads to the step that deals with it", async () => {
    const steps = { a: run, decide: { if: "failure()", goto: "mend" }, b: run, mend: run, c: run };
    const { outcome, paths } = await ran(steps, (path) => path === "a");
    expect(paths).toEqual(["a", "mend", "c"]);
    expect(outcome.status).toBe("completed");
  });

  it("a step that fails at dealing with it and is gone past has dealt with it", async () => {
    const steps = {
      a: { ...run, "on-failure": { goto: "mend" } },
      mend: { ...run, "on-failure": "continue" },
      b: run,
    };
    const { outcome, paths } = await ran(steps, () => true);
    expect(paths).toEqual(["a", "mend", "b"]);
    expect(outcome).toMatchObject({ status: "failed", causes: ["b"] });
  });

  it("conditions tell outcome and conclusion apart", async () => {
    const steps = {
      a: { ...run, "on-failure": "continue" },
      told: { ...run, if: "steps.a.outcome == 'failure' && steps.a.conclusion == 'success'" },
      untold: { ...run, if: "steps.a.conclusion == 'failure'" },
      failing: { ...run, if: "failure()" },
    };
    expect((await ran(steps, (path) => path === "a")).paths).toEqual(["a", "told"]);
  });

  it("only steps that ask for it run, in branches by what happened in the branch", async () => {
    const steps = {
      both: {
        parallel: {
          good: { g1: run, g2: { ...run, if: "failure()" }, g3: { ...run, if: "always()" } },
          bad: { b1: run, b2: run, b3: { ...run, if: "failure()" }, b4: { ...run, if: "cancelled()" } },
        },
      },
      after: run,
      tidy: { ...run, if: "always()" },
    };
    const { outcome, paths } = await ran(steps, (path) => path === "both/bad/b1");
    expect(paths.toSorted()).toEqual(["both/bad/b1", "both/bad/b3", "both/good/g1", "both/good/g3", "tidy"]);
    expect(outcome).toMatchObject({ status: "failed", causes: ["both/bad"] });
  });
});

describe("the end of a run names the step that it came of", () => {
  it("that was come to too often", async () => {
    const { outcome, paths } = await ran({ a: { ...run, "max-visits": 2, next: "a" } }, () => false);
    expect(paths).toEqual(["a", "a#2"]);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { name: "TooManyVisits", message: 'step "a" was come to 3 times, and its max-visits is 2' },
      causes: ["a#2"],
    });
  });

  it("that ends it as failed", async () => {
    const { outcome } = await ran({ a: run, no: { end: "failed" } }, () => false);
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { name: "EndedAsFailed", message: 'step "no" ended the automation as failed' },
      causes: ["no"],
    });
  });

  it("whose expression has no value", async () => {
    const steps = { a: run, b: { ...run, env: { LIST: "${{ fromJSON(steps.a.outputs.of) }}" } } };
    const { outcome } = await ran(steps, () => false);
    expect(outcome).toMatchObject({ status: "failed", failure: { name: "UserError" }, causes: ["b"] });
  });

  it("whose condition has no value", async () => {
    const steps = { a: run, b: { if: "fromJSON(steps.a.outputs.of)", goto: "c" }, c: run };
    const { outcome, paths } = await ran(steps, () => false);
    expect(paths).toEqual(["a"]);
    expect(outcome).toMatchObject({ status: "failed", causes: ["b"] });
  });
});

const names = ["a", "b", "c", "d", "e"];
const target = fc.constantFrom(...names);
const condition = fc.option(fc.constantFrom("success()", "failure()", "always()", "!cancelled()", "true", "false"), {
  nil: undefined,
  freq: 1,
});
const jumps = fc.oneof(
  fc.constant({}),
  fc.record({ next: target }),
  fc.record({ end: fc.constantFrom("failed", "succeeded") }),
);
const onFailure = fc.oneof(
  fc.constantFrom("fail", "continue"),
  fc.record({ goto: target }),
  fc.record({ end: fc.constantFrom("failed", "succeeded") }),
);
const working = fc
  .record({ if: condition, jumps, "on-failure": onFailure })
  .map(({ jumps: jump, ...step }) => ({ run: "true", "max-visits": 3, ...step, ...jump }));
const decision = fc.oneof(
  fc.record({ if: condition, goto: target, "max-visits": fc.constant(3) }),
  fc.record({ if: condition, end: fc.constantFrom("failed", "succeeded") }),
);
const automation = fc.record({
  steps: fc.tuple(...names.map(() => fc.oneof({ arbitrary: working, weight: 4 }, { arbitrary: decision, weight: 1 }))),
  failing: fc.array(fc.tuple(target, fc.integer({ min: 1, max: 3 })), { maxLength: 8 }),
});

it("goes no way that cannot be gone, and on replay the same way again", async () => {
  await fc.assert(
    fc.asyncProperty(automation, async ({ steps: list, failing }) => {
      // Undefined is left out.
      const steps = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name, index) => [name, list[index]]))));
      const failed = new Set(failing.map(([name, visit]) => (visit === 1 ? name : `${name}#${visit}`)));
      const straight = await ran(steps, (path) => failed.has(path));
      const replayed = await ran(steps, (path) => failed.has(path), true);
      expect(replayed).toEqual(straight);

      const { definition } = readDefinition(JSON.stringify({ automation: "walk", steps }), "automation.yml");
      const flow = flowOf(definition.steps);
      const way = straight.paths.map((path) => names.indexOf(path.replace(/#\d+$/, "")));
      for (const [place, index] of way.entries()) {
        expect(flow.runs(index)).toBe(true);
        for (const earlier of way.slice(0, place)) expect(flow.precedes(earlier, index)).toBe(true);
      }
      expect(new Set(straight.paths).size).toBe(straight.paths.length);
    }),
    { numRuns: casesOf(200) },
  );
});

describe("a run that is resumed", () => {
  const steps = {
    deploy: { run: "echo deploy >> $LOG; test -f first", "on-failure": { goto: "rollback" } },
    check: { run: "echo check >> $LOG; test -f second", "on-failure": { goto: "rollback" }, end: "succeeded" },
    rollback: { if: "failure()", run: "echo rollback >> $LOG", end: "failed" },
  };

  it("does anew for a new failure what was done for an earlier one", async () => {
    const { runYaml, log, scene, workspace } = await yamlScene();
    const text = JSON.stringify({ automation: "deploy", steps });
    expect((await runYaml(text)).status).toBe("failed");
    await scene.world.files.replace(`${workspace}/first`, "");
    expect((await runYaml(text, { reopen: "causes" })).status).toBe("failed");
    expect(await log()).toEqual(["deploy", "rollback", "deploy", "check", "rollback"]);
    // What ended is not done again, whoever asks.
    expect((await runYaml(text)).status).toBe("failed");
    await scene.world.files.replace(`${workspace}/second`, "");
    expect((await runYaml(text, { reopen: "causes" })).status).toBe("completed");
    expect(await log()).toEqual(["deploy", "rollback", "deploy", "check", "rollback", "check"]);
  });

  it("does what always runs anew once all goes well", async () => {
    const { runYaml, log, scene, workspace } = await yamlScene();
    const text = JSON.stringify({
      automation: "tidy",
      steps: { work: { run: "test -f mended" }, tidy: { if: "always()", run: "echo tidy >> $LOG" } },
    });
    expect((await runYaml(text)).status).toBe("failed");
    await scene.world.files.replace(`${workspace}/mended`, "");
    expect((await runYaml(text, { reopen: "causes" })).status).toBe("completed");
    expect(await log()).toEqual(["tidy", "tidy"]);
  });

  it("runs under its own name what a failure had kept from running", async () => {
    const { runYaml, scene, workspace } = await yamlScene();
    const text = JSON.stringify({
      automation: "after",
      steps: { work: { run: "test -f mended" }, after: { run: "true" } },
    });
    expect((await runYaml(text)).status).toBe("failed");
    await scene.world.files.replace(`${workspace}/mended`, "");
    expect((await runYaml(text, { reopen: "causes" })).status).toBe("completed");
    expect([...scene.state.steps.keys()]).toEqual(["work", "after"]);
  });

  it("tries the last visit of a cycle anew", async () => {
    const { runYaml, log, scene, workspace } = await yamlScene();
    const cycle = {
      look: { run: "echo look >> $LOG; test -f up", "max-visits": 2, "on-failure": { goto: "rest" }, end: "succeeded" },
      rest: { wait: "1m", next: "look" },
    };
    const text = JSON.stringify({ automation: "look", steps: cycle });
    expect((await runYaml(text)).status).toBe("failed");
    await scene.world.files.replace(`${workspace}/up`, "");
    expect((await runYaml(text, { reopen: "causes" })).status).toBe("completed");
    expect(await log()).toEqual(["look", "look", "look"]);
  });
});
