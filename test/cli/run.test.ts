import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { lastLine, put, writeAutomation } from "./automations.ts";
import { refusalOf } from "../../src/cli/runs/refusal.ts";
import { JournalFull } from "../../src/journal/refused.ts";
import { UserError } from "../../src/policy/user-error.ts";
import type { World } from "../../src/world.ts";
import { systemFiles } from "../../src/world/files.ts";
import { systemWorld } from "../../src/world/system.ts";
import { newShell, type Shell } from "./command.ts";

const twoSteps = `
  const a = await ctx.step("first", () => { note("first"); return 20; });
  const b = await ctx.step("second", () => { if (has("broken")) throw new Error("out of paper"); return a + 1; });
  return { sum: b };
`;

function steps(...names: string[]): string {
  return names.map((name) => `await ctx.step("${name}", () => 1);`).join("\n");
}

function effects({ folder }: Shell): Promise<string> {
  return readFile(join(folder, "effects"), "utf8").catch(() => "");
}

describe("holdfast run", () => {
  it("runs an automation, tells of its steps and prints its outputs", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "sum.ts", "sum", twoSteps);
    const { code, output, errors } = await shell.call(["run", "sum.ts"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(
      /^Run sum-1\ndone +first  \d+ms\ndone +second  \d+ms\n\ncompleted  sum-1  in .*: 2 done\n  sum  21\n$/,
    );
  });

  it("does not run a completed run again, and shows what it gave", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "sum.ts", "sum", twoSteps);
    await shell.call(["run", "sum.ts", "--key", "once"]);
    const { code, output } = await shell.call(["run", "sum.ts", "--key", "once"]);
    expect(code).toBe(0);
    expect(output).toBe("\nonce was completed before: nothing was run.\n  sum  21\n");
    expect(await effects(shell)).toBe("first\n");
  });

  it("fails with 1, says how to go on, and tries what failed anew when it is run again", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "sum.ts", "sum", twoSteps.replace(`has("broken")`, `!has("mended")`));
    const failed = await shell.call(["run", "sum.ts"]);
    expect(failed.code).toBe(1);
    expect(failed.output).toContain("failed      second  out of paper\n");
    expect(failed.output).toContain("  holdfast resume sum-1   what is done is replayed, and what failed runs again");
    await put(shell, "mended");
    const { code, output } = await shell.call(["run", "sum.ts"]);
    expect(code).toBe(0);
    expect(output).toContain("Run sum-1 goes on; --fresh begins another\nreplayed    first\ndone        second");
    expect(output).toContain("1 done, 1 replayed");
    expect(await effects(shell)).toBe("first\n");
  });

  it("numbers runs without a key, and begins another where it is told to or the input is another", async () => {
    const shell = await newShell();
    await put(shell, "broken");
    await writeAutomation(shell, "sum.ts", "sum", twoSteps);
    const keyOf = async (...args: string[]) => {
      const { output } = await shell.call(["run", "sum.ts", "--json", ...args]);
      return (lastLine(output) as { key: string }).key;
    };
    expect(await keyOf()).toBe("sum-1");
    expect(await keyOf()).toBe("sum-1");
    expect(await keyOf("--fresh")).toBe("sum-2");
    expect(await keyOf("--input", "day=1")).toBe("sum-3");
    expect(await keyOf("--input", "day=1")).toBe("sum-3");
  });

  it("hands over inputs of a file and of options, and refuses others for the same run", async () => {
    const shell = await newShell();
    await put(shell, "inputs.json", JSON.stringify({ name: "anna", list: [1, 2] }));
    await writeAutomation(shell, "echo.ts", "echo", `return input;`);
    const args = ["run", "echo.ts", "--key", "k", "--json", "--inputs", "inputs.json", "-i", "name=bo", "-i", "eq=a=b"];
    const { output } = await shell.call(args);
    expect(lastLine(output)).toMatchObject({ outputs: { name: "bo", list: [1, 2], eq: "a=b" } });
    const other = await shell.call(["run", "echo.ts", "--key", "k", "-i", "name=cy"]);
    expect(other).toMatchObject({ code: 2, errors: expect.stringContaining("use another key") });
    // Without any, it is what the run was started with.
    expect(await shell.call(["run", "echo.ts", "--key", "k"])).toMatchObject({ code: 0 });
  });

  it("tells programs of each step in an object a line, the run last", async () => {
    const shell = await newShell();
    const body = `
      await ctx.step("first", () => 1);
      await ctx.map("look up", ["a/b", "c"], (c, item) => c.step("one", () => { if (item === "c") throw new Error("gone"); }),
        { onExhausted: "dead-letter", maxConcurrency: 1 });
      ctx.log.warn("nearly done", { left: 1 });
    `;
    await writeAutomation(shell, "map.ts", "map", body);
    const { code, output, errors } = await shell.call(["run", "map.ts", "--json"]);
    const lines = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    const failure = { kind: "error", name: "Error", message: "gone" };
    expect(lines.map((line) => ({ ...line, ...("ms" in line && { ms: "some" }) }))).toEqual([
      { type: "step", path: "first", outcome: "done", attempts: 1, ms: "some" },
      { type: "items", path: "look up", count: 2 },
      { type: "step", path: "look up/a%2Fb/one", outcome: "done", attempts: 1, ms: "some" },
      { type: "item", path: "look up/a%2Fb", outcome: "done" },
      { type: "step", path: "look up/c/one", outcome: "failed", attempts: 1, ms: "some", failure },
      { type: "item", path: "look up/c", outcome: "failed", failure },
      { type: "dead-letter", path: "look up/c", failure },
      { type: "map", path: "look up", outcome: "done" },
      { type: "log", path: "", level: "warn", message: "nearly done", details: { left: 1 } },
      {
        type: "run",
        status: "completed",
        key: "map-1",
        automation: "map",
        outputs: null,
        deadLetters: [{ path: "look up/c", key: "c", attempts: 1, message: "gone" }],
        nextWake: null,
        counts: { done: 2, replayed: 0, failed: 1 },
      },
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: "holdfast: Run map-1\n" });
  });

  it.each([
    [[], 0],
    [["--exit-code"], 75],
  ])("suspends a run that waits for long, with %j ending with %i", async (options, expected) => {
    const shell = await newShell();
    await writeAutomation(shell, "late.ts", "late", `await ctx.wait("nap", "3d"); return 1;`);
    const { code, output } = await shell.call(["run", "late.ts", "--json", ...options]);
    expect(code).toBe(expected);
    expect(lastLine(output)).toMatchObject({
      status: "suspended",
      waiting: ["nap"],
      nextWake: expect.stringMatching(/Z$/),
    });
  });

  it("ends with 3 where a person has to look, and goes on when told to", async () => {
    const shell = await newShell();
    const body = `await ctx.step("charge", () => { if (!has("ok")) throw new Error("no"); }, { onExhausted: "pause" });`;
    await writeAutomation(shell, "pay.ts", "pay", body);
    const { code, output } = await shell.call(["run", "pay.ts"]);
    expect(code).toBe(3);
    expect(output).toContain("paused at: charge");
    await put(shell, "ok");
    expect(await shell.call(["resume", "pay"])).toMatchObject({ code: 0 });
  });

  it("runs YAML, checks its inputs, takes the key it gives, and shows what its commands print", async () => {
    const shell = await newShell();
    await put(
      shell,
      "greet.yml",
      [
        "automation: greet",
        "key: greet-${{ inputs.who }}",
        "inputs: { who: { type: string, required: true } }",
        "steps:",
        "  hello:",
        "    env: { WHO: '${{ inputs.who }}' }",
        "    run: |",
        '      printf "hello %s\\n\\033[31mred ::error::x" "$WHO"',
        '      echo "said=$WHO" >> "$GITHUB_OUTPUT"',
        "outputs: { said: '${{ steps.hello.outputs.said }}' }",
      ].join("\n"),
    );
    expect(await shell.call(["run", "greet.yml"])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("input who is missing"),
    });
    const { code, output } = await shell.call(["run", "greet.yml", "-i", "who=anna"]);
    expect(code).toBe(0);
    expect(output).toMatch(
      /^Run greet-anna\nhello \| hello anna\nhello \| red ::error::x\ndone +hello  \d+ms\n\ncompleted  greet-anna .*\n  said  anna\n$/,
    );
  });

  it.each([
    ["a file that is not there", ["run", "none.ts"], /none\.ts does not exist/],
    ["a file of another kind", ["run", "notes.txt"], /ends in \.yml, \.yaml, \.ts/],
    ["an input without a value", ["run", "sum.ts", "--input", "x"], /--input x: write name=value/],
    ["inputs that are no object", ["run", "sum.ts", "--inputs", "list.json"], /a JSON object/],
    ["inputs that are no JSON", ["run", "sum.ts", "--inputs", "notes.txt"], /is no JSON/],
    ["a duration without its unit", ["run", "sum.ts", "--suspend-after", "5"], /5s for seconds/],
    ["a fresh run of a given key", ["run", "sum.ts", "--fresh", "--key", "k"], /give another key/],
    ["an option nobody knows", ["run", "sum.ts", "--frehs"], /Did you mean --fresh/],
  ])("starts nothing with %s", async (_, args, message) => {
    const shell = await newShell();
    await put(shell, "notes.txt", "notes");
    await put(shell, "list.json", "[]");
    await writeAutomation(shell, "sum.ts", "sum", twoSteps);
    const { code, output, errors } = await shell.call(args);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toMatch(message);
  });

  it("says so where the disk is full, and goes on once it is not", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "sum.ts", "sum", twoSteps);
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
      syscall: "write",
    });
    const openAppend: World["files"]["openAppend"] = async (path) => {
      const file = await systemFiles.openAppend(path);
      let writes = 0;
      return { ...file, append: (...args) => (++writes > 2 ? Promise.reject(full) : file.append(...args)) };
    };
    const { code, errors } = await shell.call(["run", "sum.ts"], {}, { files: { ...systemFiles, openAppend } });
    expect(code).toBe(2);
    expect(errors).toMatch(/^holdfast: run "sum-1" cannot be recorded in .*: ENOSPC.* Nothing recorded is lost/);
    expect(await shell.call(["resume", "sum"])).toMatchObject({ code: 0 });
  });

  it("completes with a warning where the disk has no room for the second copy", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "sum.ts", "sum", twoSteps);
    const full = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC", syscall: "mkdir" });
    const state = join(shell.root, "state");
    const makeFolder: World["files"]["makeFolder"] = (path) =>
      path.startsWith(join(state, "runs")) ? systemFiles.makeFolder(path) : Promise.reject(full);
    const done = await shell.call(
      ["run", "sum.ts"],
      { HOLDFAST_DIR: state },
      { files: { ...systemFiles, makeFolder } },
    );
    expect(done.code).toBe(0);
    expect(done.output).toContain("completed");
    expect(done.errors).toMatch(/warning: .*no second copy.*ENOSPC/);
  });

  it("says so where a file of the run was damaged, and how to go on", async () => {
    const shell = await newShell();
    const body = `const text = await ctx.step("large", () => "x".repeat(200_000)); await ctx.wait("nap", "3d"); return text;`;
    await writeAutomation(shell, "sum.ts", "sum", body);
    const state = { HOLDFAST_DIR: join(shell.root, "state") };
    await shell.call(["run", "sum.ts"], state);
    const runs = join(state.HOLDFAST_DIR, "runs");
    const large = (await readdir(runs, { recursive: true })).find((path) => /files.[0-9a-f]{64}$/.test(path)) ?? "";
    await writeFile(join(runs, large), "y".repeat(200_002));
    const { code, errors } = await shell.call(["resume", "sum"], state);
    expect(code).toBe(2);
    expect(errors).toMatch(/^holdfast: run "sum-1" cannot go on with what is recorded in .*: .*remove that folder/);
  });

  it("points to a new run where a journal is full", async () => {
    const full = new JournalFull("the journal has more than 5 events");
    const error = await refusalOf(systemWorld(), full, { key: "sum-1", folder: "runs/1" });
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: expect.stringContaining("holdfast fork sum-1 --from STEP --key NEW"),
    });
  });

  it("refuses another automation under the key of a run", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "a.ts", "a", "return 1;");
    await writeAutomation(shell, "b.ts", "b", "return 1;");
    await shell.call(["run", "a.ts", "--key", "k"]);
    expect(await shell.call(["run", "b.ts", "--key", "k"])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('of the automation "a", not of "b"'),
    });
  });

  it("shows both sides of a definition that changed, and goes on as it is told to", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "a.ts", "a", `${steps("one", "two")} await ctx.wait("nap", "3d");`);
    await shell.call(["run", "a.ts", "--key", "k"]);
    await writeAutomation(shell, "b.ts", "a", `${steps("one", "new", "two")} await ctx.wait("nap", "3d");`);
    const changed = await shell.call(["run", "b.ts", "--key", "k"]);
    expect(changed.code).toBe(2);
    expect(changed.errors).toMatch(/recorded: .*one, two.*\n +current: +.*one/);
    expect(await shell.call(["run", "b.ts", "--key", "k", "--on-change", "replay"])).toMatchObject({ code: 0 });
  });

  it("shows what of a step has changed, and how the run goes on or is forked", async () => {
    const shell = await newShell();
    const one = 'await ctx.step("one", () => 1, { fingerprint: "1" }); await ctx.wait("3d");';
    await writeAutomation(shell, "a.ts", "a", one);
    await shell.call(["run", "a.ts", "--key", "k"]);
    await writeAutomation(shell, "b.ts", "a", one.replace('"1"', '"2"'));
    const changed = await shell.call(["run", "b.ts", "--key", "k"]);
    expect(changed.code).toBe(2);
    expect(changed.errors).toContain('\n  fingerprint  recorded "1" / current "2"\n');
    expect(changed.errors).toContain("holdfast fork k --from one --key NEW");
    expect(await shell.call(["run", "b.ts", "--key", "k", "--on-change", "rerun"])).toMatchObject({ code: 0 });
  });
});

describe("holdfast run, as a process", () => {
  const slow = `
    await ctx.step("first", () => note("first"));
    await ctx.step("second", async ({ signal }) => {
      note("second");
      while (!has("go")) await new Promise((resolve) => setTimeout(resolve, 10));
    });
  `;
  it("refuses a second one of its key, and goes on after it was killed", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "slow.ts", "slow", slow);
    const first = shell.start(["run", "slow.ts"]);
    await vi.waitFor(async () => expect(await effects(shell)).toBe("first\nsecond\n"), 10_000);
    const second = await shell.call(["run", "slow.ts"]);
    expect(second).toMatchObject({ code: 2, output: "" });
    expect(second.errors).toContain(`process ${first.process.pid} is at work on run "slow-1"`);
    first.process.kill("SIGKILL");
    await first.finished;
    await put(shell, "go");
    const third = await shell.call(["run", "slow.ts"]);
    expect(third.code).toBe(0);
    expect(third.output).toContain("replayed    first\ndone        second");
    expect(await effects(shell)).toBe("first\nsecond\nsecond\n");
  });

  const stopped = slow + `await ctx.step("third", () => note("third"));`;

  it.skipIf(process.platform === "win32")(
    "lets running steps end at Ctrl-C, starts no other, and says how to go on",
    async () => {
      const shell = await newShell();
      await writeAutomation(shell, "slow.ts", "slow", stopped);
      const running = shell.start(["run", "slow.ts"]);
      await vi.waitFor(async () => expect(await effects(shell)).toBe("first\nsecond\n"), 10_000);
      running.process.kill("SIGINT");
      setTimeout(() => void put(shell, "go"), 100);
      const { code, output } = await running.finished;
      expect(code).toBe(130);
      expect(output).toContain("done        second");
      expect(output).toContain("interrupted  slow-1");
      expect(output).toContain("holdfast resume slow-1   what is recorded is replayed, and the rest runs");
      expect(await shell.call(["resume", "slow"])).toMatchObject({ code: 0 });
      expect(await effects(shell)).toBe("first\nsecond\nthird\n");
    },
  );
});
