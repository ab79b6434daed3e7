/** Which run a person means. */
import { suggest } from "../../policy/suggestion.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import { localRepository } from "../repository.ts";
import { allRuns, type FiledRun } from "../../automation/run/card.ts";
import { word } from "../../report/shell-word.ts";

/**
 * The run whose key this is, or, unless the `whole` key is needed, the only one whose key begins so; `here` is the folder whose
 * repository is preferred where several have the key. Throws a {@link UserError} where none or more than one can be meant.
 */
export async function findRun(
  world: World,
  key: string,
  here: string,
  needed: "whole" | "beginning" = "beginning",
): Promise<FiledRun> {
  const runs = await allRuns(world);
  const exact = runs.filter(({ card }) => card.key === key);
  if (exact.length > 1) return ofRepository(world, exact, key, here);
  const beginning = needed === "whole" ? [] : runs.filter(({ card }) => card.key.startsWith(key));
  const [found, other] = exact.length === 1 ? exact : beginning;
  if (found && !other) return found;
  if (found) {
    const keys = beginning.map(({ card }) => card.key);
    throw new UserError(`several runs begin with "${key}": ${keys.slice(0, 10).join(", ")}; write more of the key`);
  }
  if (runs.length === 0) throw new UserError(`there is no run "${key}", nor any other: holdfast run FILE starts one`);
  const keys = runs.map(({ card }) => card.key);
  throw new UserError(`there is no run "${key}"${suggestKey(key, keys)}`);
}

/** What to say of a key that no run has: those that begin so, or else what is like it. */
export function suggestKey(key: string, known: readonly string[]): string {
  const longer = known.filter((each) => each.startsWith(key));
  return suggest(key, longer.length > 0 ? longer : known);
}

async function ofRepository(world: World, runs: readonly FiledRun[], key: string, here: string): Promise<FiledRun> {
  const { owner, name } = await localRepository(world, here, {});
  const found = runs.find(({ card }) => card.repository.toLowerCase() === `${owner}/${name}`.toLowerCase());
  if (found) return found;
  const places = runs.map(({ card }) => `${card.repository} (cd ${word(card.workspace)})`).join(", ");
  throw new UserError(`several repositories have a run "${key}": ${places}; go to the folder of the one you mean`);
}
