/**
 * Fails while ENVIRONMENT does not serve VERSION in good health. The stand-in is slow to start: it is well from the look
 * after the first SLOW_LOOKS on.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { currentVersion, environmentOf, releaseOf } from "./servers.ts";

const { VERSION = "", ENVIRONMENT = "staging", SLOW_LOOKS = "0" } = process.env;
const environment = environmentOf(process.env);

const current = currentVersion(environment);
if (current !== VERSION) fail(`it serves ${current ?? "nothing"}`);
const look = countLook();
if (look <= Number(SLOW_LOOKS)) fail(`it is starting, look ${look}`);
console.log(`${ENVIRONMENT} serves ${VERSION} in good health`);

function countLook(): number {
  const file = join(releaseOf(environment, VERSION), "looks");
  const looks = existsSync(file) ? Number(readFileSync(file, "utf8")) + 1 : 1;
  writeFileSync(file, String(looks));
  return looks;
}

function fail(why: string): never {
  console.error(`${ENVIRONMENT} is not well: ${why}`);
  process.exit(1);
}
