import { globSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { parseSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { lintAsGitHub } from "./lint.ts";
import { readConfiguration } from "../../src/automation/configuration.ts";
import { FaultyFile } from "../../src/automation/fault.ts";
import { readDefinition } from "../../src/automation/read-definition.ts";
import { asAutomation, asConfiguration, asWorkflow, snippetsOf, type Snippet } from "./snippets.ts";

const documents = globSync(["*.md", "actions/**/*.md", "docs/**/*.md", "examples/**/*.md"])
  .map((path) => path.replaceAll("\\", "/"))
  .sort();
const snippets = documents.flatMap((path) => snippetsOf(path, readFileSync(path, "utf8")));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** The service's warning about `steps.ID` where it sees no step with that id. */
const MAYBE_OUTSIDE = "Context access might be invalid";

/** What is wrong with a snippet; empty where a reader can use it as it stands. */
async function faultsOf(snippet: Snippet): Promise<string[]> {
  switch (snippet.language) {
    case "yaml": {
      const [automation, configuration] = [asAutomation(snippet.text), asConfiguration(snippet.text)];
      if (automation !== undefined) return faultsThrown(() => readDefinition(automation, snippet.path));
      if (configuration !== undefined) return faultsThrown(() => readConfiguration(configuration, snippet.path, {}));
      const workflow = asWorkflow(snippet.text);
      if (workflow === undefined) return ["is no part of a workflow"];
      const findings = await lintAsGitHub(snippet.path, workflow);
      // A part may speak of a step that stands outside it.
      return workflow === snippet.text ? findings : findings.filter((finding) => !finding.includes(MAYBE_OUTSIDE));
    }
    case "sh":
    case "bash":
      return [...shellFaults(snippet.text), ...missingScripts(snippet.text)];
    case "ts":
      return parseSync("snippet.ts", snippet.text, { lang: "ts" }).errors.map(({ message }) => message);
    case "json":
      return z.json().safeParse(JSON.parse(snippet.text)).success ? [] : ["is no JSON"];
    case "":
    case "text":
    case "mermaid":
      return [];
    default:
      return [`is ${snippet.language}, which nothing here checks`];
  }
}

function faultsThrown(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof FaultyFile) return error.message.split("\n");
    throw error;
  }
}

function shellFaults(text: string): string[] {
  const { status, stderr, error } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
  if (error) throw error;
  return status === 0 ? [] : [stderr];
}

/** `npm run x` where package.json has no script x. */
function missingScripts(text: string): string[] {
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  return named.filter((name) => !(name in scripts)).map((name) => `package.json has no script ${name}`);
}

describe("the documents", () => {
  it.each(snippets.map((snippet) => [`${snippet.path}:${snippet.line}`, snippet] as const))(
    "the snippet at %s holds",
    async (_, snippet) => {
      expect(await faultsOf(snippet)).toEqual([]);
    },
  );

  it.each(documents)("%s links to files there are", (path) => {
    const text = readFileSync(path, "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, link]) => link!);
    const folder = path.split("/").slice(0, -1).join("/") || ".";
    expect(links.filter((link) => globSync(`${folder}/${link}`).length === 0)).toEqual([]);
  });
});

describe("the check of the documents", () => {
  it.each([
    ["steps with an unknown input", "```yaml\n- uses: ./\n  with: { rum: x }\n```\n", "'rum'"],
    ["one step", "```yaml\nuses: holdfast/holdfast@v1\nwith: { rum: x }\n```\n", "'rum'"],
    ["a workflow", "```yaml\non: push\njobs: { a: { steps: [] } }\n```\n", "runs-on"],
    ["jobs without a trigger", "```yaml\njobs: { a: { runs-on: x, stepz: [] } }\n```\n", "stepz"],
    [
      "a whole workflow that speaks of no step of its own",
      "```yaml\non: push\njobs: { a: { runs-on: x, steps: [{ run: 'echo ${{ steps.b.outputs.c }}' }] } }\n```\n",
      "invalid: b",
    ],
    ["permissions", "```yaml\npermissions: { actionz: read }\n```\n", "actionz"],
    ["an automation", "```yaml\nautomation: a\nsteps: { b: { rnu: 'true' } }\n```\n", "rnu is no key of a step"],
    ["steps of an automation", "```yaml\nsteps: { b: { run: 'true', next: c } }\n```\n", 'no step "c"'],
    ["a configuration", "```yaml\nflags: { fast: maybe }\n```\n", "flags.fast"],
    ["YAML of no known kind", "```yaml\na: 1\n```\n", "no part of a workflow"],
    ["a step in a list", "1. Do\n\n   ```yaml\n   - uses: ./\n     with: { rum: x }\n   ```\n", "'rum'"],
    ["shell", "```sh\nif true; then\n```\n", "syntax error"],
    ["a script that is not there", "```sh\nnpm run nope\n```\n", "no script nope"],
    ["TypeScript", "```ts\nconst = 1;\n```\n", "Unexpected token"],
    ["a language nothing checks", "```perl\n1\n```\n", "perl"],
  ])("finds what is wrong with %s", async (_, markdown, finding) => {
    expect((await faultsIn(markdown)).join("\n")).toContain(finding);
  });

  it("lets good snippets pass", async () => {
    const good =
      "```yaml\n- run: echo ${{ steps.outside.outputs.x }}\n```\n\n```sh\nnpm ci && npm test\n```\n\n````text\n```\n````\n";
    expect(await faultsIn(good)).toEqual([]);
    expect(snippetsOf("README.md", good)).toHaveLength(3);
  });
});

async function faultsIn(markdown: string): Promise<string[]> {
  return (await Promise.all(snippetsOf("README.md", markdown).map(faultsOf))).flat();
}
