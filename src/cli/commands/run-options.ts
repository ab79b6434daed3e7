/** Options of the commands that work on a run in this process. */
import { InvalidArgumentError, Option, type Command } from "commander";

import { parseDuration } from "../../policy/duration.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Driving } from "../runs/drive.ts";

export interface RunFlags {
  readonly json?: boolean;
  readonly onChange: "fail" | "rerun" | "replay";
  readonly suspendAfter?: number;
  readonly wait?: boolean;
  readonly exitCode?: boolean;
}

export function withRunOptions(command: Command): Command {
  return command
    .option("--json", "an object a line, for programs; what commands print goes to standard error")
    .addOption(
      new Option(
        "--on-change <what>",
        "where the definition is not the recorded one: stop, run it again, or take the record",
      )
        .choices(["fail", "rerun", "replay"])
        .default("fail"),
    )
    .addOption(
      new Option(
        "--suspend-after <duration>",
        "suspend the run when there is nothing to do for longer (default: 2m)",
      ).argParser(duration),
    )
    .addOption(new Option("--wait", "never suspend: wait here for as long as it takes").conflicts("suspendAfter"))
    .option("--exit-code", `end with ${exitCodes.suspended} where the run is suspended, instead of 0`);
}

export function drivingOf({ json, onChange, wait, suspendAfter }: RunFlags): Driving {
  return {
    work: {
      onChange,
      ...(wait && { suspendAfter: Number.POSITIVE_INFINITY }),
      ...(suspendAfter !== undefined && { suspendAfter }),
    },
    telling: json ? "json" : "text",
  };
}

export const exitCodeHelp =
  `\nExit codes: ${exitCodes.ok} completed or suspended; ${exitCodes.failed} failed or cancelled; ` +
  `${exitCodes.notStarted} nothing was started, and a message says what to do;\n` +
  `${exitCodes.paused} paused, a person has to look at it; ${exitCodes.suspended} suspended, with --exit-code; ` +
  `${exitCodes.interrupted} stopped by Ctrl-C.`;

function duration(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
