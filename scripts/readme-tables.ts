/**
 * Writes the tables of inputs and outputs in the READMEs from the `action.yml` beside each, between the markers
 * `<!-- inputs -->` … `<!-- /inputs -->` and `<!-- outputs -->` … `<!-- /outputs -->`.
 *
 * `node scripts/readme-tables.ts` writes; with `--check` it only compares, and fails where a README is stale.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inputsTable, outputsTable, readAction, withTable } from "./action-tables.ts";

const check = process.argv.includes("--check");
const stale = globSync("{action.yml,actions/**/action.yml}")
  .map((path) => ({ action: path, readme: join(dirname(path), "README.md") }))
  .filter(({ action, readme }) => {
    const before = readFileSync(readme, "utf8");
    const { inputs, outputs } = readAction(readFileSync(action, "utf8"));
    const after = withTable(withTable(before, "inputs", inputsTable(inputs)), "outputs", outputsTable(outputs));
    if (after !== before && !check) writeFileSync(readme, after);
    return after !== before;
  });

for (const { readme } of stale) console.log(check ? `${readme} is stale: npm run docs` : `${readme} written`);
if (check && stale.length > 0) process.exitCode = 1;
