import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { splitArguments } from "../../src/command/argument-string.ts";
import { scriptExtension, scriptText, shellArguments, shellsFor, type Shell } from "../../src/command/shells.ts";
import { onPosix, openScene } from "./scene.ts";

function shell(option: string): Shell {
  const [first] = shellsFor(option, "linux");
  if (first === undefined) throw new Error("no shell");
  return first;
}

describe("the runner's table", () => {
  test.each([
    ["bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "/tmp/s"], ".sh"],
    ["sh", ["-e", "/tmp/s"], ".sh"],
    ["python", ["/tmp/s"], ".py"],
    ["pwsh", ["-command", ". '/tmp/s'"], ".ps1"],
    ["powershell", ["-command", ". '/tmp/s'"], ".ps1"],
    ["cmd", ['/D /E:ON /V:OFF /S /C "CALL "/tmp/s""'], ".cmd"],
    ["BASH", ["--noprofile", "--norc", "-e", "-o", "pipefail", "/tmp/s"], ".sh"],
    ["bash -x {0}", ["-x", "/tmp/s"], ".sh"],
    ["perl {0}", ["/tmp/s"], ""],
    ['node --title "a b" {0} {{x}}', ["--title", "a b", "/tmp/s", "{x}"], ""],
    ["pwsh -File {0}", ["-File", "/tmp/s"], ".ps1"],
  ])("%s", (option, list, extension) => {
    expect(shellArguments(shell(option), "/tmp/s")).toEqual({ list, verbatim: option === "cmd" });
    expect(scriptExtension(shell(option))).toBe(extension);
  });

  test("nothing said is bash with pipefail, else sh; on Windows pwsh, else powershell", () => {
    for (const nothing of [undefined, "", "  "]) {
      expect(shellsFor(nothing, "linux").map(({ program }) => program)).toEqual(["bash", "sh"]);
      expect(shellsFor(nothing, "win32").map(({ program }) => program)).toEqual(["pwsh", "powershell"]);
    }
    expect(shellsFor(undefined, "darwin")[0]).toEqual(shell("bash"));
  });

  test.each(["fish", "bash -x", "perl {1}", "constructor", "__proto__"])("%s without {0} is refused", (option) => {
    expect(() => shellsFor(option, "linux")).toThrow(`shell "${option}" is not one of bash, sh, python`);
  });

  test("a path with an apostrophe stays one PowerShell string", () => {
    expect(shellArguments(shell("pwsh"), "C:\\O'Neil\\s.ps1").list).toEqual(["-command", ". 'C:\\O''Neil\\s.ps1'"]);
  });

  test("a path with a space stays one argument", () => {
    expect(shellArguments(shell("sh"), "/a b/s.sh").list).toEqual(["-e", "/a b/s.sh"]);
  });
});

test.each([
  ["a  b\tc", ["a", "b", "c"]],
  [`'a b'`, ["'a", "b'"]],
  [`"a b" ""`, ["a b", ""]],
  [`"a ""b"" c"`, ['a "b" c']],
  [`a\\b "c\\d"`, ["a\\b", "c\\d"]],
  [`\\"a b\\\\" "c d"`, ['"a', "b\\ c", "d"]],
  [`"a\\" b"`, ['a" b']],
  [`x"y z"w`, ["xy zw"]],
  ["", []],
  ["   ", []],
])("arguments split as .NET splits them: %j", (text, expected) => {
  expect(splitArguments(text)).toEqual(expected);
});

describe("the script file", () => {
  test("bash gets it as it is, carriage returns too", () => {
    expect(scriptText(shell("bash"), "a\r\nb", "linux")).toBe("a\r\nb");
  });

  test("cmd does not echo", () => {
    expect(scriptText(shell("cmd"), "a\nb\r\nc", "win32")).toBe("@echo off\r\na\r\nb\r\nc");
  });

  test("PowerShell stops at the first error and ends with the last program's exit code", () => {
    expect(scriptText(shell("pwsh"), "a", "linux")).toBe(
      "$ErrorActionPreference = 'stop'\na\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }",
    );
  });
});

describe.runIf(onPosix).concurrent("with real shells", () => {
  test.for<[string, string | undefined, string, object]>([
    ["bash ends at the first failure", "bash", "false\necho x", { kind: "exited", code: 1 }],
    ["bash sees a failure within a pipe", "bash", "false | cat", { kind: "exited", code: 1 }],
    ["the default sees a failure within a pipe", undefined, "false | cat", { kind: "exited", code: 1 }],
    ["sh ends at the first failure", "sh", "false\necho x", { kind: "exited", code: 1 }],
    ["sh does not see a failure within a pipe", "sh", "false | cat", { kind: "exited", code: 0 }],
    ["a template has its own flags alone", "bash {0}", "false\ntrue", { kind: "exited", code: 0 }],
    ["python runs python", "python3 {0}", "import sys\nsys.exit(7)", { kind: "exited", code: 7 }],
    ["a template may quote", 'bash -c "exit 9" {0}', "", { kind: "exited", code: 9 }],
  ])("%s", async ([, option, script, end], context) => {
    const scene = openScene(context);
    expect((await scene.run(script, { shell: option })).end).toEqual(end);
    expect(scene.stdout()).toBe("");
  });

  test("neither profile nor rc file is read", async (context) => {
    const scene = openScene(context);
    await scene.run("echo 'echo profile' | tee .bashrc .bash_profile .profile > /dev/null", {});
    await scene.run("echo done", { environment: { PATH: process.env["PATH"], HOME: scene.folder } });
    expect(scene.stdout()).toBe("done\n");
  });

  test("where there is no bash, sh -e it is", async (context) => {
    const scene = openScene(context);
    const bin = join(scene.folder, "bin");
    mkdirSync(bin);
    symlinkSync(realpathSync("/bin/sh"), join(bin, "sh"));
    const result = await scene.run('echo "$-"; false; echo no', { environment: { PATH: bin } });
    expect(result.end).toEqual({ kind: "exited", code: 1 });
    expect(scene.stdout()).toMatch(/^\w*e\w*\n$/);
  });

  test.for<[string | undefined, Record<string, string>, string]>([
    ["pwsh", { PATH: "/nowhere" }, 'there is no shell "pwsh" on the PATH'],
    [undefined, { PATH: "/nowhere" }, 'there is no shell "bash" or "sh" on the PATH'],
    [undefined, {}, 'there is no shell "bash" or "sh" on the PATH'],
    ["./missing {0}", {}, 'there is no shell "./missing" on the PATH'],
    ["fish", {}, 'shell "fish" is not one of'],
  ])("shell %j that is not there is told", async ([option, environment, message], context) => {
    const scene = openScene(context);
    const { end } = await scene.run("true", { shell: option, environment });
    expect(end).toEqual({ kind: "not-started", message: expect.stringContaining(message) });
  });

  test("a temporary folder with a space in its name works", async (context) => {
    const scene = openScene(context);
    const temporaryFolder = join(scene.folder, "with space");
    mkdirSync(temporaryFolder);
    const result = await scene.run('echo "a=1" >> "$GITHUB_OUTPUT"; echo ok', { temporaryFolder });
    expect(scene.stdout()).toBe("ok\n");
    expect(result.files.outputs).toEqual(new Map([["a", "1"]]));
  });
});
