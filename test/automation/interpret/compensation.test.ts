import { describe, expect, it } from "vitest";
import { yamlScene } from "./scene.ts";

function automation(steps: object): string {
  return JSON.stringify({ automation: "undo", steps });
}

const undoable = (name: string) => ({
  run: `echo "${name}" >> "$LOG"; echo "id=${name}" >> "$GITHUB_OUTPUT"`,
  compensate: `echo "undo ${name} $HOLDFAST_OUTPUTS $OF" >> "$LOG"`,
});

describe.each([{ alwaysReplay: false }, { alwaysReplay: true }])("what is undone, $alwaysReplay", (mode) => {
  it("is what was done last first, in items and branches too", async () => {
    const { runYaml, log } = await yamlScene();
    const outcome = await runYaml(
      automation({
        first: undoable("first"),
        each: {
          "for-each": ["a", "b"],
          key: "${{ item }}",
          "max-concurrency": 1,
          run: 'echo "item $OF" >> "$LOG"',
          compensate: 'echo "undo item $OF" >> "$LOG"',
          env: { OF: "${{ item }}" },
        },
        both: { parallel: { one: { inner: undoable("inner") } } },
        fails: { run: "exit 3" },
      }),
      mode,
    );
    expect(outcome).toMatchObject({ status: "failed", causes: ["fails"] });
    expect(await log()).toEqual([
      "first",
      "item a",
      "item b",
      "inner",
      'undo inner {"id":"inner"} ',
      "undo item b",
      "undo item a",
      'undo first {"id":"first"} ',
    ]);
  });

  it("sees what the step saw, and not what came after it", async () => {
    const { runYaml, log } = await yamlScene();
    await runYaml(
      automation({
        a: { run: 'echo "WHEN=before" >> "$GITHUB_ENV"; echo "of=a" >> "$GITHUB_OUTPUT"' },
        b: {
          run: "true",
          env: { OF: "${{ steps.a.outputs.of }} ${{ steps.c.outcome }}" },
          compensate: 'echo "$WHEN $OF" >> "$LOG"',
          "max-visits": 1,
        },
        c: { run: 'echo "WHEN=after" >> "$GITHUB_ENV"' },
        d: { run: "false", "on-failure": { end: "failed" } },
        e: { "max-visits": 2, goto: "b" },
      }),
      mode,
    );
    expect(await log()).toEqual(["before a "]);
  });

  it("is nothing where the failure was dealt with", async () => {
    const { runYaml, log } = await yamlScene();
    const outcome = await runYaml(
      automation({
        a: undoable("a"),
        b: { run: "false", "on-failure": { goto: "c" } },
        c: { run: 'echo "dealt with" >> "$LOG"' },
      }),
      mode,
    );
    expect(outcome.status).toBe("completed");
    expect(await log()).toEqual(["a", "dealt with"]);
  });
});

it("that cannot be undone is told as a cause, and keeps nothing else from being undone", async () => {
  const { runYaml, log } = await yamlScene();
  const outcome = await runYaml(
    automation({ a: undoable("a"), b: { run: "true", compensate: "exit 5" }, c: { run: "false" } }),
  );
  expect(outcome).toMatchObject({ status: "failed", causes: ["c", "b"] });
  expect(await log()).toEqual(["a", 'undo a {"id":"a"} ']);
});

it("that gave more than a variable holds finds it in a file", async () => {
  const { runYaml, log } = await yamlScene();
  await runYaml(
    automation({
      a: {
        run: 'echo "big=$(head -c 1000000 /dev/zero | tr "\\\\0" x)" >> "$GITHUB_OUTPUT"',
        compensate: 'wc -c < "$HOLDFAST_OUTPUTS_FILE" | xargs >> "$LOG"; echo "${HOLDFAST_OUTPUTS-unset}" >> "$LOG"',
      },
      b: { run: "false" },
    }),
  );
  expect(await log()).toEqual(["1000010", "unset"]);
});
