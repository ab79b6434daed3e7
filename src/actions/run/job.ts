import type { OpenedAutomation } from "../../automation/open-automation.ts";
import type { RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";
import type { guardFor } from "../lane/guard.ts";
import type { Inputs } from "./inputs.ts";

/** A job that runs an automation. */
export interface Job {
  readonly world: World;
  readonly runner: RunnerCommands;
  readonly context: RunnerContext;
  readonly inputs: Inputs;
  readonly signal: AbortSignal;
  readonly source: Source;
  readonly guard: ReturnType<typeof guardFor>;
}

/** What annotations are shown at. */
export interface Source {
  readonly opened: OpenedAutomation;
  /** The automation's file, as an absolute path. */
  readonly path: string;
  readonly workspace: string;
}
