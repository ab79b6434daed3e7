/** A durable step over a command: runs it, and decides what of it can be kept. */
import { hash } from "node:crypto";
import { runCommand, type CommandResult, type CommandWorld } from "../command/command.ts";
import type { SecretGuard } from "../journal/secrets.ts";
import type { Admission } from "../policy/circuit.ts";
import type { Failure } from "../policy/failure.ts";
import { pathPatterns } from "../store/path-patterns.ts";
import type { AttemptsObserver } from "./attempts.ts";
import { attempted, stillRunning, type CommandLimits } from "./command-attempt.ts";
import type { CommandRecord } from "./command-record.ts";
import type { Circuit } from "./circuit.ts";
import { keepFiles } from "./keep-files.ts";
import type { Lane } from "./lane.ts";
import { runStep, type StepDefinition, type StepOutcome, type StepValue } from "./step.ts";

export interface CommandStep extends CommandLimits {
  readonly definition: StepDefinition;
  readonly script: string;
  readonly shell: string | undefined;
  /** An absolute path. */
  readonly workingDirectory: string;
  /** A command whose success means that the step is already done. */
  readonly unless: string | undefined;
  /** What the command may see, before the variables of the attempt. */
  readonly environment: Readonly<Record<string, string>>;
  readonly temporaryFolder: string;
  /** What `paths` are relative to and must lie in. */
  readonly workspace: string;
  /** Files and folders, with wildcards, that a replay brings back. */
  readonly paths: readonly string[];
  /** Asked before each attempt, told after it. */
  readonly circuit: Circuit | undefined;
  /** Finds secrets, given also what the command had masked. */
  readonly guard: (masked: readonly string[]) => SecretGuard;
}

/** What a command left: what was recorded of it, and everything that was not. */
export interface CommandValue extends StepValue {
  readonly result: CommandRecord;
  readonly command: CommandResult;
  /** Patterns of `paths` that matched nothing. */
  readonly missing: readonly string[];
}

/** The fingerprint of a command: its script, shell and folder, and what its author adds. */
export function commandFingerprint(...parts: readonly (string | undefined)[]): string {
  const normalised = parts.map((part) => (part ?? "").replaceAll("\r\n", "\n"));
  return hash("sha256", JSON.stringify(normalised), "hex");
}

/** Runs a command as a durable step. Throws as {@link runStep} does, and a UserError on `paths` that leave the workspace. */
export async function runCommandStep(
  world: CommandWorld,
  lane: Lane,
  step: CommandStep,
  observer: AttemptsObserver<CommandValue>,
  signal: AbortSignal,
): Promise<StepOutcome<CommandValue>> {
  const { definition, unless } = step;
  pathPatterns(step.paths, step.workspace); // a mistake in them must not come to light after the effect
  const policy = { ...definition.policy, giveUpOn: [stillRunning, ...(definition.policy.giveUpOn ?? [])] };

  function run(script: string, variables: Record<string, string>, aborted: AbortSignal): Promise<CommandResult> {
    const { key, lane: laneName } = lane.identity;
    const own = { HOLDFAST_RUN_KEY: key, HOLDFAST_LANE: laneName, HOLDFAST_STEP: definition.name, ...variables };
    return runCommand(world, { ...step, script, environment: { ...step.environment, ...own }, signal: aborted });
  }

  return runStep(
    world,
    lane,
    { ...definition, policy },
    {
      ...observer,
      ...(unless !== undefined && {
        unless: async (aborted: AbortSignal) => {
          const command = await run(unless, {}, aborted);
          return attempted(command, undefined, step).kind === "success" ? keep(world, lane, step, command) : undefined;
        },
      }),
      async attempt(number, idempotencyKey, aborted) {
        const admission = await step.circuit?.admit();
        if (admission?.kind === "refused")
          return { kind: "failure", failure: circuitOpen(admission, world.clock.now()) };
        const variables = { HOLDFAST_ATTEMPT: String(number), HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey };
        const command = await run(step.script, variables, aborted);
        const ended = attempted(command, { result: recordOf(command), command, missing: [] }, step);
        if (!aborted.aborted) await step.circuit?.record(ended.kind === "success");
        return ended.kind === "success" ? { kind: "success", value: await keep(world, lane, step, command) } : ended;
      },
    },
    signal,
  );
}

/** A failure like any other: with attempts left, the next one waits until the circuit may be tried. */
function circuitOpen({ reason, retryAt }: Admission & { kind: "refused" }, now: number): Failure {
  const message = `the circuit is open, so nothing was run: ${reason}`;
  const retryAfter = retryAt === undefined ? {} : { retryAfter: Math.max(0, retryAt - now) };
  return { kind: "error", name: "CircuitOpen", message, ...retryAfter };
}

/** Packs the kept files and withholds what holds a secret. */
async function keep(world: CommandWorld, lane: Lane, step: CommandStep, command: CommandResult): Promise<CommandValue> {
  const guard = step.guard(command.masked);
  const record = recordOf(command);
  const leak = findLeak(record, guard);
  if (leak !== undefined) return { result: record, command, missing: [], withheld: `${leak} holds a secret` };
  const kept = await keepFiles(world, lane, step, guard);
  if (kept.kind === "withheld") return { result: record, command, missing: [], withheld: kept.reason };
  const { archive, missing } = kept;
  if (!archive) return { result: record, command, missing };
  return { result: { ...record, archive }, files: [archive], command, missing };
}

function recordOf({ end, files }: CommandResult): CommandRecord {
  return {
    exitCode: end.kind === "exited" ? end.code : -1,
    outputs: [...files.outputs],
    environment: [...files.environment],
    path: [...files.path],
    summary: files.summary,
  };
}

/** Which part of a record holds a secret, in words that hold none. */
function findLeak(record: CommandRecord, guard: SecretGuard): string | undefined {
  for (const [kind, pairs] of [
    ["output", record.outputs],
    ["variable", record.environment],
  ] as const) {
    for (const [name, value] of pairs) if (guard.holds(`${name}\n${value}`)) return `${kind} ${guard.redact(name)}`;
  }
  if (record.path.some((entry) => guard.holds(entry))) return "a PATH entry";
  return guard.holds(record.summary) ? "the summary" : undefined;
}
