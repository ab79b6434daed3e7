/** What the operations of one pass over an automation share. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Payload, RecordedFailure } from "../../journal/event-parts.ts";
import type { Journal } from "../../journal/journal.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { Codec, Context } from "../context.ts";
import { AutomationChanged } from "./automation-changed.ts";
import type { Fakes } from "./fakes.ts";
import { Dropped, type Invocation } from "./invocation.ts";
import type { Lane } from "../lane/lane.ts";
import { holdsSecret, readPayload, writePayload } from "./payload.ts";
import { namesOf } from "./path.ts";
import type { Observer } from "./progress.ts";
import type { RecordedOperations } from "./recorded-operations.ts";
import type { RetryPolicies } from "../step/retry-options.ts";
import { OperationFailed, RunCancelled } from "../run-errors.ts";
import { Outcome } from "./outcome.ts";
import { DuplicateName, type Scope } from "./scope.ts";
import type { OnChange } from "../step/step.ts";

export interface Engine {
  readonly world: Pick<World, "clock" | "random">;
  readonly lane: Lane;
  readonly journal: Journal;
  readonly invocation: Invocation;
  /** What earlier passes have recorded, by context. */
  readonly recorded: RecordedOperations;
  readonly onChange: OnChange;
  readonly policies: RetryPolicies;
  readonly guard: SecretGuard | undefined;
  /** What contexts gave that have ended and must not be recorded, by path. */
  readonly secrets: Map<string, Payload>;
  readonly observe: Observer;
  /** Ends the pass after each operation that was not replayed. */
  readonly alwaysReplay: boolean;
  /** Where nothing is to be run that is not recorded: told of each operation that would be. */
  readonly refuse: ((path: string) => void) | undefined;
  readonly fakes: Fakes | undefined;
  contextIn(scope: Scope): Context;
  /** Takes in what other processes said to the run before this time, in milliseconds since the epoch. */
  hear(before: number): Promise<void>;
  /** What undoes the steps that are done. */
  readonly compensations: Compensation[];
}

export interface Compensation {
  readonly path: string;
  /** The number of the event that recorded the step as done: what was done last is undone first. */
  readonly seq: number;
  readonly undo: () => Promise<RecordedFailure | undefined>;
}

/**
 * Runs an operation that is come to in `scope`. What it throws for the automation to see is thrown; anything else makes
 * it impossible to go on and ends the pass, and the automation waits for ever.
 */
export function operate<T>(engine: Engine, scope: Scope, act: () => Promise<T>): Promise<T> {
  const outcome = new Outcome<T>((resolve) => resolve(come(engine, scope, act)));
  // Who awaits it later, or never, is no reason for Node to end the process: the failure is recorded and was told.
  outcome.unasked((error) => scope.failed.push({ outcome, error }));
  return outcome;
}

async function come<T>(engine: Engine, scope: Scope, act: () => Promise<T>): Promise<T> {
  const { invocation } = engine;
  scope.inFlight += 1;
  invocation.operations += 1;
  try {
    if (invocation.isOver || scope.isAbandoned) throw new Dropped();
    if (stepOf.getStore() === invocation) {
      throw new UserError(
        "a step's body cannot use the context: what it did there would be skipped where it is replayed",
      );
    }
    const value = await act();
    if (!invocation.isOver && !scope.isAbandoned) return value;
  } catch (error) {
    if (!invocation.isOver && !scope.isAbandoned) {
      if (error instanceof ThrownByAuthor) throw error.thrown;
      if (isForAuthor(error)) throw error;
    }
    if (error instanceof Dropped) scope.revisit?.();
    else invocation.fail(error);
  } finally {
    scope.inFlight -= 1;
  }
  return new Promise(() => {});
}

/** Whose step is at work, for what its body calls. */
const stepOf = new AsyncLocalStorage<Invocation>();

/** Runs the body of a step, or a look at a condition. */
export function withinStep<T>({ invocation }: Engine, body: () => T): T {
  return stepOf.run(invocation, body);
}

/** What the author's own code threw where it was called outside a step: it is handed on as it is. */
class ThrownByAuthor extends Error {
  override readonly name = "ThrownByAuthor";
  readonly thrown: unknown;
  constructor(thrown: unknown) {
    super("the author's code threw");
    this.thrown = thrown;
  }
}

/** Calls the author's own code within an operation. */
export function ask<T>(act: () => T): T;
export function ask<T>(act: () => T | Promise<T>): T | Promise<T> {
  try {
    const given = act();
    return given instanceof Promise ? given.catch(thrownByAuthor) : given;
  } catch (error) {
    return thrownByAuthor(error);
  }
}

function thrownByAuthor(thrown: unknown): never {
  throw new ThrownByAuthor(thrown);
}

/** The same for an operation that does work of its own, rather than have others do it. */
export function work<T>(engine: Engine, scope: Scope, act: () => Promise<T>): Promise<T> {
  return operate(engine, scope, () => workIn(engine, scope, act));
}

/** Within an operation: does something that ends by itself. Neither the pass nor the context is over meanwhile. */
export function workIn<T>({ invocation }: Pick<Engine, "invocation">, scope: Scope, act: () => Promise<T>): Promise<T> {
  return scope.during(() => invocation.work(act));
}

function isForAuthor(error: unknown): boolean {
  if (error instanceof DuplicateName || error instanceof AutomationChanged) return false;
  return error instanceof OperationFailed || error instanceof RunCancelled || error instanceof UserError;
}

/** Before the end of a context is recorded: what ends too late does not count, who waited was told without it. */
export function requireWanted({ invocation }: Engine, scope: Scope): void {
  if (invocation.isOver || scope.isAbandoned || scope.revisit) throw new Dropped();
}

/** Before another attempt: throws where nothing more is to start. */
export function requireGoingOn(engine: Engine, scope: Scope): void {
  requireWanted(engine, scope);
  if (engine.invocation.isCancelled) throw new RunCancelled();
}

/** The same for what a context whose body has come to its end does not wait for: all but steps that have started. */
export function requireOpen(engine: Engine, scope: Scope): void {
  if (scope.isOver) throw new Dropped();
  requireGoingOn(engine, scope);
}

/** Within work: an operation that is not recorded may start now. */
export async function beginNew(engine: Engine, scope: Scope, path: string): Promise<void> {
  const { invocation, onChange, world, guard } = engine;
  if (scope.recorded.has(path)) requireGoingOn(engine, scope);
  else requireOpen(engine, scope);
  if (guard?.holds(namesOf(path).at(-1) ?? "")) {
    throw new UserError(
      `the name of an operation in "${guard.redact(scope.path)}" holds a secret, and names are recorded: give it another`,
    );
  }
  await requireRunning(engine, path);
  if (invocation.isStopping) await invocation.park({ kind: "interrupted", path });
  if (onChange !== "fail" || !scope.isOrdered) return;
  if (!scope.isIncomplete || scope.inFlight > 1 || scope.recorded.has(path)) return;
  // Others may be about to come: what was replayed beside this goes on in the same turn.
  const before = scope.current.length;
  await world.clock.turn();
  if (!scope.isIncomplete || scope.inFlight > 1 || scope.current.length > before) return;
  const what = `it now comes to "${path}", where the record goes on with "${scope.missing[0] ?? ""}"`;
  throw new AutomationChanged(scope.path, [...scope.recorded.keys()], scope.current, what);
}

/** Within work: waits for ever where nothing is to be run that is not recorded. */
export async function requireRunning({ invocation, refuse }: Engine, path: string): Promise<void> {
  if (!refuse) return;
  refuse(path);
  await invocation.park({ kind: "paused", path, causes: [path], failure: { kind: "error", message: "not recorded" } });
}

/** A context came to its end: everything that is recorded in it was to be come to. */
export function requireAllReplayed({ onChange }: Engine, scope: Scope): void {
  if (onChange !== "fail" || !scope.isOrdered || !scope.isIncomplete) return;
  const what = `it no longer comes to ${scope.missing.map((path) => `"${path}"`).join(", ")}`;
  throw new AutomationChanged(scope.path, [...scope.recorded.keys()], scope.current, what);
}

/** Within work: something was recorded that a replay would find. */
export async function endNew({ invocation, alwaysReplay }: Engine, path: string): Promise<void> {
  if (alwaysReplay) await invocation.park({ kind: "again", path });
}

export interface Kept {
  readonly payload: Payload;
  /** It holds a secret: the payload is for this process alone and must not be recorded. */
  readonly isSecret: boolean;
}

/** What is recorded of a value; a UserError says where it is not what JSON can say. */
export async function keep<T>({ lane, guard }: Engine, value: T, codec: Codec<T> | undefined): Promise<Kept> {
  const encoded: unknown = codec ? codec.encode(value) : value;
  if (holdsSecret(guard, encoded)) return { payload: { result: encoded }, isSecret: true };
  return { payload: await writePayload(lane, encoded), isSecret: false };
}

/** Why a value that holds one is not kept. */
export const secretWithheld = "what it gave holds a secret";

/** What is recorded where a value may be missing; the onlooker is told where it is, for it holds a secret. */
export function payloadOrNone({ observe }: Engine, path: string, what: string, { payload, isSecret }: Kept): Payload {
  if (!isSecret) return payload;
  observe({ type: "log", path, level: "warn", message: `${what} holds a secret and is not recorded` });
  return {};
}

/** What was recorded, as a value of its own: who changes it changes no record. */
export async function recall<T>({ lane }: Engine, payload: Payload, codec: Codec<T> | undefined): Promise<T> {
  const stored = payload.spilled ? await readPayload(lane, payload) : copy(payload.result);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the author's word for what the step of this name gives
  return codec ? codec.decode(stored) : (stored as T);
}

function copy(value: unknown): unknown {
  if (typeof value === "object" && value !== null) return JSON.parse(JSON.stringify(value));
  return Object.is(value, -0) ? 0 : value; // as JSON has it
}
