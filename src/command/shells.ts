import { splitArguments } from "./argument-string.ts";
import { NotStarted } from "./not-started.ts";

/** A shell as a step names it: the program, and how a script file is handed to it. */
export interface Shell {
  /** A name to look for on PATH, or a path. */
  readonly program: string;
  /** Arguments as one string, in which `{0}` stands for the script file. */
  readonly template: string;
}

/** The runner's own table (ScriptHandlerHelpers.cs in actions/runner). */
const builtIn: Readonly<Record<string, string>> = {
  bash: "--noprofile --norc -e -o pipefail {0}",
  sh: "-e {0}",
  python: "{0}",
  pwsh: `-command ". '{0}'"`,
  powershell: `-command ". '{0}'"`,
  cmd: '/D /E:ON /V:OFF /S /C "CALL "{0}""',
};

const extensions: Readonly<Record<string, string>> = {
  bash: ".sh",
  sh: ".sh",
  python: ".py",
  pwsh: ".ps1",
  powershell: ".ps1",
  cmd: ".cmd",
};

/**
 * The shells to try, in order, for what a step's `shell` says.
 *
 * Nothing said means `bash` with pipefail where there is one, else `sh -e`; on Windows `pwsh`, else `powershell`. That is
 * what `shell: bash` means, and deliberately not the runner's own default of `bash -e`, under which `false | cat` succeeds.
 *
 * @throws NotStarted where a custom shell has no `{0}`.
 */
export function shellsFor(option: string | undefined, platform: NodeJS.Platform): readonly Shell[] {
  const text = option?.trim() ?? "";
  if (text === "") return (platform === "win32" ? ["pwsh", "powershell"] : ["bash", "sh"]).map(shellNamed);
  const [, program = "", ownTemplate = ""] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  const shell = ownTemplate === "" ? shellNamed(program) : { program, template: ownTemplate };
  if (!shell.template.includes("{0}")) {
    const names = Object.keys(builtIn).join(", ");
    throw new NotStarted(
      `shell "${text}" is not one of ${names}, nor a template with {0} where the script file goes, as in "perl {0}"`,
    );
  }
  return [shell];
}

function shellNamed(program: string): Shell {
  return { program, template: lookUp(builtIn, program) ?? "" };
}

/** How a script file's name ends under this shell. */
export function scriptExtension(shell: Shell): string {
  return lookUp(extensions, shell.program) ?? "";
}

/** The script as the runner writes it into the file that the shell is handed. */
export function scriptText(shell: Shell, script: string, platform: NodeJS.Platform): string {
  const newline = platform === "win32" ? "\r\n" : "\n";
  const text = wrap(shell, script, newline);
  return platform === "win32" ? text.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n") : text;
}

function wrap(shell: Shell, script: string, newline: string): string {
  switch (shell.program) {
    case "cmd":
      // Not the /Q switch: under it a script could not turn echo on.
      return `@echo off${newline}${script}`;
    case "pwsh":
    case "powershell":
      return [
        "$ErrorActionPreference = 'stop'",
        script,
        "if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }",
      ].join(newline);
    default:
      return script;
  }
}

export interface ShellArguments {
  readonly list: readonly string[];
  /** The list is one string which Windows must be handed as it is. */
  readonly verbatim: boolean;
}

/**
 * The arguments that make a shell run a script file. Unlike the runner, the template is split before the path goes in,
 * so that a temporary folder with a space in its name works.
 */
export function shellArguments(shell: Shell, scriptFile: string): ShellArguments {
  const name = shell.program.toLowerCase();
  // cmd has quoting rules of its own, which no list of arguments survives.
  if (name === "cmd") return { list: [fill(shell.template, scriptFile)], verbatim: true };
  const isPowerShell = name === "pwsh" || name === "powershell";
  const path = isPowerShell && shell.template === builtIn[name] ? scriptFile.replaceAll("'", "''") : scriptFile;
  return { list: splitArguments(shell.template).map((argument) => fill(argument, path)), verbatim: false };
}

/** `{0}`, and `{{` and `}}` for a brace, as .NET's String.Format has them. */
function fill(template: string, path: string): string {
  return template.replaceAll(/\{0\}|\{\{|\}\}/g, (found) => (found === "{0}" ? path : found.charAt(0)));
}

/** The runner looks its tables up without regard to case. */
function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
