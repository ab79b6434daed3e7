/** This process, and those it starts. */
import type { Processes } from "../world.ts";
import { isCode } from "./error-code.ts";
import { listProcesses } from "./process-list.ts";

export const systemProcesses: Processes = {
  pid: process.pid,
  platform: process.platform,
  nodeVersion: process.versions.node,
  exit: (code) => process.exit(code),
  // Loaded when first needed: a replayed step starts no process.
  spawn: (file, args, options) => process.getBuiltinModule("node:child_process").spawn(file, args, options),
  signal(pid, signal) {
    try {
      return process.kill(pid, signal);
    } catch (error) {
      if (isCode(error, "ESRCH")) return false;
      if (isCode(error, "EPERM")) return true;
      throw error;
    }
  },
  list: listProcesses,
  onStopRequest(act) {
    const signals = ["SIGINT", "SIGTERM"] as const;
    for (const signal of signals) process.on(signal, act);
    return () => signals.forEach((signal) => process.off(signal, act));
  },
  async within(folder, variables, act) {
    const before = process.cwd();
    const saved = Object.keys(variables).map((name) => [name, process.env[name]] as const);
    process.chdir(folder);
    setVariables(Object.entries(variables));
    try {
      return await act();
    } finally {
      process.chdir(before);
      setVariables(saved);
    }
  },
};

function setVariables(variables: Iterable<readonly [name: string, value: string | undefined]>): void {
  for (const [name, value] of variables) {
    // Assigning undefined would set the text "undefined".
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
