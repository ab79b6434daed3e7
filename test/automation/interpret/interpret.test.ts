import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { yamlScene } from "./scene.ts";

it("runs steps in order, and hands outputs, variables and PATH on", async () => {
  const { runYaml } = await yamlScene();
  const outcome = await runYaml(`
automation: build
inputs:
  name: { type: string, default: kelp }
outputs:
  greeting: \${{ steps.second.outputs.greeting }}
steps:
  first:
    run: |
      echo "word=hello" >> "$GITHUB_OUTPUT"
      echo "PLACE=$NAME" >> "$GITHUB_ENV"
    env: { NAME: "\${{ inputs.name }}" }
  second:
    run: echo "greeting=$WORD $PLACE" >> "$GITHUB_OUTPUT"
    env: { WORD: "\${{ steps.first.outputs.word }}" }
`);
  expect(outcome).toEqual({ status: "completed", output: { greeting: "hello kelp" } });
});

it("runs a step for each item, known by its key, and lets dead letters be redriven", async () => {
  const { scene, workspace, runYaml, log } = await yamlScene();
  const text = `
automation: import
outputs:
  dead: \${{ steps.import.outputs.dead-letters }}
  results: \${{ steps.import.outputs.results }}
steps:
  import:
    for-each: \${{ fromJSON('[{"id":"a/1"},{"id":"b"}]') }}
    key: \${{ item.id }}
    on-exhausted: dead-letter
    run: |
      test "$ID" != b || test -f mended
      echo "$ID" >> $LOG
      echo "id=$ID" >> "$GITHUB_OUTPUT"
    env: { ID: "\${{ item.id }}" }
`;
  const first = await runYaml(text);
  expect(first).toMatchObject({ status: "completed", output: { dead: "1" } });
  expect([...scene.state.run.deadLetters.keys()]).toEqual(["import/b"]);
  await scene.world.files.replace(`${workspace}/mended`, "");
  const second = await runYaml(text, { reopen: ["import/b"] });
  expect(second).toMatchObject({ status: "completed", output: { dead: "0" } });
  expect(await log()).toEqual(["a/1", "b"]);
  const { results } = (second as { output: { results: string } }).output;
  expect(
    (await readFile(results, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { key: "a/1", status: "succeeded", outputs: { id: "a/1" } },
    { key: "b", status: "succeeded", outputs: { id: "b" } },
  ]);
});

it("runs a step again that depends on what was redriven, where its author says so", async () => {
  const { scene, workspace, runYaml, log } = await yamlScene();
  const text = `
automation: import
steps:
  import:
    for-each: ["a", "b"]
    key: \${{ item }}
    on-exhausted: dead-letter
    run: test "$ID" != b || test -f mended
    env: { ID: "\${{ item }}" }
  report:
    fingerprint: \${{ steps.import.outputs.succeeded }}
    on-change: rerun
    run: echo "report of $N" >> $LOG
    env: { N: "\${{ steps.import.outputs.succeeded }}" }
  publish:
    run: echo published >> $LOG
`;
  await runYaml(text);
  await scene.world.files.replace(`${workspace}/mended`, "");
  await runYaml(text, { reopen: ["import/b"] });
  await runYaml(text);
  expect(await log()).toEqual(["report of 1", "published", "report of 2"]);
});

it("goes where a failure leads, and ends as the step there says", async () => {
  const { runYaml, log } = await yamlScene();
  const outcome = await runYaml(`
automation: deploy
steps:
  publish:
    run: echo publish >> $LOG
    compensate: echo unpublish $HOLDFAST_OUTPUTS >> $LOG
  smoke:
    run: exit 3
    on-failure: { goto: rollback }
  announce:
    run: echo announce >> $LOG
    end: succeeded
  rollback:
    if: failure()
    run: echo rollback >> $LOG
    end: failed
`);
  expect(outcome).toMatchObject({ status: "failed", failure: { kind: "exit", code: 3 }, causes: ["smoke"] });
  expect(await log()).toEqual(["publish", "rollback", "unpublish {}"]);
});

it("goes through a cycle as often as it may", async () => {
  const { runYaml, log } = await yamlScene();
  const outcome = await runYaml(`
automation: poll
steps:
  look:
    max-visits: 3
    run: echo look >> $LOG; test "$(grep -c look $LOG)" -ge 3
    on-failure: { goto: rest }
    next: done
  rest:
    wait: 1h
    next: look
  done:
    run: echo done >> $LOG
`);
  expect(outcome.status).toBe("completed");
  expect(await log()).toEqual(["look", "look", "look", "done"]);
});

it("runs branches beside each other and joins what they leave", async () => {
  const { runYaml } = await yamlScene();
  const outcome = await runYaml(`
automation: build
outputs:
  both: \${{ steps.web.outputs.of }} and \${{ steps.api.outputs.of }}
steps:
  build:
    parallel:
      web:
        web: { run: 'echo "of=web" >> "$GITHUB_OUTPUT"' }
      api:
        api: { run: 'echo "of=api" >> "$GITHUB_OUTPUT"' }
`);
  expect(outcome).toEqual({ status: "completed", output: { both: "web and api" } });
});

it("waits for an approval, and for a condition", async () => {
  const { scene, runYaml, log } = await yamlScene();
  const text = `
automation: release
outputs: { by: "\${{ steps.approve.outputs.by }}" }
steps:
  ready:
    wait-for: condition
    run: echo look >> $LOG; test "$(grep -c look $LOG)" -ge 2
    interval: 5m
  approve:
    wait-for: approval
`;
  expect(await runYaml(text)).toMatchObject({ status: "suspended", waiting: ["approve/callback"] });
  await scene.say({
    kind: "answer",
    callback: "approve/callback",
    answer: { ok: true, value: { approved: true, by: "ada" } },
  });
  expect(await runYaml(text)).toEqual({ status: "completed", output: { by: "ada" } });
  expect(await log()).toEqual(["look", "look"]);
});
