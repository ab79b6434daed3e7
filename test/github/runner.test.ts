import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runnerCommands } from "../../src/github/runner.ts";
import { systemFiles } from "../../src/world/files.ts";
import { folderForTest } from "./scene.ts";

const FIXTURE = join(import.meta.dirname, "fixtures/runner-commands.ts");
const FILES = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"] as const;

/** An action's process with files of its own for the runner's commands. */
async function run(command: string, environment: Record<string, string> = {}) {
  const folder = await folderForTest(Object.fromEntries(FILES.map((name) => [name, ""])));
  const files = Object.fromEntries(FILES.map((name) => [name, join(folder, name)]));
  const result = spawnSync(process.execPath, [FIXTURE, command], {
    env: { PATH: process.env["PATH"], ...files, ...environment },
    encoding: "utf8",
  });
  return {
    status: result.status,
    stdout: result.stdout.replaceAll("\r\n", "\n"),
    stderr: result.stderr,
    file: async (name: (typeof FILES)[number]) => (await readFile(join(folder, name), "utf8")).replaceAll("\r\n", "\n"),
  };
}

/** Without the random delimiters. */
function plain(file: string): string {
  return file.replaceAll(/ghadelimiter_[\da-f-]+/g, "END");
}

describe("the runner", () => {
  test("is told outputs, variables, paths, state and summary by its files", async () => {
    const { status, file, stderr } = await run("outputs");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(plain(await file("GITHUB_OUTPUT"))).toBe("digest<<END\ntwo\nlines\nEND\n");
    expect(plain(await file("GITHUB_ENV"))).toBe("ProgramFiles(x86)<<END\nC:\\Programs\nEND\n");
    expect(await file("GITHUB_PATH")).toBe("/opt/tool/bin\n");
    expect(plain(await file("GITHUB_STATE"))).toBe("lane<<END\nbuild\nEND\n");
    expect(await file("GITHUB_STEP_SUMMARY")).toBe("# Done\n");
  });

  test("gets annotations in which foreign words are inert", async () => {
    const { stdout } = await run("annotations");
    expect(stdout.split("\n")).toEqual([
      "::warning title=Replayed %3A %3Aerror%3A%3Ax::: :add-mask::x%0A## [group]y",
      "::error::100 %25",
      ": :error::foreign",
      ": :stop-commands::z",
      "",
    ]);
  });

  test("sees a failure as an error and a red step", async () => {
    const { status, stdout } = await run("failed");
    expect(status).toBe(1);
    expect(stdout).toBe("::error title=Step import::it broke\n");
  });

  test("hands post what main saved", async () => {
    const { stdout } = await run("state", { STATE_lane: "build" });
    expect(JSON.parse(stdout)).toEqual(["build", ""]);
  });
});

describe("a name that would inject", () => {
  const runner = runnerCommands({ environment: {}, files: systemFiles });

  test.each(["a=1\nEVIL=2\nb", "__proto__", "", "1st", "a b", "a<<b", "ä", "a\r", "a."])("is no output: %j", (name) => {
    expect(() => runner.setOutput(name, "x")).toThrow(/^output name .* is not allowed: use letters/);
    expect(() => runner.saveState(name, "x")).toThrow(/^state name .* is not allowed/);
  });

  test.each(["a=1", "a\nb", "__proto__", "", "a b", "a<<b", "a\u0000"])("is no variable: %j", (name) => {
    expect(() => runner.exportVariable(name, "x")).toThrow(/^environment variable name .* is not allowed/);
  });

  test.each(["", "/a\n/b", "/a\r"])("is no path: %j", (path) => {
    expect(() => runner.addPath(path)).toThrow(/is not one folder/);
  });
});
