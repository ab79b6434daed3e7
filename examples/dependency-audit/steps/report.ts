/** LOCKFILE and RESULTS, a file with what became of each look-up → report.md and report.html in REPORT, and the summary. */
import { appendFileSync, readFileSync } from "node:fs";
import { auditOf, outputsOf } from "../audit/audit.ts";
import { readLockfile } from "../audit/lockfile.ts";
import { readLookUps } from "../audit/look-ups.ts";
import { tallyOf } from "../audit/wording.ts";
import { writeReport } from "../audit/write-report.ts";

const { LOCKFILE = "package-lock.json", RESULTS = "results.jsonl", REPORT = "report", ...env } = process.env;

const lookUps = readLookUps(readFileSync(RESULTS, "utf8"));
const audit = auditOf(readLockfile(readFileSync(LOCKFILE, "utf8")), lookUps);
const markdown = writeReport(REPORT, audit);
const outputs = Object.entries(outputsOf(audit)).map(([name, count]) => `${name}=${count}\n`);
if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, markdown);
if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, outputs.join(""));
console.log(
  tallyOf(audit)
    .map(([what, count]) => `${count} ${what}`)
    .join(", "),
);
