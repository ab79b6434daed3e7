import { t as putInInbox } from "./inbox.js";
import { t as UserError } from "./user-error.js";
import { r as answerCommand, t as unansweredIn } from "./run-view.js";
import { n as readable, t as answeredBy } from "./path-text.js";
import { t as findRun } from "./find-run.js";
import { t as namedPaths } from "./named-paths.js";
import { n as readRun, r as word } from "./recorded-run.js";

// src/cli/runs/answer.ts
/** `holdfast approve`, `reject` and `signal`: an answer to what a run waits for. */
/** Throws a {@link UserError} where nothing waits for an answer, or it is not clear what is meant. */
async function answerRun(world, { folder: here }, key, { step, by, kind, answer }) {
	const { card, state, folder, holder } = await readRun(world, await findRun(world, key, here));
	const callback = chosen(unansweredIn(state.run), step, card.key);
	const { answer: before, expects } = state.run.callbacks.get(callback) ?? {};
	if (before) throw new UserError(`"${readable(callback)}" of run "${card.key}" was answered before`);
	if (expects !== void 0 && kind !== "rejection" && kind !== expects) {
		const command = answerCommand(card.key, readable(callback), expects);
		throw new UserError(`"${readable(callback)}" of run "${card.key}" waits for an ${expects}: ${command}`);
	}
	await putInInbox(world, folder, {
		kind: "answer",
		callback,
		answer,
		by
	});
	const what = `${readable(callback)} of ${card.key} is answered.`;
	const next = holder === void 0 ? `The run goes on with: holdfast resume ${word(card.key)}` : `Process ${holder} takes it from here.`;
	world.output.write(`${what} ${next}\n`);
}
function chosen(open, step, key) {
	const [only, other] = open;
	if (only === void 0) throw new UserError(`run "${key}" waits for no answer: holdfast status ${word(key)}`);
	if (step !== void 0) {
		const known = new Map(open.map((path) => [answeredBy(path), path]));
		const [found = ""] = namedPaths([step], [.../* @__PURE__ */ new Set([...known.keys(), ...open])], `run "${key}" waits for no answer at`);
		return known.get(found) ?? found;
	}
	if (other === void 0) return only;
	const steps = open.map(readable);
	throw new UserError(`run "${key}" waits for several answers (${steps.slice(0, 20).join(", ")}): name the step`);
}

export { answerRun };