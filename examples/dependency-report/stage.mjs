/** What the stages of the report share: files of the report, outputs of the step, and a trace of what was executed. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

/** Leaves a line in the file that EXECUTED names, where there is one: it shows what really ran, and what was replayed. */
export function executed(stage) {
  if (process.env.EXECUTED) appendFileSync(process.env.EXECUTED, `${stage}\n`);
}

export function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

export function writeReport(name, content) {
  mkdirSync("report", { recursive: true });
  writeFileSync(`report/${name}`, content);
}

export function writeJson(name, value) {
  writeReport(name, `${JSON.stringify(value, undefined, 2)}\n`);
}

export function setOutput(name, value) {
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

export function addSummary(markdown) {
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, markdown);
}
