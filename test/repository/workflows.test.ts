import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintAsGitHub, lintWithActionlint } from "./lint.ts";
import { breachesOf } from "./workflow-rules.ts";

const slashes = (path: string) => path.replaceAll("\\", "/");
const read = (path: string) => readFileSync(path, "utf8");

const ours = globSync(".github/workflows/*.yml").map(slashes).sort();
const given = globSync(["workflows-templates/*.yml", "examples/*/.github/workflows/*.yml"]).map(slashes).sort();
const actions = globSync("{action.yml,actions/**/action.yml}").map(slashes).sort();

/** What actionlint 1.7.7 does not know yet and GitHub does. One that is no longer needed fails. */
const unknownToActionlint: readonly { readonly message: RegExp; readonly because: string }[] = [];

const isKnownGap = (finding: string) => unknownToActionlint.some(({ message }) => message.test(finding));

describe("the workflows", () => {
  it.each([...ours, ...given])("%s is what GitHub accepts", async (path) => {
    expect(await lintAsGitHub(path, read(path))).toEqual([]);
  });

  it.each([...ours, ...given])("%s passes actionlint", async (path) => {
    const findings = await lintWithActionlint(path, read(path));
    expect(findings.filter((finding) => !isKnownGap(finding))).toEqual([]);
  });

  it("every gap of actionlint that is excused is still met", async () => {
    const findings = (
      await Promise.all([...ours, ...given].map((path) => lintWithActionlint(path, read(path))))
    ).flat();
    expect(unknownToActionlint.filter(({ message }) => !findings.some((finding) => message.test(finding)))).toEqual([]);
  });

  it.each([...ours, ...given])("%s grants little, pins all and ends in time", (path) => {
    expect(breachesOf(path, read(path))).toEqual([]);
  });
});

describe("the actions", () => {
  it.each(actions)("%s is what GitHub accepts", async (path) => {
    expect(await lintAsGitHub(path, read(path))).toEqual([]);
  });
});

describe("the lint", () => {
  it.each([
    ["an unknown key", workflow("      - run: 'true'\n", "    stepz: 1\n"), "'stepz'"],
    ["an unknown context", workflow("      - run: echo ${{ nope.x }}\n"), "nope"],
    ["a broken expression", workflow("      - run: echo ${{ github. }}\n"), "Unexpected symbol"],
    ["an action without a version", workflow("      - uses: actions/checkout\n"), "@{ref}"],
    ["an action of ours that is not there", workflow("      - uses: ./actions/nope\n"), "Unable to resolve"],
    ["an input that an action of ours has not", workflow("      - uses: ./\n        with: { rum: x }\n"), "'rum'"],
    [
      "the same by its published name",
      workflow("      - uses: holdfast/holdfast@v1\n        with: { rum: x }\n"),
      "'rum'",
    ],
  ])("GitHub's finds %s", async (_, text, finding) => {
    expect((await lintAsGitHub(".github/workflows/bad.yml", text)).join("\n")).toContain(finding);
  });

  it("GitHub's finds an action.yml without a main", async () => {
    const text = "name: x\ndescription: x\nruns:\n  using: node24\n";
    expect((await lintAsGitHub("action.yml", text)).join("\n")).toContain("main");
  });

  it("actionlint's finds an output that no step has", async () => {
    const text = workflow("      - run: echo ${{ steps.none.outputs.x }}\n");
    expect((await lintWithActionlint("bad.yml", text)).join("\n")).toContain("none");
  });

  it.each([
    ["missing permissions", (text: string) => text.replace("permissions: {}\n", ""), "permissions"],
    ["broad permissions", (text: string) => text.replace("permissions: {}", "permissions: read-all"), "permissions"],
    ["a grant without a reason", (text: string) => text.replace(" # to check out", ""), "contents is granted"],
    ["a moving tag", (text: string) => text.replace("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7"), "not pinned"],
    ["a pin that does not say its version", (text: string) => text.replace(" # v7.0.1", ""), "does not say"],
    [
      "credentials left on disk",
      (text: string) => text.replace("persist-credentials: false", "clean: true"),
      "credentials",
    ],
    ["a job without end", (text: string) => text.replace("    timeout-minutes: 20\n", ""), "timeout"],
  ])("the rules find %s", (_, spoil, finding) => {
    const good = `permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read # to check out
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
`;
    expect(breachesOf("good.yml", good)).toEqual([]);
    expect(breachesOf("bad.yml", spoil(good))).toEqual([expect.stringContaining(finding)]);
  });
});

function workflow(steps: string, job = ""): string {
  return `on: push
permissions: {}
jobs:
  job:
    runs-on: ubuntu-latest
${job}    steps:
${steps}`;
}
