/** What holds a secret is in nothing that is stored. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { yamlScene } from "./scene.ts";

const secret = "hunter2-hunter2";

/** Where in a folder the secret stands. */
async function leaksIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const leaks = await Promise.all(files.map(async (file) => (await readFile(file)).includes(secret) && file));
  return leaks.filter((file) => file !== false);
}

const login = {
  run: 'echo "::add-mask::hunter2-$PART"; echo "token=hunter2-$PART" >> "$GITHUB_OUTPUT"; echo "open=yes" >> "$GITHUB_OUTPUT"',
  env: { PART: "hunter2" },
};

it("is for the steps of the process alone, in an item, in a branch, and as the automation's output", async () => {
  const { scene, runYaml, log } = await yamlScene();
  const outcome = await runYaml(
    JSON.stringify({
      automation: "secrets",
      outputs: { token: "${{ steps.login.outputs.token }}", open: "${{ steps.login.outputs.open }}" },
      steps: {
        login,
        use: { run: 'echo "${#TOKEN}" >> "$LOG"', env: { TOKEN: "${{ steps.login.outputs.token }}" } },
        each: { ...login, "for-each": ["a"], key: "${{ item }}" },
        both: {
          parallel: {
            one: {
              inner: { ...login, run: `${login.run}; echo "TOKEN=hunter2-$PART" >> "$GITHUB_ENV"` },
              handed: {
                run: 'echo "again=$TOKEN" >> "$GITHUB_OUTPUT"; echo "${#TOKEN}" >> "$LOG"',
                env: { TOKEN: "${{ steps.inner.outputs.token }}" },
              },
            },
          },
        },
        told: {
          run: 'echo "$OPEN ${#TOKEN}" >> "$LOG"',
          env: { OPEN: "${{ steps.inner.outputs.open }}", TOKEN: "${{ steps.inner.outputs.token }}" },
        },
      },
    }),
  );
  expect(outcome).toEqual({ status: "completed", output: { open: "yes" } });
  expect(await log()).toEqual(["15", "15", "yes 0"]);
  expect(await leaksIn(join(scene.folder, "lane"))).toEqual([]);
  const told = scene.progress.flatMap((each) => (each.type === "log" ? [each.message] : []));
  expect(told).toEqual([
    'output token of "inner" holds a secret and is left out',
    'output again of "handed" holds a secret and is left out',
    "variable TOKEN holds a secret and is left out",
    "output token of the automation holds a secret and is left out",
  ]);
});

it("that a condition gives fails it", async () => {
  const { scene, runYaml } = await yamlScene();
  const outcome = await runYaml(
    JSON.stringify({ automation: "secrets", steps: { ready: { "wait-for": "condition", ...login } } }),
  );
  expect(outcome).toMatchObject({
    status: "failed",
    failure: {
      message: "its output token holds a secret, and what a condition gives is recorded: leave it out",
    },
    causes: ["ready"],
  });
  expect(await leaksIn(join(scene.folder, "lane"))).toEqual([]);
});

/** A step for an item that holds what the step before it gave. */
const eachWith = (over: object) =>
  JSON.stringify({
    automation: "secrets",
    steps: {
      login,
      each: {
        "for-each": '${{ fromJSON(format(\'[{{"id":1,"t":"{0}"}}]\', steps.login.outputs.token)) }}',
        key: "${{ item.id }}",
        run: 'echo ran >> "$LOG"',
        ...over,
      },
    },
  });

it("that stands in a key, or in an item that could become a dead letter, is refused before anything is run", async () => {
  for (const over of [{ key: "${{ item.t }}" }, { "on-exhausted": "dead-letter" }]) {
    const { scene, runYaml, log } = await yamlScene();
    const outcome = await runYaml(eachWith(over));
    expect(outcome).toMatchObject({
      status: "failed",
      failure: { message: expect.stringMatching("holds a secret") as string },
      causes: ["each"],
    });
    expect(await log()).toEqual([]);
    expect(await leaksIn(join(scene.folder, "lane"))).toEqual([]);
  }
});
