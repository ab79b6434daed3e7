/** `holdfast resume`, `redrive` and `cancel`: a run that was started goes on, with the definition it was started with. */
import { resolve } from "node:path";
import { namedPaths } from "../../automation/named-paths.ts";
import { reopened, reopenedAlone } from "../../automation/reopened.ts";
import { putInInbox } from "../../durable/run/inbox.ts";
import type { RunLane } from "../../durable/lane/run-lane.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { localRepository } from "../repository.ts";
import { userOf } from "../user.ts";
import { loadDefinition } from "../definitions/load.ts";
import { driveHere, type Driving, type Prepared } from "./drive.ts";
import { findRun } from "./find-run.ts";
import { readRun, type RecordedRun } from "./recorded-run.ts";
import type { RunSummary } from "./run-summary.ts";
import { word } from "../../report/shell-word.ts";

export interface GoOnOptions extends Driving {
  /** Another file for the definition, from now on. */
  readonly definition?: string | undefined;
}

/** `again` names steps that are run again although nobody knows whether their effect happened. Throws a {@link UserError}. */
export async function resumeRun(
  world: World,
  invocation: Invocation,
  key: string,
  { again, ...options }: GoOnOptions & { readonly again: readonly string[] },
): Promise<RunSummary> {
  const run = await readRun(world, await findRun(world, key, invocation.folder));
  const unknown = [...run.state.steps].flatMap(([path, { status }]) =>
    status === "started" || status === "failed" ? [path] : [],
  );
  const chosen = namedPaths(again, unknown, "there is no step to run again called");
  return goOn(world, invocation, run, options, (lane) =>
    chosen.length === 0 ? { reopen: "causes" } : reopened(lane, chosen),
  );
}

/** Tries dead letters anew, all unless items are named. Throws a {@link UserError} where there are none such. */
export async function redriveRun(
  world: World,
  invocation: Invocation,
  key: string,
  { items, ...options }: GoOnOptions & { readonly items: readonly string[] },
): Promise<RunSummary> {
  const run = await readRun(world, await findRun(world, key, invocation.folder));
  const letters = [...run.state.run.deadLetters.values()];
  if (letters.length === 0)
    throw new UserError(`run "${run.card.key}" has no dead letters: there is nothing to redrive`);
  const byKey = new Map(letters.map((letter) => [letter.key, letter.path]));
  const paths = namedPaths(
    items.map((item) => byKey.get(item) ?? item),
    letters.map(({ path }) => path),
    "there is no dead letter",
  );
  const reopen = paths.length > 0 ? paths : letters.map(({ path }) => path);
  return goOn(world, invocation, run, options, (lane) => reopenedAlone(lane, reopen));
}

/** Throws a {@link UserError} where the run has ended. Undefined where another process is at work on it, and was told. */
export async function cancelRun(
  world: World,
  invocation: Invocation,
  key: string,
  { compensate, ...options }: GoOnOptions & { readonly compensate: boolean },
): Promise<RunSummary | undefined> {
  const run = await readRun(world, await findRun(world, key, invocation.folder));
  const { status } = run.state.run;
  if (status === "completed" || status === "failed" || status === "cancelled") {
    throw new UserError(`run "${run.card.key}" is ${status}: there is nothing to cancel`);
  }
  await putInInbox(world, run.folder, { kind: "cancel", compensate, by: userOf(world) });
  if (run.holder !== undefined) return undefined;
  return goOn(world, invocation, run, options, () => ({}));
}

async function goOn(
  world: World,
  invocation: Invocation,
  { card: before, state }: RecordedRun,
  options: GoOnOptions,
  prepare: (lane: RunLane) => Prepared | Promise<Prepared>,
): Promise<RunSummary> {
  const file = options.definition === undefined ? before.file : resolve(invocation.folder, options.definition);
  if (!(await world.files.status(file))) {
    throw new UserError(
      `${file}, the definition of run "${before.key}", is not there any more: bring it back, or name where it is now ` +
        `(holdfast resume ${word(before.key)} --definition FILE)`,
    );
  }
  const definition = await loadDefinition(world, file, await localRepository(world, before.workspace, {}));
  const card = { ...before, file };
  return driveHere(world, invocation, {
    ...options,
    card,
    greeting: `Run ${card.key} goes on`,
    definition,
    prepare: async (lane) => ({
      ...(await prepare(lane)),
      ...(!state.run.started && { input: definition.inputOf(undefined) }),
    }),
  });
}
