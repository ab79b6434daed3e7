/**
 * Prints the table of docs/benchmarks.md: `npm run bench`, with `-- --quick` for a look whether it runs, `-- --peers` to
 * install other durable engines and measure them too, and names of families to measure those alone.
 * Figures are the median (least–most); a ratio is that of neighbouring measurements, turn about.
 */
import { parseArgs } from "node:util";
import { checkpoint } from "./checkpoint.ts";
import { coldStart } from "./cold-start.ts";
import { journal } from "./journal.ts";
import { stepGrowth } from "./growth.ts";
import { describeMachine } from "./machine.ts";
import { largeMap } from "./map.ts";
import { retry } from "./retry.ts";
import { table, type Row } from "./row.ts";
import { savedSteps } from "./saved-steps.ts";
import { withScene } from "./scene.ts";
import { serviceCalls } from "./service-calls.ts";
import { stepCosts } from "./steps.ts";

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, peers: { type: "boolean", default: false } },
  allowPositionals: true,
});
const families = [coldStart, retry, checkpoint, journal, serviceCalls, stepCosts, stepGrowth, savedSteps, largeMap];
const unknown = positionals.filter((name) => !families.some((family) => family.name === name));
if (unknown.length > 0)
  throw new Error(`${unknown.join(", ")}: not among ${families.map(({ name }) => name).join(", ")}`);

const rows: Row[] = [];
const before = describeMachine();
await withScene({ isQuick: values.quick, withPeers: values.peers }, async (scene) => {
  for (const family of families) {
    if (positionals.length > 0 && !positionals.includes(family.name)) continue;
    process.stderr.write(`${family.name} …\n`);
    rows.push(...(await family(scene)));
  }
});
process.stdout.write(`Before: ${before}\nAfter: ${describeMachine()}\n\n${table(rows)}\n`);
