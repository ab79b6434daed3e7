/** Options of the commands that serve a local GitHub. */
import { Option, type Command } from "commander";
import type { StateOption } from "../state-option.ts";

export interface ServiceFlags {
  readonly state?: string;
  readonly memory?: true;
  readonly repository?: string;
  readonly advertise?: string;
}

export function withServiceOptions(command: Command): Command {
  return command
    .option(
      "--state <folder>",
      "where the services keep their state; else the user's state folder, apart for each repository",
    )
    .addOption(new Option("--memory", "keep the state in memory: it ends with the command").conflicts("state"))
    .option("--repository <owner/name>", "the repository that is served; else what the git remote says")
    .option("--advertise <host>", "name under which jobs reach this machine (Docker Desktop: host.docker.internal)");
}

export function stateOf({ state, memory }: ServiceFlags): StateOption {
  if (state !== undefined) return { kind: "folder", folder: state };
  return { kind: memory ? "memory" : "default" };
}
