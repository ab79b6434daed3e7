/** LOCKFILE and RESULTS, a file with what became of each look-up → report.md and report.html in REPORT, and the summary. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAnswers } from "../audit/answers.ts";
import { auditOf } from "../audit/audit.ts";
import { htmlOf } from "../audit/html.ts";
import { readLockfile } from "../audit/lockfile.ts";
import { markdownOf } from "../audit/markdown.ts";
import { tallyOf } from "../audit/wording.ts";

const { LOCKFILE = "package-lock.json", RESULTS = "results.jsonl", REPORT = "report", ...env } = process.env;

const answers = readAnswers(readFileSync(RESULTS, "utf8"));
const audit = auditOf(readLockfile(readFileSync(LOCKFILE, "utf8")), answers);
const markdown = markdownOf(audit);
mkdirSync(REPORT, { recursive: true });
writeFileSync(join(REPORT, "report.md"), markdown);
writeFileSync(join(REPORT, "report.html"), htmlOf(audit));
if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, markdown);
if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, outputs());
console.log(
  tallyOf(audit)
    .map(([what, count]) => `${count} ${what}`)
    .join(", "),
);

function outputs(): string {
  const { counts, notLookedUp } = audit;
  return [
    `deprecated=${counts.deprecated}`,
    `unlicensed=${counts.unlicensed}`,
    `install-scripts=${counts["install-script"]}`,
    `outdated=${counts.outdated}`,
    `not-looked-up=${notLookedUp.length}\n`,
  ].join("\n");
}
