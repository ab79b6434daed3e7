/** A durable step over a command, as an operation of a run: what the YAML of an automation is made into. */
import type { CommandWorld } from "../../command/command.ts";
import type { RetryPolicy } from "../../policy/retry.ts";
import { asCommandRecord, type CommandRecord } from "../command/record.ts";
import { runCommandStep, type CommandStep } from "../command/step.ts";
import type { Context } from "../context.ts";
import { internalsOf } from "./context-of.ts";
import type { Engine } from "../engine/engine.ts";
import { runFakeCommand, type RecordedCommand } from "./fake-command.ts";
import { LaneError } from "../lane/errors.ts";
import type { Scope } from "../engine/scope.ts";
import { observed, stepInRun, waitUntilIn } from "./step-in-run.ts";
import type { OnChange, Semantics, StepDefinition, StepOutcome } from "../step/step.ts";

/** A command with what it runs in; its path names it. */
export type CommandInRun = Omit<CommandStep, "definition"> & {
  readonly fingerprint: string;
  readonly semantics: Semantics;
  readonly policy: RetryPolicy;
  readonly onChange?: OnChange | undefined;
};

export interface CommandOperation {
  readonly name: string;
  readonly command: CommandInRun;
  readonly onExhausted?: "fail" | "pause" | undefined;
  /** Undoes it, given what it left. */
  readonly compensate?: ((record: CommandRecord) => Promise<CommandInRun>) | undefined;
  /** Where output goes; what is at `path` wrote it. */
  readonly worldAt: (path: string) => CommandWorld;
}

/** Runs the command, or gives what it left but for its files. Throws StepFailed, as `ctx.step` does. */
export function commandOperation(context: Context, operation: CommandOperation): Promise<CommandRecord> {
  const { engine, scope } = internalsOf(context);
  const { name, command, onExhausted, compensate, worldAt } = operation;
  return stepInRun<RecordedCommand, CommandRecord>(engine, scope, {
    name,
    run: (path) => run(engine, path, scope, command, worldAt(path)),
    recall: async ({ result }, path) => {
      const record = asCommandRecord(result);
      if (!record) throw new LaneError(`what is recorded as "${path}" is no command: give the step another name`);
      return record;
    },
    valueOf: async ({ result }) => result,
    onExhausted,
    undo: compensate && (async (path, record) => run(engine, path, undefined, await compensate(record), worldAt(path))),
  });
}

function run(
  engine: Engine,
  path: string,
  scope: Scope | undefined,
  { fingerprint, semantics, policy, onChange, ...step }: CommandInRun,
  world: CommandWorld,
): Promise<StepOutcome<RecordedCommand>> {
  const definition: StepDefinition = {
    name: path,
    fingerprint,
    semantics,
    policy,
    onChange: onChange ?? engine.onChange,
    waitUntil: waitUntilIn(engine, path),
  };
  const { lane, invocation, fakes, refuse } = engine;
  const observer = observed<RecordedCommand>(engine, path, scope);
  if (fakes) return runFakeCommand(engine, fakes, definition, step.unless !== undefined, observer);
  // What tells whether the step is done is a command, too.
  const command = { ...step, definition, ...(refuse && { unless: undefined }) };
  return runCommandStep(world, lane, command, observer, invocation.signal);
}
