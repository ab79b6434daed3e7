import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { demandsOf } from "../../src/workflows/demands.ts";
import { automationsNamedIn, fillTemplate } from "../../src/workflows/template.ts";
import { readWorkflow } from "../../src/workflows/workflow.ts";

const origin = { actions: "octo/holdfast", commit: "0123456789abcdef0123456789abcdef01234567", version: "1.2.3" };
const fill = (text: string, repository = "octo/orders") => fillTemplate(text, origin, repository);
const zeros = "0".repeat(40);

describe("a template that is copied", () => {
  it("names the actions where they come from, and nothing else", () => {
    const text = [
      `uses: holdfast/holdfast@${zeros} # v0.1.0`,
      `uses: holdfast/holdfast/actions/checkpoint/save@${zeros} # v0.1.0`,
      "uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    ].join("\n");
    expect(fill(text).split("\n")).toEqual([
      `uses: octo/holdfast@${origin.commit} # v1.2.3`,
      `uses: octo/holdfast/actions/checkpoint/save@${origin.commit} # v1.2.3`,
      "uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    ]);
  });

  it("has its schema and links where the actions come from", () => {
    expect(fill("$schema=https://raw.githubusercontent.com/holdfast/holdfast/v0.1.0/schemas/a.json")).toBe(
      `$schema=https://raw.githubusercontent.com/octo/holdfast/${origin.commit}/schemas/a.json`,
    );
    expect(fill("https://github.com/holdfast/holdfast/blob/v0.1.0/docs/a.md")).toBe(
      `https://github.com/octo/holdfast/blob/${origin.commit}/docs/a.md`,
    );
  });

  it("starts at a minute of the repository's own, the same each time and never the full hour", () => {
    const minutes = Array.from({ length: 500 }, (_, index) =>
      Number(/"(\d+) 3/.exec(fill('- cron: "23 3 * * *"', `octo/${index}`))?.[1]),
    );
    expect(Math.min(...minutes)).toBe(1);
    expect(Math.max(...minutes)).toBe(59);
    expect(new Set(minutes).size).toBe(59);
    expect(fill('- cron: "23 3 * * *"')).toBe(fill('- cron: "23 3 * * *"', "Octo/Orders"));
  });

  it("starts several times an hour at minutes that are as far apart, and none the full hour", () => {
    const written = new Set(
      Array.from({ length: 200 }, (_, index) => fill('- cron: "7,22,37,52 * * * *"', `o/${index}`)),
    );
    const all = Array.from({ length: 14 }, (_, first) => [1, 16, 31, 46].map((minute) => minute + first).join(","));
    expect(written).toEqual(new Set(all.map((minutes) => `- cron: "${minutes} * * * *"`)));
  });
});

it("what a workflow needs is what it says: permissions with their reasons, environments, secrets and variables", () => {
  const text = `on: push # not secrets.NONE
permissions: {}
jobs:
  a:
    environment: staging
    permissions:
      contents: read # to check out
      issues: write # to tell people
    steps: [{ run: make, env: { A: "\${{ secrets.TOKEN }}\${{ secrets.GITHUB_TOKEN }}\${{ vars.PLACE }}" } }]
  b:
    environment: { name: production, url: x }
    permissions:
      contents: read # to check out
    steps: []
`;
  expect(demandsOf(readWorkflow(text, "a.yml"))).toEqual({
    permissions: [
      { grant: "contents: read", jobs: ["a", "b"], reason: "to check out" },
      { grant: "issues: write", jobs: ["a"], reason: "to tell people" },
    ],
    environments: ["staging", "production"],
    secrets: ["TOKEN"],
    variables: ["PLACE"],
  });
});

it("the templates are filled whole: no placeholder is left, and every automation they name comes along", () => {
  const paths = globSync("workflows-templates/*.yml");
  expect(paths.length).toBeGreaterThan(3);
  for (const path of paths) {
    const text = readFileSync(path, "utf8");
    expect(fill(text)).not.toMatch(new RegExp(`${zeros}|[^/]holdfast/holdfast|v0[.]1`));
    expect(
      automationsNamedIn(text).filter((name) => globSync(`workflows-templates/automations/${name}`).length === 0),
    ).toEqual([]);
  }
});
