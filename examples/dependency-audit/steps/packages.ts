import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf } from "../audit/audit.ts";
import { readLockfile, type Lockfile } from "../audit/lockfile.ts";

const { LOCKFILE = "package-lock.json", REPORT = "report", GITHUB_OUTPUT } = process.env;

const lockfile = read();
mkdirSync(REPORT, { recursive: true });
const lines = lockfile.packages.map((locked) => JSON.stringify({ key: keyOf(locked), ...locked }));
writeFileSync(join(REPORT, "packages.jsonl"), lines.map((line) => `${line}\n`).join(""));
if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `count=${lines.length}\nskipped=${lockfile.skipped.length}\n`);

console.log(`${LOCKFILE} names ${lines.length} packages.`);
for (const { entry, because } of lockfile.skipped) console.log(`No registry is asked about ${entry}: ${because}.`);

function read(): Lockfile {
  try {
    return readLockfile(readFileSync(LOCKFILE, "utf8"));
  } catch (error) {
    console.error(`${LOCKFILE} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(65); // EX_DATAERR: another attempt would read the same
  }
}
