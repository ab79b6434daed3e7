/**
 * Prints the table of docs/benchmarks.md: `npm run bench`, or `npm run bench -- --quick` for a look whether it runs.
 * Figures are the median (least–most); a ratio is that of neighbouring measurements, turn about.
 */
import { checkpoint } from "./checkpoint.ts";
import { coldStart } from "./cold-start.ts";
import { journal } from "./journal.ts";
import { describeMachine } from "./machine.ts";
import { retry } from "./retry.ts";
import { table, type Row } from "./row.ts";
import { withScene } from "./scene.ts";
import { serviceCalls } from "./service-calls.ts";

const rows: Row[] = [];
const before = describeMachine();
await withScene(process.argv.includes("--quick"), async (scene) => {
  for (const family of [coldStart, retry, checkpoint, journal, serviceCalls]) {
    process.stderr.write(`${family.name} …\n`);
    rows.push(...(await family(scene)));
  }
});
process.stdout.write(`Before: ${before}\nAfter: ${describeMachine()}\n\n${table(rows)}\n`);
