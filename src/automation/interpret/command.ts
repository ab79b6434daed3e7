/** A step's script as a command of the engine. */
import { dirname, join, relative, resolve } from "node:path";
import type { CommandWorld } from "../../command/command.ts";
import type { CommandInRun } from "../../durable/operations/command.ts";
import type { CommandRecord } from "../../durable/command/record.ts";
import { commandFingerprint, extendFingerprint } from "../../durable/step/fingerprint.ts";
import type { RetryPolicy } from "../../policy/retry.ts";
import type { Attempts, Command, ForEachStep, RunStep } from "../definition.ts";
import { evaluateText, type Scope } from "../evaluate.ts";
import { variablesFor, type Frame } from "./frame.ts";

type CommandStep = Omit<RunStep | ForEachStep, "kind" | "onExhausted">;

const oneAttempt: RetryPolicy = {
  maxAttempts: 1,
  backoff: { initialDelay: 0, factor: 1, maxDelay: 0, jitter: "none" },
};

export function commandOf(frame: Frame, step: CommandStep, scope: Scope): CommandInRun {
  const { unless, semantics, paths, onChange } = step;
  const command = scriptOf(frame, step.command, step, scope);
  const own = step.fingerprint && extendFingerprint(command.fingerprint, evaluateText(step.fingerprint, scope));
  return { ...command, ...(own !== undefined && { fingerprint: own }), onChange, unless, semantics, paths };
}

/** Bytes: what one variable can hold differs between systems, and is 128 KiB at the least. */
const largestVariable = 96 * 1024;

/**
 * What undoes a step, in the surroundings it had. It finds what the step gave as JSON in `HOLDFAST_OUTPUTS`, where a
 * variable can hold it, and in the file `HOLDFAST_OUTPUTS_FILE`.
 */
export function compensationOf(
  { around }: Frame,
  { compensate: script, command: { shell } }: CommandStep,
  command: CommandInRun,
): ((record: CommandRecord) => Promise<CommandInRun>) | undefined {
  if (script === undefined) return undefined;
  return async (record) => {
    const { files, random } = around.world;
    const outputs = JSON.stringify(outputsOf(record));
    const file = join(around.temporaryFolder, "outputs", `${random.uuid()}.json`);
    await files.makeFolder(dirname(file));
    await files.replace(file, outputs, { durable: false });
    const given = {
      HOLDFAST_OUTPUTS_FILE: file,
      ...(Buffer.byteLength(outputs) <= largestVariable && { HOLDFAST_OUTPUTS: outputs }),
    };
    return {
      ...command,
      script,
      fingerprint: commandFingerprint({
        script,
        shell,
        folder: relative(command.workspace, command.workingDirectory),
      }),
      environment: { ...command.environment, ...given },
      unless: undefined,
      semantics: "at-least-once",
      paths: [],
    };
  };
}

function scriptOf(frame: Frame, command: Command, limits: Attempts, scope: Scope): CommandInRun {
  const { around } = frame;
  const folder = command.workingDirectory && evaluateText(command.workingDirectory, scope);
  const { retry = oneAttempt, deadline, circuit } = limits;
  return {
    script: command.script,
    shell: command.shell,
    workingDirectory: resolve(around.workspace, folder ?? "."),
    environment: variablesFor(frame, command.env, scope),
    temporaryFolder: around.temporaryFolder,
    workspace: around.workspace,
    guard: around.guard,
    circuit: circuit === undefined ? undefined : around.circuit(circuit),
    timeout: limits.timeout,
    idleTimeout: limits.idleTimeout,
    fingerprint: commandFingerprint({ script: command.script, shell: command.shell, folder }),
    policy: deadline === undefined ? retry : { ...retry, deadline },
    unless: undefined,
    semantics: "at-least-once",
    paths: [],
  };
}

/** The world of the command at a path, whose output goes where the surroundings say. */
export function worldAt({ around }: Frame): (path: string) => CommandWorld {
  return (path) => ({ ...around.world, output: around.outputAt(path) });
}

export function outputsOf({ outputs }: CommandRecord): Record<string, string> {
  return Object.fromEntries(outputs);
}
