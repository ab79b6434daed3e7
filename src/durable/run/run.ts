/** Runs an automation: replays what its journal has, goes on from there, and records how far it came. */
import { isDeepStrictEqual } from "node:util";
import type { RecordedFailure } from "../../journal/event-parts.ts";
import { isInterrupted, type RunState } from "../../journal/fold-run.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { Automation } from "../automation.ts";
import { compensate } from "./compensation.ts";
import { contextOfScope } from "../operations/context-of.ts";
import { keep, payloadOrNone, recall, type Engine } from "../engine/engine.ts";
import { takeInbox, type InboxMessage } from "./inbox.ts";
import type { Fakes } from "../engine/fakes.ts";
import { Invocation, type Stop } from "../engine/invocation.ts";
import type { Lane } from "../lane/lane.ts";
import { listener } from "./listen.ts";
import { rootPath } from "../engine/path.ts";
import { holdsSecret, readPayload, writePayload } from "../engine/payload.ts";
import type { Observer } from "../engine/progress.ts";
import { AutomationChanged } from "../engine/automation-changed.ts";
import { causesOf, recordedFailure, unknownFailure } from "../step/recorded-failure.ts";
import { recordedOperations } from "../engine/recorded-operations.ts";
import { builtInPolicies, type RetryPolicies } from "../step/retry-options.ts";
import { RunCancelled } from "../run-errors.ts";
import { Scope } from "../engine/scope.ts";
import { settle } from "../engine/settle.ts";
import { tellIfSlow } from "../engine/slow-end.ts";
import type { OnChange } from "../step/step.ts";

export interface RunOptions {
  readonly lane: Lane;
  /** Where messages for the run arrive. */
  readonly folder: string;
  readonly automation: Automation<never>;
  /** Must be the same for the same run key; without it, what the run was started with. */
  readonly input?: unknown;
  /** Who starts it, where that is known: recorded with its first start. */
  readonly startedBy?: string | undefined;
  /** Milliseconds: where there is nothing to do for longer, the run is suspended. */
  readonly suspendAfter?: number;
  /** Lets a run that had stopped go on: the operations it failed or paused at, or these paths, are run anew. */
  readonly reopen?: "causes" | readonly string[];
  readonly onChange?: OnChange;
  /** Beside those of the automation and the built-in ones. */
  readonly retryPolicies?: RetryPolicies;
  /** Finds secrets in what is about to be recorded. */
  readonly guard?: SecretGuard;
  readonly observe?: Observer;
  /** Aborts when the process is to stop: steps are aborted, and the run can go on later. */
  readonly signal?: AbortSignal;
  /** Aborts when nothing more is to start: what is at work comes to its end, and the run can go on later. */
  readonly draining?: AbortSignal;
  /** Ends a pass after each operation and replays everything: for tests. */
  readonly alwaysReplay?: boolean;
  /**
   * Replays what is recorded, also of a run that had ended, and runs nothing else: told of each operation that would be.
   */
  readonly refuse?: (path: string) => void;
  readonly fakes?: Fakes;
}

export type RunOutcome =
  | { readonly status: "completed"; readonly output: unknown }
  | { readonly status: "failed"; readonly failure: RecordedFailure; readonly causes: readonly string[] }
  | { readonly status: "paused"; readonly failure: RecordedFailure; readonly causes: readonly string[] }
  | { readonly status: "suspended"; readonly until?: number; readonly waiting: readonly string[] }
  | { readonly status: "cancelled" }
  /** The process was asked to stop; the run can go on. */
  | { readonly status: "interrupted" };

/** Two minutes: what waits longer gives the runner back. */
const defaultSuspendAfter = 2 * 60_000;

/**
 * Brings a run as far as it comes. A run that had ended hands back how, unless it is reopened. Throws what makes it
 * impossible to go on: a {@link UserError} on another automation or input than the run was started with,
 * DefinitionChanged and AutomationChanged, LaneError, and what the disk says.
 */
export async function runAutomation(
  world: Pick<World, "clock" | "random" | "files">,
  options: RunOptions,
): Promise<RunOutcome> {
  const { lane } = options;
  await start(options);
  const ended = await endedAs(world, options);
  if (ended) return ended;
  for (;;) {
    const outcome = await pass(world, options);
    if (outcome.status === "again") continue;
    await lane.checkpoint();
    // Whoever said something meanwhile saw this process at work, and left the run to it.
    if (outcome.status === "suspended" && (await saidTo(world, options)).length > 0) continue;
    return outcome;
  }
}

/** Records what is run with what, or makes sure that it is what was recorded. */
async function start({ lane, automation: { name, version }, input, startedBy: by, guard }: RunOptions): Promise<void> {
  const { journal } = lane;
  const { started } = journal.state.run;
  if (!started) {
    if (holdsSecret(guard, input)) throw new UserError("the input of the run holds a secret, and inputs are recorded");
    const payload = await writePayload(lane, input);
    return journal.append({
      type: "run-started",
      name,
      ...(version !== undefined && { version }),
      ...(by !== undefined && { by }),
      ...payload,
    });
  }
  const { key } = lane.identity;
  if (started.name !== name) {
    throw new UserError(`run "${key}" is of the automation "${started.name}", not of "${name}": use another key`);
  }
  if (input === undefined) return;
  const recorded = await readPayload(lane, started);
  const given: unknown = JSON.parse(JSON.stringify(input));
  if (isDeepStrictEqual(recorded, given)) return;
  const shown = [recorded, given].map((value) => {
    const text = JSON.stringify(value);
    return (guard?.redact(text) ?? text).slice(0, 200);
  });
  throw new UserError(`run "${key}" was started with the input ${shown[0]}, not with ${shown[1]}: use another key`);
}

/** How the run ended before; undefined where there is something to do. */
async function endedAs(world: Pick<World, "files">, options: RunOptions): Promise<RunOutcome | undefined> {
  const { lane, reopen } = options;
  const { journal } = lane;
  const { ended } = journal.state.run;
  if (!ended || options.refuse) return undefined;
  const { status, causes, failure = unknownFailure } = ended;
  const reopened =
    reopen === "causes" ? causes.filter((path) => !isInterrupted(journal.state.steps.get(path))) : (reopen ?? []);
  const isWorthwhile =
    reopen === "causes" ? status !== "completed" && (causes.length === 0 || reopened.length > 0) : reopened.length > 0;
  if (isWorthwhile || (status === "paused" && (await isToBeCancelled(world, options)))) {
    await journal.append({ type: "run-resumed", reopened: [...reopened] });
    return undefined;
  }
  if (status === "completed") return { status, output: await readPayload(lane, ended) };
  if (status === "cancelled") return { status };
  return { status, failure, causes };
}

/** What waits for a person can be cancelled like what waits for anything else. */
async function isToBeCancelled(world: Pick<World, "files">, options: RunOptions): Promise<boolean> {
  return (await saidTo(world, options)).some(({ kind }) => kind === "cancel");
}

/** What was said to the run and is not taken in yet. */
async function saidTo(world: Pick<World, "files">, { folder, observe }: RunOptions): Promise<InboxMessage[]> {
  const report = (message: string): void => observe?.({ type: "log", path: rootPath, level: "warn", message });
  return (await takeInbox(world, folder, report)).map(({ message }) => message);
}

async function pass(
  world: Pick<World, "clock" | "random" | "files">,
  options: RunOptions,
): Promise<RunOutcome | { readonly status: "again" }> {
  const { lane, automation, guard, suspendAfter = defaultSuspendAfter, alwaysReplay = false } = options;
  const { journal } = lane;
  const signal = options.signal ?? new AbortController().signal;
  const invocation = new Invocation(world, { suspendAfter, signal, draining: options.draining });
  const engine: Engine = {
    world,
    lane,
    journal,
    invocation,
    recorded: recordedOperations(journal.state),
    onChange: options.onChange ?? "fail",
    secrets: new Map(),
    policies: { ...builtInPolicies, ...options.retryPolicies, ...automation.retryPolicies },
    guard,
    observe: options.observe ?? (() => {}),
    alwaysReplay,
    refuse: options.refuse,
    fakes: options.fakes,
    compensations: [],
    contextIn: (scope) => contextOfScope(engine, scope, { automation: automation.name, key: lane.identity.key }),
    hear: (before) => ears.hear(before),
  };
  const ears = listener(world, engine, options.folder);
  const { started } = journal.state.run;
  const input = started && (await readPayload(lane, started));
  await ears.start();
  let end: BodyEnd | Stop;
  try {
    const root = new Scope(rootPath, engine.recorded.get(rootPath));
    const body = runBody(engine, root, automation, input);
    end = await Promise.race([body, invocation.stopped]);
    if (!("kind" in end)) return await conclude(engine, root, end);
  } finally {
    ears.stop();
    await invocation.drop();
  }
  // Whatever is said or comes due from now on is left to the next pass.
  return stopped(engine, end);
}

type BodyEnd =
  | { readonly status: "returned"; readonly output: unknown }
  | { readonly status: "threw"; readonly thrown: unknown };

async function runBody(engine: Engine, root: Scope, automation: Automation<never>, input: unknown): Promise<BodyEnd> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the author's word for what runs are started with
    const output = await automation.run(engine.contextIn(root), input as never);
    await settle(engine, root);
    return { status: "returned", output };
  } catch (thrown) {
    return { status: "threw", thrown };
  }
}

async function conclude(engine: Engine, root: Scope, end: BodyEnd): Promise<RunOutcome | { readonly status: "again" }> {
  const { journal, invocation } = engine;
  if (end.status === "threw" && end.thrown instanceof AutomationChanged) throw end.thrown;
  // What is still at work where the body threw comes to its end, is recorded and can be undone; nothing more starts.
  root.isClosed = true;
  const early = await tellIfSlow(engine, root.path, () => Promise.race([invocation.finish(), invocation.stopped]));
  if (early) return stopped(engine, early);
  const { ending } = journal.state.run;
  if (ending) return undoAndEnd(engine, ending);
  if (end.status === "threw") return undoAndEnd(engine, endingOf(engine, end.thrown));
  const kept = await keep(engine, end.output, undefined).catch(asUserError);
  if (kept instanceof UserError) return undoAndEnd(engine, endingOf(engine, kept));
  const payload = payloadOrNone(engine, rootPath, "what the run gives", kept);
  await journal.append({ type: "run-ended", status: "completed", causes: [], ...payload });
  return { status: "completed", output: await recall(engine, kept.payload, undefined) };
}

/** What an automation gives that JSON cannot say is its failure. */
function asUserError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

type Ending = Pick<NonNullable<RunState["ending"]>, "status" | "failure" | "causes">;

/** How a run ends whose body threw. */
function endingOf({ journal, guard }: Engine, thrown: unknown): Ending {
  if (journal.state.run.cancelling && thrown instanceof RunCancelled) return { status: "cancelled", causes: [] };
  return { status: "failed", failure: recordedFailure(thrown, guard), causes: [...causesOf(thrown)] };
}

async function undoAndEnd(
  engine: Engine,
  { status, failure, causes: own }: Ending,
): Promise<RunOutcome | { readonly status: "again" }> {
  const { journal, invocation, compensations } = engine;
  const { ending, cancelling, compensated } = journal.state.run;
  const causes = [...own];
  if (status === "failed" || cancelling?.compensate) {
    // A replay may go another way, since answers come and what failed may no longer: the end stays the same.
    if (!ending && compensations.some(({ path }) => !compensated.has(path))) {
      await journal.append({ type: "run-ending", status, ...(failure && { failure }), causes: [...causes] });
    }
    const undone = await Promise.race([invocation.work(() => compensate(engine)), invocation.stopped]);
    if ("kind" in undone) return stopped(engine, undone);
    causes.push(...undone.failed);
  }
  await journal.append({ type: "run-ended", status, ...(failure && { failure }), causes });
  return status === "cancelled" ? { status } : { status, failure: failure ?? unknownFailure, causes };
}

async function stopped({ journal }: Engine, stop: Stop): Promise<RunOutcome | { readonly status: "again" }> {
  switch (stop.kind) {
    case "again":
      return { status: "again" };
    case "interrupted":
      return { status: "interrupted" };
    case "suspended": {
      const { until, waiting } = stop;
      const due = until === undefined ? {} : { until };
      await journal.append({ type: "run-suspended", ...due, waiting: [...waiting] });
      return { status: "suspended", ...due, waiting };
    }
    case "paused": {
      const { failure, causes } = stop;
      await journal.append({ type: "run-ended", status: "paused", failure, causes: [...causes] });
      return { status: "paused", failure, causes };
    }
  }
}
