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
const whole = { status: "completed", output: ["first", ["items/a", "items/b", "items/c", "items/d"], ["e"], "last"] };

it("keeps every promise of a run whose processes are killed at any moment", async () => {
  let kills = 0;
  for (let run = 0; run < runs; run++) {
    const folder = mkdtempSync(join(tmpdir(), "kills-"));
    let killed = 0;
    let said = "";
    while (said === "") {
      const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
      const output = text(child.stdout);
      // How long a process lives is spread over how long one takes in all.
      const timer =
        killed < mostKills && setTimeout(() => child.kill("SIGKILL"), 250 + (((run * 5 + killed) * 53) % 500));
      const [code] = (await once(child, "exit")) as [number | null];
      clearTimeout(timer || undefined);
      said = await output;
      if (code === null) killed += 1;
    }
    expect(JSON.parse(said)).toEqual(whole);
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
  expect(kills).toBeGreaterThan(runs);
});
