/**
 * A map of numbers in a process of its own, whose memory is told at the end: `FOLDER ITEMS BODY [KILLED-AT]`. An item's
 * body gives its number, itself (`plain`) or by a step (`step`). Goes on with what the folder holds; at the item
 * `KILLED-AT` it is killed, and prints nothing.
 */
import { readFile } from "node:fs/promises";
import { automation } from "../src/durable/automation.ts";
import { runAutomation } from "../src/durable/run/run.ts";
import { systemWorld } from "../src/world/system.ts";
import { openLaneIn } from "./run-lane.ts";

const [folder = ".", items, body, killedAt] = process.argv.slice(2);
const numbers = Array.from({ length: Number(items) }, (_, index) => index);
const world = systemWorld();

const opened = performance.now();
let first: number | undefined;
const lane = await openLaneIn(world, folder);
const mapped = automation("map", async (context) => {
  const batch = await context.map("numbers", numbers, (item, number) => {
    first ??= performance.now();
    if (String(number) === killedAt) process.kill(process.pid, "SIGKILL");
    return body === "step" ? item.step("give", () => number) : number;
  });
  return batch.successCount;
});
const outcome = await runAutomation(world, { lane, folder, automation: mapped });
const done = performance.now();
if (outcome.status !== "completed" || outcome.output !== numbers.length) throw new Error(JSON.stringify(outcome));

process.stdout.write(
  JSON.stringify({
    /** Milliseconds until the first item was run. */
    first: (first ?? done) - opened,
    /** Milliseconds until all were. */
    all: done - opened,
    /** The most memory that the process had, in bytes. */
    memory: await mostMemory(),
  }),
);

/** Linux also counts what the parent had into `maxRSS`, so it is asked for this process alone. */
async function mostMemory(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kilobytes) * 1024;
}
