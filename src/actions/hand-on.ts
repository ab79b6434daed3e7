import type { RunnerCommands } from "../github/runner.ts";

/** What a command wrote to its command files. */
export interface Written {
  readonly outputs: Iterable<readonly [string, string]>;
  readonly environment: Iterable<readonly [string, string]>;
  readonly path: readonly string[];
  readonly summary: string;
}

/**
 * Hands on to the job what a command wrote, as the runner does after a `run:` step, but for variables. Outputs that the action has under
 * the same names, `own`, win, and that is said.
 */
export async function handOn(runner: RunnerCommands, written: Written, own: readonly string[]): Promise<void> {
  for (const [name, value] of written.outputs) {
    if (own.includes(name)) runner.warning(`Output ${name} of the script is hidden by this action's own: rename it.`);
    else runner.setOutput(name, value);
  }
  for (const entry of written.path) runner.addPath(entry);
  if (written.summary !== "") await runner.appendSummary(written.summary);
}

/**
 * Sets variables for the steps that follow. The last thing an action does: they are set for itself as well, and a
 * command may have written `GITHUB_OUTPUT` or `HOME`.
 */
export function exportVariables(runner: RunnerCommands, { environment }: Pick<Written, "environment">): void {
  for (const [name, value] of environment) runner.exportVariable(name, value);
}
