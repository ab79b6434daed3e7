import { examine } from "../../src/workflows/examine.ts";
import type { Finding } from "../../src/workflows/finding.ts";

/** What one rule finds in a workflow, as `line:column`. */
export function placesOf(rule: string, text: string, ...others: readonly string[]): string[] {
  return findingsIn(text, ...others)
    .filter((finding) => finding.rule === rule)
    .map(({ at }) => `${at.line}:${at.column}`);
}

/** What is found in the first of some workflows. */
export function findingsIn(...texts: readonly string[]): readonly Finding[] {
  const files = texts.map((text, index) => ({ file: `${index}.yml`, text }));
  return examine(files).findings.filter(({ at }) => at.file === "0.yml");
}

/** A workflow with one job whose steps, from line 9 on, are these. */
export function withSteps(steps: string, job = ""): string {
  return `on: push
permissions: {}
jobs:
  job:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    # What follows is the sample.
    steps:
${steps.replace(/^(?=.)/gm, "      ")}
${job.replace(/^(?=.)/gm, "    ")}`;
}
