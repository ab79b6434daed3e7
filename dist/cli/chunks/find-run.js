import { n as suggest } from "./suggestion.js";
import { t as UserError } from "./user-error.js";
import { t as localRepository } from "./repository.js";
import { i as allRuns, r as word } from "./recorded-run.js";

// src/cli/runs/find-run.ts
/** Which run a person means. */
/**
* The run whose key this is, or, unless the `whole` key is needed, the only one whose key begins so; `here` is the folder whose
* repository is preferred where several have the key. Throws a {@link UserError} where none or more than one can be meant.
*/
async function findRun(world, key, here, needed = "beginning") {
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
function suggestKey(key, known) {
	const longer = known.filter((each) => each.startsWith(key));
	return suggest(key, longer.length > 0 ? longer : known);
}
async function ofRepository(world, runs, key, here) {
	const { owner, name } = await localRepository(world, here, {});
	const found = runs.find(({ card }) => card.repository.toLowerCase() === `${owner}/${name}`.toLowerCase());
	if (found) return found;
	const places = runs.map(({ card }) => `${card.repository} (cd ${word(card.workspace)})`).join(", ");
	throw new UserError(`several repositories have a run "${key}": ${places}; go to the folder of the one you mean`);
}

export { suggestKey as n, findRun as t };