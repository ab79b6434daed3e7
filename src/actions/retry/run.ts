/** Retries a command, nothing else: `actions/retry`. */
import type { CommandResult, CommandWorld } from "../../command/command.ts";
import { type AttemptsResult, runAttempts } from "../../durable/step/attempts.ts";
import { attempted } from "../../durable/command/attempt.ts";
import { stillRunning } from "../../durable/step/still-running.ts";
import type { RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { unitOf } from "../../policy/backoff.ts";
import { describeFailure } from "../../policy/failure.ts";
import type { World } from "../../world.ts";
import { exportVariables } from "../hand-on.ts";
import { guardFor } from "../lane/guard.ts";
import { readInputs } from "../inputs/parse.ts";
import { retryPolicy } from "../inputs/retry-inputs.ts";
import { type Inputs, inOurWords, schema } from "./inputs.ts";
import { failureText, publish } from "./publish.ts";
import { reporter } from "./report.ts";
import { scriptsOf } from "./script.ts";

type RetryWorld = CommandWorld & Pick<World, "environment">;

/** Runs the script until it succeeds or the policy gives up, and tells the runner how it went. */
export async function run(
  world: RetryWorld,
  runner: RunnerCommands,
  context: RunnerContext,
  _given: unknown,
  signal: AbortSignal,
): Promise<void> {
  const inputs = inOurWords(readInputs(world.environment, schema), world.processes.platform);
  const report = reporter(world.clock, runner, inputs);
  const scripts = scriptsOf(world, context, inputs);
  const policy = retryPolicy(inputs);

  const result = await runAttempts<CommandResult>(
    world,
    async (number, aborted) => attempt(await scripts.attempt(number, aborted), inputs),
    {
      // The jitter is drawn anew in every job: legs of a matrix that fail together must not come back together.
      unit: () => unitOf(world.random.bytes(6)),
      policy: { ...policy, giveUpOn: [stillRunning, ...(policy.giveUpOn ?? [])] },
      signal,
      onAttemptStart: (number) => report.start(number),
      onAttemptFailed(number, { failure, value }, decision) {
        const reason = redact(decision.reason, value);
        const ended = redact(describeFailure(failure), value);
        report.end({ number, ended, took: value?.duration ?? 0, decision: { ...decision, reason } });
      },
      async onRetry(number, aborted) {
        const before = await scripts.beforeRetry(number, aborted);
        const ended = before && attempt(before, {});
        if (ended?.kind !== "failure" || aborted.aborted) return;
        runner.warning(`on_retry_command failed (${describeFailure(ended.failure)}); the retry goes ahead.`);
      },
    },
  );

  const failure = result.kind === "success" ? "" : redact(failureText(result), result.value);
  await publish(runner, result, failure);
  if (result.kind === "success") {
    report.end({ number: result.attempts, ended: "success", took: result.value.duration });
  }
  await report.conclude(result.kind, outcomeOf(result, failure));
  if (result.value) exportVariables(runner, result.value.files);

  /** An error can repeat an input, such as a folder that is not there. */
  function redact(text: string, command: CommandResult | undefined): string {
    return guardFor(world.environment, {})(command?.masked ?? []).redact(text);
  }
}

function attempt(command: CommandResult, inputs: Partial<Inputs>) {
  return attempted(command, command, { timeout: inputs.timeout, idleTimeout: inputs["idle-timeout"] });
}

function outcomeOf(result: AttemptsResult<CommandResult>, failure: string): string {
  const count = result.attempts === 1 ? "1 attempt" : `${result.attempts} attempts`;
  return result.kind === "success" ? `Succeeded after ${count}` : `${failure} (after ${count})`;
}
