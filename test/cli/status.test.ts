import { appendFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeAutomation } from "./automations.ts";
import { newShell, type Shell } from "./command.ts";

const body = `
  await ctx.step("fetch", () => 1);
  await ctx.map("import", ["a", "b"], (c, item) => c.step("one", () => { if (item === "b") throw new Error("no \\u001b[31mb"); }),
    { onExhausted: "dead-letter" });
  const approval = { question: "Go \\u001b[31mon?", approvers: [], approvals: 1, preventSelfReview: false };
  const asked = { expects: "approval", approval };
  await ctx.parallel("both", { ask: (c) => c.waitForCallback("approve", () => {}, asked), nap: (c) => c.wait("3d") });
`;

async function suspended(): Promise<Shell> {
  const shell = await newShell();
  await writeAutomation(shell, "orders.ts", "orders", body);
  await shell.call(["run", "orders.ts"]);
  return shell;
}

async function journalOf(shell: Shell): Promise<string> {
  const runs = join(shell.home, ".local/state/holdfast/runs");
  const folder = (await readdir(runs)).find((name) => /^[0-9a-f]{32}$/.test(name));
  return join(runs, folder ?? "", "journal.jsonl");
}

describe("holdfast status", () => {
  it("shows a run's steps, what it waits for, its dead letters and how to go on", async () => {
    const { code, output } = await (await suspended()).call(["status", "orders-1"]);
    expect(code).toBe(0);
    const lines = output.split("\n").map((line) => line.replaceAll(/ +/g, " ").trim());
    expect(lines[0]).toBe("orders-1 suspended");
    expect(lines).toEqual(
      expect.arrayContaining([
        "automation orders",
        "step outcome attempts time",
        expect.stringMatching(/^fetch done 1 \d+ms$/),
        expect.stringMatching(/^import\/b\/one failed 1 \d+ms no b$/),
        "both/ask/approve for an answer",
        "Go on?",
        "holdfast approve orders-1 both/ask/approve (or reject)",
        expect.stringMatching(/^both\/nap\/wait until .* \(in 3d\)$/),
        "1 dead letter",
        "import/b after 1 attempt: no b",
        "holdfast redrive orders-1 tries them anew, and nothing else",
        "holdfast resume orders-1 what has come is taken in, and the rest runs",
      ]),
    );
  });

  it("lists all runs, the newest first, also for programs", async () => {
    const shell = await suspended();
    await writeAutomation(shell, "sum.ts", "sum", "return 3;");
    await shell.call(["run", "sum.ts"]);
    const { output } = await shell.call(["status"]);
    expect(output).toMatch(
      /^run +status.*\nsum-1 +completed +sum .*\norders-1 +suspended +orders .* 1 dead letter, wakes .*\n$/,
    );
    const json = (await shell.call(["status", "--json"])).output.trimEnd().split("\n");
    expect(json.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { key: "sum-1", status: "completed", outputs: 3, process: null, steps: [] },
      { key: "orders-1", status: "suspended", steps: [{ path: "fetch", outcome: "done" }, {}, {}] },
    ]);
  });

  it("says so where there are no runs", async () => {
    expect(await (await newShell()).call(["status"])).toMatchObject({ code: 0, output: /no runs yet/ });
  });

  it("reads past a line that is just being written, and refuses a record that was altered", async () => {
    const shell = await suspended();
    const journal = await journalOf(shell);
    await appendFile(journal, `{"v":1,"seq"`);
    expect(await shell.call(["status", "orders"])).toMatchObject({ code: 0 });
    await writeFile(journal, `{"v":1}\n`);
    expect(await shell.call(["status", "orders"])).toMatchObject({ code: 2, errors: /is not sound/ });
  });
});

describe("holdfast history", () => {
  it("shows every event, for people and for programs", async () => {
    const shell = await suspended();
    const { output } = await shell.call(["history", "orders"]);
    expect(output).toMatch(/^ +0 .* opened +run orders-1.*\n +1 .* run-started +orders +\{\}\n +2 .* started +fetch/);
    expect(output).toMatch(/dead-letter +import\/b  no b\n/);
    const json = (await shell.call(["history", "orders", "--json"])).output.trimEnd().split("\n");
    expect(json).toHaveLength(output.trimEnd().split("\n").length);
    expect(JSON.parse(json[2] ?? "")).toMatchObject({ type: "started", step: "fetch", seq: 2 });
  });
});
