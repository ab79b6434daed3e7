/** `holdfast run`: starts a run of a definition, or goes on with one. */
import { resolve } from "node:path";
import type { OpenedAutomation } from "../../automation/open-automation.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { localRepository } from "../repository.ts";
import { loadDefinition } from "../definitions/load.ts";
import { driveHere, type Driving } from "./drive.ts";
import { givenInputs, type InputOptions } from "../definitions/given-inputs.ts";
import { allRuns, readCard } from "../../automation/run/card.ts";
import { readRun } from "./recorded-run.ts";
import { folderOfRun, lane } from "../../automation/run/place.ts";
import type { RunSummary } from "./run-summary.ts";
import { word } from "../../report/shell-word.ts";

export interface StartOptions extends InputOptions, Driving {
  readonly key?: string | undefined;
  /** Begins anew rather than go on with a run that has not ended. */
  readonly fresh: boolean;
}

/** Throws a {@link UserError} where nothing can be run as it is asked for. */
export async function startRun(
  world: World,
  invocation: Invocation,
  file: string,
  options: StartOptions,
): Promise<RunSummary> {
  const { folder: here } = invocation;
  const path = resolve(here, file);
  const given = await givenInputs(world, options, here);
  const local = await localRepository(world, here, {});
  const definition = await loadDefinition(world, path, local);
  const repository = `${local.owner}/${local.name}`;
  const input = definition.inputOf(given);
  const ownKey = options.key ?? definition.keyOf(input);
  if (ownKey !== undefined && options.fresh) {
    throw new UserError(
      `--fresh is for runs without a key of their own, and this one is "${ownKey}": give another key`,
    );
  }
  const { key, goesOn } =
    ownKey === undefined
      ? await numberedKey(world, { definition, path, repository, input, fresh: options.fresh })
      : { key: ownKey, goesOn: false };
  const before = await readCard(world.files, folderOfRun(world, { repository, key, lane }));
  const card = { key, automation: definition.name, file: path, repository, workspace: local.root };
  const isNew = before === undefined;
  return driveHere(world, invocation, {
    ...options,
    card,
    greeting: isNew ? `Run ${key}` : `Run ${key} goes on${goesOn ? "; --fresh begins another" : ""}`,
    definition,
    prepare: ({ journal: { state } }) => {
      if (state.run.status === "cancelled") {
        throw new UserError(
          `run "${key}" was cancelled: holdfast resume ${word(key)} goes on all the same, another --key begins anew`,
        );
      }
      // What a run was started with is recorded; what is given must be the same.
      const isGiven = given !== undefined || !state.run.started;
      return { reopen: "causes", ...(isGiven && { input }) };
    },
  });
}

interface Unnamed {
  readonly definition: OpenedAutomation;
  readonly path: string;
  readonly repository: string;
  readonly input: unknown;
  readonly fresh: boolean;
}

/**
 * A run without a key of its own is called after its automation and numbered. One that has not ended goes on, where it is
 * of the same file and was started with the same input: whoever types the command again after a crash means that.
 */
async function numberedKey(world: World, unnamed: Unnamed): Promise<{ key: string; goesOn: boolean }> {
  const { definition, path, repository, fresh } = unnamed;
  const runs = (await allRuns(world)).filter(({ card }) => card.repository === repository);
  const numbered = runs.flatMap((run) => {
    const number = numberOf(run.card.key, definition.name);
    return number === undefined ? [] : [{ run, number }];
  });
  if (!fresh) {
    for (const { run } of numbered) {
      if (run.card.file === path && (await isOpen(world, run, unnamed))) return { key: run.card.key, goesOn: true };
    }
  }
  const newest = numbered.reduce((most, { number }) => Math.max(most, number), 0);
  return { key: `${definition.name}-${newest + 1}`, goesOn: false };
}

async function isOpen(world: World, run: Parameters<typeof readRun>[1], { input }: Unnamed): Promise<boolean> {
  const { state } = await readRun(world, run);
  const { status, started } = state.run;
  if (status === "completed" || status === "cancelled") return false;
  // What is too large for the journal is compared when the run goes on.
  return !started || started.spilled !== undefined || isSame(started.result, input);
}

function isSame(recorded: unknown, given: unknown): boolean {
  return JSON.stringify(recorded) === JSON.stringify(given);
}

function numberOf(key: string, name: string): number | undefined {
  const digits = key.startsWith(`${name}-`) ? key.slice(name.length + 1) : "";
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : undefined;
}
