import type { RunnerCommands } from "../github/runner.ts";

/** What a command wrote to its command files. */
export interface Written {
  readonly outputs: Iterable<readonly [string, string]>;
  readonly environment: Iterable<readonly [string, string]>;
  readonly path: readonly string[];
  readonly summary: string;
}

/**
 * Hands on to the job what a command wrote, as the runner does after a `run:` step. Outputs that the action has under
 * the same names, `own`, win, and that is said.
 */
export async function handOn(runner: RunnerCommands, written: Written, own: readonly string[]): Promise<void> {
  for (const [name, value] of written.outputs) {
    if (own.includes(name)) runner.warning(`Output ${name} of the script is hidden by this action's own: rename it.`);
    else runner.setOutput(name, value);
  }
  for (const [name, value] of written.environment) runner.exportVariable(name, value);
  for (const entry of written.path) runner.addPath(entry);
  if (written.summary !== "") await runner.appendSummary(written.summary);
}
