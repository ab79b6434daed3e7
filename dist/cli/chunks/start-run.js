import { t as UserError } from "./user-error.js";
import { t as localRepository } from "./repository.js";
import { t as loadDefinition } from "./load.js";
import { t as driveHere } from "./drive.js";
import { t as givenInputs } from "./given-inputs.js";
import { c as folderOfRun, i as allRuns, n as readRun, o as readCard, r as word, u as lane } from "./recorded-run.js";
const { resolve } = process.getBuiltinModule("node:path");

// src/cli/runs/start-run.ts
/** `holdfast run`: starts a run of a definition, or goes on with one. */
/** Throws a {@link UserError} where nothing can be run as it is asked for. */
async function startRun(world, invocation, file, options) {
	const { folder: here } = invocation;
	const path = resolve(here, file);
	const given = await givenInputs(world, options, here);
	const local = await localRepository(world, here, {});
	const definition = await loadDefinition(world, path, local);
	const repository = `${local.owner}/${local.name}`;
	const input = definition.inputOf(given);
	const ownKey = options.key ?? definition.keyOf(input);
	if (ownKey !== void 0 && options.fresh) throw new UserError(`--fresh is for runs without a key of their own, and this one is "${ownKey}": give another key`);
	const { key, goesOn } = ownKey === void 0 ? await numberedKey(world, {
		definition,
		path,
		repository,
		input,
		fresh: options.fresh
	}) : {
		key: ownKey,
		goesOn: false
	};
	const before = await readCard(world.files, folderOfRun(world, {
		repository,
		key,
		lane
	}));
	const card = {
		key,
		automation: definition.name,
		file: path,
		repository,
		workspace: local.root
	};
	const isNew = before === void 0;
	return driveHere(world, invocation, {
		...options,
		card,
		greeting: isNew ? `Run ${key}` : `Run ${key} goes on${goesOn ? "; --fresh begins another" : ""}`,
		definition,
		prepare: ({ journal: { state } }) => {
			if (state.run.status === "cancelled") throw new UserError(`run "${key}" was cancelled: holdfast resume ${word(key)} goes on all the same, another --key begins anew`);
			return {
				reopen: "causes",
				...(given !== void 0 || !state.run.started) && { input }
			};
		}
	});
}
/**
* A run without a key of its own is called after its automation and numbered. One that has not ended goes on, where it is
* of the same file and was started with the same input: whoever types the command again after a crash means that.
*/
async function numberedKey(world, unnamed) {
	const { definition, path, repository, fresh } = unnamed;
	const numbered = (await allRuns(world)).filter(({ card }) => card.repository === repository).flatMap((run) => {
		const number = numberOf(run.card.key, definition.name);
		return number === void 0 ? [] : [{
			run,
			number
		}];
	});
	if (!fresh) {
		for (const { run } of numbered) if (run.card.file === path && await isOpen(world, run, unnamed)) return {
			key: run.card.key,
			goesOn: true
		};
	}
	const newest = numbered.reduce((most, { number }) => Math.max(most, number), 0);
	return {
		key: `${definition.name}-${newest + 1}`,
		goesOn: false
	};
}
async function isOpen(world, run, { input }) {
	const { state } = await readRun(world, run);
	const { status, started } = state.run;
	if (status === "completed" || status === "cancelled") return false;
	return !started || started.spilled !== void 0 || isSame(started.result, input);
}
function isSame(recorded, given) {
	return JSON.stringify(recorded) === JSON.stringify(given);
}
function numberOf(key, name) {
	const digits = key.startsWith(`${name}-`) ? key.slice(name.length + 1) : "";
	return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : void 0;
}

export { startRun };