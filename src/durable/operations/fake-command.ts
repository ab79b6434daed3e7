/** A command that is not run: something else stands in for what it does and for what its `unless` finds. */
import type { Attempted, AttemptsObserver } from "../step/attempts.ts";
import { attemptCode } from "../step/code-attempt.ts";
import { tooLarge, type CommandRecord } from "../command/record.ts";
import type { Engine } from "../engine/engine.ts";
import type { Fakes } from "../engine/fakes.ts";
import { runStep, type StepDefinition, type StepOutcome, type StepValue } from "../step/step.ts";

/** What a command leaves in the journal. */
export interface RecordedCommand extends StepValue {
  readonly result: CommandRecord;
}

/** `canTell`: the step has an `unless`. */
export function runFakeCommand(
  { world, lane, invocation: { signal } }: Engine,
  fakes: Fakes,
  definition: StepDefinition,
  canTell: boolean,
  observer: AttemptsObserver<RecordedCommand>,
): Promise<StepOutcome<RecordedCommand>> {
  const { name: path } = definition;
  return runStep<RecordedCommand>(
    world,
    lane,
    definition,
    {
      ...observer,
      ...(canTell && {
        unless: () => Promise.resolve(fakes.isDone(path) ? { result: recordOf(undefined) } : undefined),
      }),
      async attempt(attempt, idempotencyKey, aborted): Promise<Attempted<RecordedCommand>> {
        const call = { path, attempt, idempotencyKey, kind: "command" } as const;
        const ended = await attemptCode(world.clock, () => fakes.step(call), {}, aborted);
        if (ended.kind === "failure") return ended;
        const result = recordOf(ended.value);
        const withheld = tooLarge(result);
        return { kind: "success", value: { result, ...(withheld !== undefined && { withheld }) } };
      },
    },
    signal,
  );
}

/** The members of `value` as outputs: texts as they are, the rest as JSON. */
function recordOf(value: unknown): CommandRecord {
  const members = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const outputs = members.map(([name, output]): [string, string] => [
    name,
    typeof output === "string" ? output : JSON.stringify(output ?? null),
  ]);
  return { exitCode: 0, outputs, environment: [], path: [], summary: "" };
}
