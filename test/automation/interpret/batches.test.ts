import { describe, expect, it } from "vitest";
import type { Fakes } from "../../../src/durable/engine/fakes.ts";
import type { RunOptions } from "../../../src/durable/run/run.ts";
import { yamlScene } from "./scene.ts";

/** Each command gives its path as `of`, unless its path is among those that fail. */
function fakesFailing(...paths: readonly string[]): Fakes {
  return {
    step: ({ path }) =>
      paths.includes(path) ? Promise.reject(new Error(`${path} is meant to fail`)) : Promise.resolve({ of: path }),
    look: (_, state) => Promise.resolve(state),
    isDone: () => false,
  };
}

const run = { run: "true" };

async function runFaked(automation: object, fakes: Fakes, options: Partial<RunOptions> = {}) {
  const { scene, runYaml } = await yamlScene();
  const text = JSON.stringify({ automation: "batches", ...automation });
  return { scene, outcome: await runYaml(text, { fakes, ...options }) };
}

describe.each([{ alwaysReplay: false }, { alwaysReplay: true }])("branches, $alwaysReplay", (mode) => {
  it("leave what their steps came to, also where they fail", async () => {
    const { outcome } = await runFaked(
      {
        outputs: { told: "${{ steps.told.outcome }}" },
        steps: {
          both: {
            parallel: {
              good: { g: run },
              bad: { b1: run, b2: run, b3: run, b4: { ...run, if: "failure()" } },
              "gone past": { p: { ...run, "on-failure": "continue" } },
            },
            "on-failure": "continue",
          },
          told: {
            ...run,
            if: "steps.g.outputs.of == 'both/good/g' && steps.b1.outputs.of == 'both/bad/b1' && steps.b2.outcome == 'failure' && steps.b3.outcome == 'skipped' && steps.b4.outcome == 'success' && steps.p.outcome == 'failure' && steps.p.conclusion == 'success' && steps.both.outcome == 'failure' && steps.both.outputs.failed == '1' && steps.both.outputs.succeeded == '2'",
          },
        },
      },
      fakesFailing("both/bad/b2", "both/gone past/p"),
      mode,
    );
    expect(outcome).toEqual({ status: "completed", output: { told: "success" } });
  });

  it("within branches, and visited again, are told apart", async () => {
    const { outcome } = await runFaked(
      {
        outputs: { inner: "${{ steps.inner.outputs.of }}" },
        steps: {
          outer: {
            "max-visits": 2,
            parallel: { one: { nested: { parallel: { two: { inner: run } } } } },
            "on-failure": { goto: "again" },
          },
          done: { end: "succeeded" },
          again: { ...run, next: "outer" },
        },
      },
      fakesFailing("outer/one/nested/two/inner"),
      mode,
    );
    expect(outcome).toEqual({ status: "completed", output: { inner: "outer#2/one/nested/two/inner" } });
  });
});

describe("a batch fails its step", () => {
  const branches = { a: { x: run }, b: { y: run }, c: { z: run } };

  it("where fewer branches succeed than have to", async () => {
    const steps = { all: { parallel: branches, "min-successful": 2 } };
    const { outcome } = await runFaked({ steps }, fakesFailing("all/a/x", "all/b/y"));
    expect(outcome).toMatchObject({ status: "failed", causes: ["all/a", "all/b"] });
  });

  it("where there are fewer items than have to succeed", async () => {
    const steps = { each: { "for-each": ["a"], key: "${{ item }}", ...run, "min-successful": 2 } };
    const { outcome } = await runFaked({ steps }, fakesFailing());
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { name: "TooFewSucceeded", message: "1 of 1 succeeded, and 2 have to" },
      causes: ["each"],
    });
  });

  it("and leaves its counts and results to the steps that deal with it", async () => {
    const { outcome } = await runFaked(
      {
        outputs: { failed: "${{ steps.each.outputs.failed }}", of: "${{ steps.each.outputs.total }}" },
        steps: {
          each: {
            "for-each": ["a", "b", "c"],
            key: "${{ item }}",
            ...run,
            "tolerated-failure-count": 1,
            "on-failure": "continue",
          },
        },
      },
      fakesFailing("each/a/run", "each/b/run", "each/c/run"),
    );
    expect(outcome).toEqual({ status: "completed", output: { failed: "3", of: "3" } });
  });

  it("where more dead letters come than are tolerated", async () => {
    const steps = {
      each: {
        "for-each": ["a", "b", "c"],
        key: "${{ item }}",
        ...run,
        "max-concurrency": 1,
        "on-exhausted": "dead-letter",
        "tolerated-failure-count": 1,
      },
    };
    const { outcome, scene } = await runFaked({ steps }, fakesFailing("each/a/run", "each/b/run"));
    expect(outcome.status).toBe("failed");
    expect([...scene.state.run.deadLetters.keys()]).toEqual(["each/a", "each/b"]);
  });
});

it("no items are done at once", async () => {
  const { outcome } = await runFaked(
    {
      outputs: { total: "${{ steps.each.outputs.total }}" },
      steps: { each: { "for-each": [], key: "${{ item }}", ...run } },
    },
    fakesFailing(),
  );
  expect(outcome).toEqual({ status: "completed", output: { total: "0" } });
});

it("a step that was refused is refused on replay too, and tried anew where the run is resumed", async () => {
  const { runYaml, log } = await yamlScene();
  const text = JSON.stringify({
    automation: "batches",
    steps: {
      each: {
        "for-each": { file: "items.json" },
        key: "${{ item }}",
        run: 'echo "$ITEM" >> "$LOG"',
        env: { ITEM: "${{ item }}" },
        "on-failure": { goto: "write" },
      },
      done: { end: "succeeded" },
      write: { run: `echo '["a"]' > items.json` },
      last: { run: 'test -e "$LOG.mended"', "on-failure": "fail" },
    },
  });
  const first = await runYaml(text, { alwaysReplay: true });
  expect(first).toMatchObject({ status: "failed", causes: ["last"] });
  expect(await log()).toEqual([]);
  const second = await runYaml(text, { reopen: ["each"] });
  expect(second.status).toBe("completed");
  expect(await log()).toEqual(["a"]);
});
