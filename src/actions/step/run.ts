/** The durable step: `action.yml`. */
import { resolve } from "node:path";
import { childEnvironment } from "../../command/environment.ts";
import { asCommandRecord, type CommandRecord } from "../../durable/command/record.ts";
import { runCommandStep, type CommandValue } from "../../durable/command/step.ts";
import type { Lane } from "../../durable/lane/lane.ts";
import { LaneError } from "../../durable/lane/errors.ts";
import { commandFingerprint } from "../../durable/step/fingerprint.ts";
import type { StepOutcome } from "../../durable/step/step.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { retryPolicy } from "../inputs/retry-inputs.ts";
import { actionCircuit } from "../lane/circuit.ts";
import { guardFor, laneNames, refuseSecretNames } from "../lane/guard.ts";
import { stepName } from "../lane/identity.ts";
import { jobFolder, openActionLane, rememberLane } from "../lane/open.ts";
import { noteStepName } from "../lane/step-name.ts";
import type { World } from "../../world.ts";
import { exportVariables, handOn } from "../hand-on.ts";
import { handBack, ownOutputs } from "./hand-back.ts";
import type { Inputs } from "./inputs.ts";
import { reporter } from "./report.ts";

/** Runs or replays the step and tells the runner. Throws on what is no outcome of the step: wrong inputs, a held lane. */
export async function run(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  signal: AbortSignal,
): Promise<void> {
  // What holds where this throws; an outcome sets them anew.
  runner.setOutput("outcome", "failed");
  runner.setOutput("checkpointed", "false");
  const guard = guardFor(world.environment, inputs);
  const { workspace } = requireContext(context, "workspace");
  const name = stepName(inputs, context);
  const circuit = inputs.circuit && actionCircuit(world, runner, context, inputs, inputs.circuit, guard([]));
  const lane = await openActionLane(world, context, inputs, () => refuseSecretNames(inputs, guard([]), laneNames));
  rememberLane(runner, lane, inputs);
  await noteStepName(world, runner, lane, name);

  const report = reporter(world, runner, context, lane, name, guard);
  const before = lane.journal.state.steps.get(name);
  if (!before) refuseSecretNames(inputs, guard([]), ["step"]);
  report.begin(before);
  const startedAt = world.clock.now();
  const outcome = await runCommandStep(
    world,
    lane,
    {
      definition: {
        name,
        fingerprint: commandFingerprint({
          script: inputs.run,
          shell: inputs.shell,
          folder: inputs["working-directory"],
          fingerprint: inputs.fingerprint,
        }),
        onChange: inputs["on-change"],
        semantics: inputs.semantics,
        policy: retryPolicy(inputs),
      },
      script: inputs.run,
      shell: inputs.shell,
      workingDirectory: resolve(workspace, inputs["working-directory"] ?? "."),
      unless: inputs.unless,
      environment: childEnvironment(world.environment),
      temporaryFolder: jobFolder(context),
      workspace,
      paths: inputs.paths ?? [],
      timeout: inputs.timeout,
      idleTimeout: inputs["idle-timeout"],
      circuit: circuit || undefined,
      guard,
    },
    report.attempts,
    signal,
  );

  report.outputs(outcome);
  const variables = await handResults(world, runner, context, lane, outcome, workspace);
  await report.end(outcome, { startedAt, workspace, paths: inputs.paths ?? [], onFailure: inputs["on-failure"] });
  exportVariables(runner, variables);
}

/** Gives the job all that the command left but its variables, which it returns. */
async function handResults(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  lane: Lane,
  outcome: StepOutcome<CommandValue>,
  workspace: string,
): Promise<Pick<CommandRecord, "environment">> {
  if (outcome.kind === "replayed") {
    const record = recordOf(outcome.done.result);
    return handBack(world, runner, context, record, { files: lane.files, workspace });
  }
  if (!("value" in outcome) || !outcome.value) return { environment: [] };
  const { result, command } = outcome.value;
  await handOn(runner, result, ownOutputs);
  for (const refusal of command.files.refusals) runner.warning(refusal);
  return result;
}

/** What the journal holds for a step of this action. Throws a {@link LaneError} where another action recorded it. */
function recordOf(result: unknown): CommandRecord {
  const record = asCommandRecord(result);
  if (record) return record;
  throw new LaneError("what is recorded under this name is no command: give the step a name of its own");
}
