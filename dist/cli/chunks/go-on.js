import { t as namedPaths } from "./named-paths.js";
import { g as isInterrupted } from "./path.js";
import { t as putInInbox } from "./inbox.js";
import { t as UserError } from "./user-error.js";
import { t as localRepository } from "./repository.js";
import { t as userOf } from "./user.js";
import { t as loadDefinition } from "./load.js";
import { t as driveHere } from "./drive.js";
import { t as findRun } from "./find-run.js";
import { n as readRun, r as word } from "./recorded-run.js";
const { resolve } = process.getBuiltinModule("node:path");

// src/automation/reopened.ts
/**
* Has these paths run anew, and with them what the run failed or paused at. A step that nobody knows the effect of is
* among them only where it is asked for.
*/
async function reopened(lane, asked) {
	const { run, steps } = lane.journal.state;
	const known = (run.ended?.causes ?? []).filter((path) => !isInterrupted(steps.get(path)));
	return reopenedAlone(lane, [.../* @__PURE__ */ new Set([...known, ...asked])]);
}
/** Has these paths run anew and nothing else. */
async function reopenedAlone({ journal }, paths) {
	if (journal.state.run.ended) return { reopen: paths };
	await journal.append({
		type: "run-resumed",
		reopened: [...paths]
	});
	return {};
}

// src/cli/runs/go-on.ts
/** `holdfast resume`, `redrive` and `cancel`: a run that was started goes on, with the definition it was started with. */
/** `again` names steps that are run again although nobody knows whether their effect happened. Throws a {@link UserError}. */
async function resumeRun(world, invocation, key, { again, ...options }) {
	const run = await readRun(world, await findRun(world, key, invocation.folder));
	const unknown = [...run.state.steps].flatMap(([path, { status }]) => status === "started" || status === "failed" ? [path] : []);
	const chosen = namedPaths(again, unknown, "there is no step to run again called");
	return goOn(world, invocation, run, options, (lane) => chosen.length === 0 ? { reopen: "causes" } : reopened(lane, chosen));
}
/** Tries dead letters anew, all unless items are named. Throws a {@link UserError} where there are none such. */
async function redriveRun(world, invocation, key, { items, ...options }) {
	const run = await readRun(world, await findRun(world, key, invocation.folder));
	const letters = [...run.state.run.deadLetters.values()];
	if (letters.length === 0) throw new UserError(`run "${run.card.key}" has no dead letters: there is nothing to redrive`);
	const byKey = new Map(letters.map((letter) => [letter.key, letter.path]));
	const paths = namedPaths(items.map((item) => byKey.get(item) ?? item), letters.map(({ path }) => path), "there is no dead letter");
	const reopen = paths.length > 0 ? paths : letters.map(({ path }) => path);
	return goOn(world, invocation, run, options, (lane) => reopenedAlone(lane, reopen));
}
/** Throws a {@link UserError} where the run has ended. Undefined where another process is at work on it, and was told. */
async function cancelRun(world, invocation, key, { compensate, ...options }) {
	const run = await readRun(world, await findRun(world, key, invocation.folder));
	const { status } = run.state.run;
	if (status === "completed" || status === "failed" || status === "cancelled") throw new UserError(`run "${run.card.key}" is ${status}: there is nothing to cancel`);
	await putInInbox(world, run.folder, {
		kind: "cancel",
		compensate,
		by: userOf(world)
	});
	if (run.holder !== void 0) return void 0;
	return goOn(world, invocation, run, options, () => ({}));
}
async function goOn(world, invocation, { card: before, state }, options, prepare) {
	const file = options.definition === void 0 ? before.file : resolve(invocation.folder, options.definition);
	if (!await world.files.status(file)) throw new UserError(`${file}, the definition of run "${before.key}", is not there any more: bring it back, or name where it is now (holdfast resume ${word(before.key)} --definition FILE)`);
	const definition = await loadDefinition(world, file, await localRepository(world, before.workspace, {}));
	const card = {
		...before,
		file
	};
	return driveHere(world, invocation, {
		...options,
		card,
		greeting: `Run ${card.key} goes on`,
		definition,
		prepare: async (lane) => ({
			...await prepare(lane),
			...!state.run.started && { input: definition.inputOf(void 0) }
		})
	});
}

export { cancelRun, redriveRun, resumeRun };