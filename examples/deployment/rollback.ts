/** Serves in ENVIRONMENT what was served before VERSION. */
import { environmentOf, rollBack } from "./servers.ts";

const { VERSION = "", ENVIRONMENT = "staging" } = process.env;

console.log(`${ENVIRONMENT} serves ${rollBack(environmentOf(process.env), VERSION) ?? "nothing"}`);
