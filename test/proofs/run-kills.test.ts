/** Real processes that work on a run, killed at any moment; another goes on until the run has ended. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";

const script = join(import.meta.dirname, "run-killed.ts");
const runs = 12;
const mostKills = 4;
const result = { status: "completed", output: ["first", ["items/a", "items/b", "items/c", "items/d"], ["e"], "last"] };

const newFolder = () => mkdtempSync(join(tmpdir(), "kills-"));

/** Works on the run in a process of its own, which is killed after so many milliseconds unless it ends before. */
async function work(folder: string, lifetime?: number): Promise<{ said: string; wasKilled: boolean }> {
  const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const output = text(child.stdout);
  const timer = lifetime === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), lifetime);
  const [code] = (await once(child, "exit")) as [number | null];
  clearTimeout(timer);
  return { said: await output, wasKilled: code === null };
}

it("keeps every promise of a run whose processes are killed at any moment", async () => {
  const since = performance.now();
  await work(newFolder());
  const whole = performance.now() - since;
  let kills = 0;
  for (let run = 0; run < runs; run++) {
    const folder = newFolder();
    let killed = 0;
    let said = "";
    while (said === "") {
      // Spread over how long one takes in all, on this machine.
      const lifetime = killed < mostKills ? (whole * (30 + (((run * 5 + killed) * 53) % 60))) / 100 : undefined;
      const ended = await work(folder, lifetime);
      said = ended.said;
      if (ended.wasKilled) killed += 1;
    }
    expect(JSON.parse(said)).toEqual(result);
    kills += killed;
    const effects = readFileSync(join(folder, "effects.txt"), "utf8").trim().split("\n");
    const names = effects.map((line) => line.split(" ")[0]);
    expect(new Set(names)).toEqual(new Set(["first", "items/a", "items/b", "items/c", "items/d", "last"]));
    // Each effect has one key, and each kill repeats at most what was under way: two items.
    expect(new Set(effects).size).toBe(6);
    expect(effects.length).toBeLessThanOrEqual(6 + 2 * killed);
    rmSync(folder, { recursive: true });
  }
  console.log(`${kills} processes of ${runs} runs killed, and every run came to its end`);
  expect(kills).toBeGreaterThan(runs / 2);
});
