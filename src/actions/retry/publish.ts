import type { CommandResult } from "../../command/command.ts";
import type { AttemptsResult } from "../../durable/step/attempts.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { handOn } from "../hand-on.ts";
import { describeFailure } from "../../policy/failure.ts";

/**
 * Hands on what the last attempt wrote to its command files, as the runner does after a `run:` step, and our own outputs,
 * which hide any of the script's by the same names. `failure` says why it failed; empty where it did not.
 */
export async function publish(
  runner: RunnerCommands,
  result: AttemptsResult<CommandResult>,
  failure: string,
): Promise<void> {
  const own = outputsOf(result, failure);
  for (const [name, value] of Object.entries(own)) runner.setOutput(name, value);
  if (result.value === undefined) return;
  await handOn(runner, result.value.files, Object.keys(own));
  for (const refusal of result.value.files.refusals) runner.warning(refusal);
}

/** Why it failed, for people. After the last attempt it begins as nick-fields/retry has it. */
export function failureText(result: Exclude<AttemptsResult<CommandResult>, { kind: "success" }>): string {
  if (result.kind === "cancelled") return "Cancelled";
  const { decision, failure } = result;
  if (decision.cause === "exhausted") return `Final attempt failed. ${capital(describeFailure(failure))}`;
  return capital(decision.reason);
}

/** Our outputs, and those of nick-fields/retry, whose exit code is 1 where the command had none. */
function outputsOf(result: AttemptsResult<CommandResult>, failure: string): Readonly<Record<string, string>> {
  const end = result.value?.end;
  const code = end?.kind === "exited" ? String(end.code) : "";
  const attempts = String(result.attempts);
  const isDone = result.kind === "success";
  return {
    outcome: isDone ? "done" : "failed",
    attempts,
    "exit-code": code,
    total_attempts: attempts,
    exit_code: isDone ? "0" : code === "" || code === "0" ? "1" : code,
    exit_error: failure,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
