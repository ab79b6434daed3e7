/** A durable step over a command: runs it, and decides what of it can be kept. */
import { runCommand, type CommandResult, type CommandWorld } from "../../command/command.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import type { Admission } from "../../policy/circuit.ts";
import { classify } from "../../policy/classification.ts";
import { describeFailure, type Failure } from "../../policy/failure.ts";
import { pathPatterns } from "../../store/path-patterns.ts";
import type { Attempted, AttemptsObserver } from "../step/attempts.ts";
import { stillRunning } from "../step/still-running.ts";
import { attempted, untoldByCommands, type CommandLimits } from "./attempt.ts";
import { tooLarge, type CommandRecord } from "./record.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { keepFiles } from "./keep-files.ts";
import type { Lane } from "../lane/lane.ts";
import { LaneError } from "../lane/errors.ts";
import { runStep, type StepDefinition, type StepOutcome, type StepValue } from "../step/step.ts";

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
  /** Finds the secrets that were known when it ended. */
  readonly guard: SecretGuard;
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
  /** A value stays secret for the attempts after the one that had it masked. */
  const masked = new Set<string>();
  const guard = () => step.guard([...masked]);

  async function run(
    script: string,
    variables: Record<string, string>,
    limits: CommandLimits & { signal: AbortSignal },
  ): Promise<CommandResult> {
    const { key, lane: laneName } = lane.identity;
    const own = { HOLDFAST_RUN_KEY: key, HOLDFAST_LANE: laneName, HOLDFAST_STEP: definition.name, ...variables };
    const environment = { ...step.environment, ...own };
    const command = await runCommand(world, { ...step, ...limits, script, environment });
    for (const value of command.masked) masked.add(value);
    return command;
  }

  /** Only a plain exit code says that the effect is not there; a check that cannot tell must not lead to running it. */
  async function isThere(check: string, aborted: AbortSignal): Promise<CommandValue | undefined> {
    const timeout = Math.min(step.timeout ?? Number.POSITIVE_INFINITY, policy.deadline ?? Number.POSITIVE_INFINITY);
    const limits = { ...step, timeout: Number.isFinite(timeout) ? timeout : undefined };
    const command = await run(check, {}, { ...limits, signal: aborted });
    const ended = attempted(command, undefined, limits);
    if (ended.kind === "success") return keep(world, lane, step, command, guard());
    const { failure } = ended;
    const says = failure.kind === "exit" && failure.code < 126;
    if (says || aborted.aborted) return undefined;
    throw new LaneError(
      `the command in unless could not tell whether step "${definition.name}" is done: ${describeFailure(failure)}. ` +
        "Nothing was run. Success means that it is done, an exit code from 1 to 125 that it is not.",
    );
  }

  return runStep(
    world,
    lane,
    { ...definition, policy, untold: untoldByCommands },
    {
      ...observer,
      ...(unless !== undefined && { unless: (aborted: AbortSignal) => isThere(unless, aborted) }),
      redact: (text) => guard().redact(text),
      async attempt(number, idempotencyKey, aborted) {
        const admission = await step.circuit?.admit();
        if (admission?.kind === "refused")
          return { kind: "failure", failure: circuitOpen(admission, world.clock.now()) };
        const variables = { HOLDFAST_ATTEMPT: String(number), HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey };
        const command = await run(step.script, variables, { ...step, signal: aborted });
        const ended = attempted(command, { result: recordOf(command), command, missing: [], guard: guard() }, step);
        if (!aborted.aborted && (admission?.kind === "probe" || speaksOfDependency(ended))) {
          await step.circuit?.record(ended.kind === "success");
        }
        if (ended.kind === "failure") return ended;
        return { kind: "success", value: await keep(world, lane, step, command, guard()) };
      },
    },
    signal,
  );
}

/** A wrong call says nothing of the health of what was called. */
function speaksOfDependency(ended: Attempted<unknown>): boolean {
  return ended.kind === "success" || classify(ended.failure).kind !== "permanent";
}

/** A failure like any other: with attempts left, the next one waits until the circuit may be tried. */
function circuitOpen({ reason, retryAt }: Admission & { kind: "refused" }, now: number): Failure {
  const message = `the circuit is open, so nothing was run: ${reason}`;
  const retryAfter = retryAt === undefined ? {} : { retryAfter: Math.max(0, retryAt - now) };
  return { kind: "error", name: "CircuitOpen", message, ...retryAfter };
}

/** Packs the kept files and withholds what holds a secret or cannot be kept: the step is done in any case. */
async function keep(
  world: CommandWorld,
  lane: Lane,
  step: CommandStep,
  command: CommandResult,
  guard: SecretGuard,
): Promise<CommandValue> {
  const value = { result: recordOf(command), command, missing: [], guard };
  const leak = findLeak(value.result, guard);
  if (leak !== undefined) return { ...value, withheld: `${leak} holds a secret` };
  const large = tooLarge(value.result);
  if (large !== undefined) return { ...value, withheld: large };
  const kept = await keepFiles(world, lane, step, guard).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "withheld" as const, reason: `its paths could not be kept (${guard.redact(why)})` };
  });
  if (kept.kind === "withheld") return { ...value, withheld: kept.reason };
  const { archive, missing } = kept;
  if (!archive) return { ...value, missing };
  return { ...value, result: { ...value.result, archive }, files: [archive], missing };
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
