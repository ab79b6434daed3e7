/**
 * Holds the engine against the conformance cases in a folder: `node test/conformance/run.ts FOLDER`. With
 * `--always-replay`, everything is replayed at every await.
 */
import { globSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { readCase } from "./case.ts";
import { judge, type Verdict } from "./verdict.ts";

/** Exit codes: 0 where every case that applies passed, 1 where one failed or has no automation, 2 where none was found. */
async function main(folder: string | undefined, alwaysReplay: boolean): Promise<number> {
  const paths = folder === undefined ? [] : globSync(join(folder, "**/*.yaml")).toSorted(byNumbers);
  if (folder === undefined || paths.length === 0) {
    console.error(`no cases ${folder === undefined ? "given: name their folder" : `in ${folder}`}`);
    return 2;
  }
  const counts = { passed: 0, failed: 0, "not-applicable": 0, unwritten: 0 };
  for (const path of paths) {
    const { description, verdict } = await verdictOf(path, alwaysReplay);
    counts[verdict.kind] += 1;
    console.log(lineOf(relative(folder, path).replace(/\.yaml$/, ""), description, verdict));
  }
  const { passed, failed, unwritten } = counts;
  console.log(
    `\n${paths.length} cases: ${passed} passed, ${failed} failed, ${counts["not-applicable"]} not applicable` +
      (unwritten === 0 ? "" : `, ${unwritten} without an automation`),
  );
  return failed + unwritten === 0 ? 0 : 1;
}

async function verdictOf(path: string, alwaysReplay: boolean): Promise<{ description: string; verdict: Verdict }> {
  try {
    const test = readCase(path);
    return { description: test.description, verdict: await judge(test, alwaysReplay) };
  } catch (error) {
    return { description: "not read", verdict: { kind: "failed", differences: [String(error)] } };
  }
}

function lineOf(name: string, description: string, verdict: Verdict): string {
  switch (verdict.kind) {
    case "passed":
      return `passed          ${name}  ${description}`;
    case "failed":
      return `FAILED          ${name}  ${description}${verdict.differences.map((each) => `\n  ${each}`).join("")}`;
    case "not-applicable":
      return `not applicable  ${name}  ${description}: ${verdict.reason}`;
    case "unwritten":
      return `UNWRITTEN       ${name}  ${description}: no automation is written for this case`;
  }
}

/** `9-2` before `9-10`. */
const byNumbers = new Intl.Collator("en", { numeric: true }).compare;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "always-replay": { type: "boolean" } },
});
process.exitCode = await main(positionals[0], values["always-replay"] ?? false);
