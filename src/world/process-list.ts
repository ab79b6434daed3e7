/** The machine's living processes, as each system tells of them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Processes, ProcessStatus } from "../world.ts";
import { isCode } from "./error-code.ts";

/** See {@link Processes}. */
export const listProcesses: Processes["list"] = async (marker) => {
  switch (process.platform) {
    case "linux":
      return listFromProc(marker);
    case "win32":
      return listWithPowerShell();
    default:
      return listWithPs(marker);
  }
};

function listFromProc(marker: string): ProcessStatus[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // "pid (name) state parent group …", where the name may hold spaces and brackets.
      const status = readFileSync(`/proc/${name}/stat`, "latin1");
      const [state, parent, group] = status.slice(status.lastIndexOf(")") + 2).split(" ");
      if (state === "Z" || state === "X") return [];
      const marked = isMarked(`/proc/${name}/environ`, marker);
      const foreign = isForeign(statSync(`/proc/${name}`).uid);
      return [{ pid: Number(name), parent: Number(parent), group: Number(group), marked, foreign }];
    } catch (error) {
      if (isCode(error, "ENOENT", "ESRCH")) return []; // it ended meanwhile
      throw error;
    }
  });
}

/** The number of a parent that ended may name a newer process, so the time of birth comes with it. */
async function listWithPowerShell(): Promise<ProcessStatus[]> {
  const script =
    "Get-CimInstance Win32_Process | Where-Object CreationDate | ForEach-Object { '{0} {1} {2}' -f $_.ProcessId, $_.ParentProcessId, " +
    "([DateTimeOffset]$_.CreationDate).ToUnixTimeMilliseconds() }";
  const table = await programOutput("powershell", ["-NoProfile", "-NonInteractive", "-Command", script]);
  return [...table.matchAll(/^(\d+) (\d+) (\d+)/gm)].map(([, pid, parent, startedAt]) => ({
    pid: Number(pid),
    parent: Number(parent),
    group: undefined,
    marked: false,
    foreign: false,
    startedAt: Number(startedAt),
  }));
}

async function listWithPs(marker: string): Promise<ProcessStatus[]> {
  // A column each: what follows an equals sign, commas too, is a heading to the ps of macOS.
  const columns = ["pid=", "ppid=", "pgid=", "uid=", "stat=", "command="].flatMap((column) => ["-o", column]);
  const table = await programOutput("ps", ["-A", "-E", "-ww", ...columns]); // -E: with their environment
  return [...table.matchAll(/^ *(\d+) +(\d+) +(\d+) +(\d+) +([^Z\s]\S*) (.*)$/gm)].map(
    ([, pid, parent, group, user, , command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      marked: command?.includes(marker) ?? false,
      foreign: isForeign(Number(user)),
    }),
  );
}

function isForeign(user: number): boolean {
  const own = process.geteuid?.();
  return own !== 0 && own !== user;
}

/** False too where the process belongs to somebody else and may not be read. */
function isMarked(environmentFile: string, marker: string): boolean {
  try {
    return readFileSync(environmentFile).includes(marker);
  } catch (error) {
    if (isCode(error, "EACCES", "EPERM")) return false;
    throw error;
  }
}

function programOutput(file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // Loaded when first needed: a replayed step starts no process.
    const { execFile } = process.getBuiltinModule("node:child_process");
    execFile(file, args, { maxBuffer: 2 ** 28, windowsHide: true }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}
