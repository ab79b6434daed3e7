/** PACKAGE and VERSION → what the registry answers, in the output `answer`. Runs once for each package: it loads little. */
import { appendFileSync } from "node:fs";
import { readSettings, registryFor } from "../audit/npmrc.ts";
import { lookUp, RegistryError } from "../audit/registry.ts";

const { PACKAGE: name = "", VERSION: version = "", GITHUB_OUTPUT } = process.env;

try {
  const answer = JSON.stringify(await lookUp(registryFor(name, readSettings(".", process.env)), { name, version }));
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `answer=${answer}\n`);
  console.log(answer);
} catch (error) {
  if (!(error instanceof RegistryError)) throw error;
  console.error(error.message);
  if (error.retryAfter !== undefined) console.error(`Retry-After: ${error.retryAfter}`);
  process.exitCode = error.code === "TRANSIENT" ? 75 : 77; // EX_TEMPFAIL; EX_NOPERM
}
