/** Looks at what ENVIRONMENT serves as a visitor would. BREAK names an environment in which this fails, to be tried. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentOf } from "./servers.ts";

const { VERSION = "", ENVIRONMENT = "staging", BREAK } = process.env;

const page = readFileSync(join(environmentOf(process.env).folder, "current/index.html"), "utf8");
const faults = [
  ...(page.includes(`Version ${VERSION}`) ? [] : [`the page does not say that it is version ${VERSION}`]),
  ...(page.includes("High water") ? [] : ["the page says nothing of high water"]),
  ...(BREAK === ENVIRONMENT ? ["BREAK asks for a fault"] : []),
];
for (const fault of faults) console.error(`${ENVIRONMENT}: ${fault}`);
if (faults.length > 0) process.exit(1);
console.log(`${ENVIRONMENT} shows version ${VERSION}`);
