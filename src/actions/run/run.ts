/** Runs an automation durably: `actions/run`. */
import { resolve } from "node:path";
import { describeFault, FaultyFile, type Fault } from "../../automation/fault.ts";
import { openAutomation } from "../../automation/open-automation.ts";
import { AutomationChanged } from "../../durable/engine/automation-changed.ts";
import { rootPath } from "../../durable/engine/path.ts";
import { DefinitionChanged } from "../../durable/step/definition-changed.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { rememberingGuard } from "../../journal/secrets/remembering.ts";
import type { World } from "../../world.ts";
import { guardFor, laneNames, refuseSecretNames } from "../lane/guard.ts";
import { driveInJob } from "./drive.ts";
import { placeInWorkspace, sayFaults } from "./faults.ts";
import type { Inputs } from "./inputs.ts";
import type { Source } from "./job.ts";
import { sourcePlace, sayEnd, setOutputs } from "./report.ts";
import { writeSummary } from "./summary.ts";

/** Brings the run as far as it comes and tells the runner. Throws on what is no outcome: wrong inputs, a held lane. */
export async function run(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: Inputs,
  signal: AbortSignal,
): Promise<void> {
  // What holds where this throws; an outcome sets them anew.
  runner.setOutput("status", "failed");
  runner.setOutput("checkpointed", "false");
  const { workspace } = requireContext(context, "workspace");
  const guard = rememberingGuard(guardFor(world.environment, inputs));
  const redact = (text: string) => guard([]).redact(text);
  refuseSecretNames(inputs, guard([]), laneNames);
  const path = resolve(workspace, inputs.automation);
  const environment = withVariables(world.environment, inputs.vars);
  try {
    const opened = await openAutomation({ ...world, environment }, path, { workspace });
    for (const warning of opened.warnings) sayWarning(warning);
    await report({ opened, path, workspace });
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    sayFaults(runner, error, workspace, redact);
  }

  function sayWarning(fault: Fault): void {
    const at = placeInWorkspace(fault, workspace);
    runner.warning(redact(at ? fault.message : describeFault(fault)), { at });
  }

  async function report(source: Source): Promise<void> {
    try {
      const ending = await driveInJob({ world, runner, context, inputs, signal, source, guard });
      setOutputs(runner, ending);
      sayEnd(runner, source, ending, redact);
      await writeSummary(runner, source, ending);
    } catch (error) {
      if (!(error instanceof AutomationChanged || error instanceof DefinitionChanged)) throw error;
      const at = sourcePlace(source, error instanceof DefinitionChanged ? error.step : rootPath);
      runner.setFailed(redact(error.message), { title: "The automation has changed", at });
    }
  }
}

/** Variables of the repository stand in for the environment's: those of ours configure, all are `vars` of expressions. */
function withVariables(environment: World["environment"], vars: Inputs["vars"]): World["environment"] {
  if (!vars) return environment;
  const ours = Object.entries(vars).filter(([name]) => name.startsWith("HOLDFAST_"));
  return { ...Object.fromEntries(ours), ...environment, HOLDFAST_VARS: JSON.stringify(vars) };
}
