/** docs/guide.md says of the files in examples/guide what holds. test/act runs them. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { examine } from "../../src/workflows/examine.ts";
import { newShell } from "../cli/command.ts";
import { lintAsGitHub, lintWithActionlint } from "../repository/lint.ts";
import { snippetsOf } from "../repository/snippets.ts";
import { breachesOf } from "../repository/workflow-rules.ts";
import { filesAfter, guideSteps } from "./guide-steps.ts";

const guide = readFileSync("docs/guide.md", "utf8");
const snippets = snippetsOf("docs/guide.md", guide);
const [first = ""] = guideSteps;

/** As they stand in a repository that names a commit where the guide says `v1`. */
const pinned = (text: string) => text.replaceAll(/(holdfast\/holdfast\S*)@v1/g, `$1@${"0a".repeat(20)} # v1.0.0`);

function workflowsAfter(step: string): { file: string; text: string }[] {
  return [...filesAfter(step)]
    .filter(([place]) => place.startsWith(".github/"))
    .map(([file, source]) => ({ file, text: pinned(readFileSync(source, "utf8")) }));
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** Whether these lines come in this order, whatever stands between them. */
function isPartOf(lines: readonly string[], whole: readonly string[]): boolean {
  let from = 0;
  return lines.every((line) => (from = whole.indexOf(line, from) + 1) > 0);
}

describe.each(guideSteps)("the guide's %s", (step) => {
  it.each(workflowsAfter(step))("has a $file that GitHub accepts", async ({ file, text }) => {
    expect(await lintAsGitHub(file, text)).toEqual([]);
    expect(await lintWithActionlint(file, text)).toEqual([]);
    expect(step === first ? [] : breachesOf(file, text)).toEqual([]);
  });

  it("has those findings of the doctor's that the guide names", () => {
    const found = [...new Set(examine(workflowsAfter(step)).findings.map(({ rule }) => `\`${rule}\``))].sort();
    expect(guide).toContain(`\n| ${step} | ${found.join(", ") || "nothing"} |\n`);
  });

  it("has a chapter", () => {
    expect(guide).toContain(`\n## ${step.split("-")[0]}. `);
  });
});

describe("the guide", () => {
  it("shows files as they are, but for lines it leaves out", () => {
    const files = guideSteps.flatMap((step) => [...filesAfter(step).values()]);
    const texts = [...new Set(files)].map((file) => linesOf(readFileSync(file, "utf8")));
    const shown = snippets.filter(({ language }) => language === "yaml");
    const strange = shown.filter(({ text }) => !texts.some((whole) => isPartOf(linesOf(text), whole)));
    expect(strange).toEqual([]);
    expect(shown.length).toBeGreaterThan(guideSteps.length);
  });

  it("shows what the doctor says", async () => {
    const shell = await newShell();
    for (const [place, source] of filesAfter(first)) {
      mkdirSync(join(shell.folder, dirname(place)), { recursive: true });
      writeFileSync(join(shell.folder, place), readFileSync(source));
    }
    const { code, output } = await shell.call(["doctor"]);
    expect(code).toBe(1);
    const shown = snippets.find(({ language }) => language === "text");
    expect(output.trim()).toBe(shown?.text.trim());
  });
});
