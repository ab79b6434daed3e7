import { n as takeInbox, t as putInInbox } from "./inbox.js";
import { n as neutraliseLine } from "./neutralise.js";
import { t as UserError } from "./user-error.js";
import { r as answerCommand, t as unansweredIn } from "./run-view.js";
import { n as shorten } from "./operations.js";
import { n as readable, t as answeredBy } from "./path-text.js";
import { t as namedPaths } from "./named-paths.js";
import { t as findRun } from "./find-run.js";
import { n as readRun, r as word } from "./recorded-run.js";

// src/cli/runs/callback-called.ts
/**
* The one of the callbacks that a person names by its step. Throws a `UserError` that begins with `missing` where it is none
* of them.
*/
function callbackCalled(step, callbacks, missing) {
	const known = new Map(callbacks.map((path) => [answeredBy(path), path]));
	const [found = ""] = namedPaths([step], [.../* @__PURE__ */ new Set([...known.keys(), ...callbacks])], missing);
	return known.get(found) ?? found;
}

// src/cli/runs/answer.ts
/** `holdfast approve`, `reject` and `signal`: an answer to what a run waits for. */
/** Throws a {@link UserError} where nothing waits for an answer, or it is not clear what is meant. */
async function answerRun(world, { folder: here }, key, { step, by, kind, answer }) {
	const found = await findRun(world, key, here, kind === "event" ? "beginning" : "whole");
	const { card, state, folder, holder } = await readRun(world, found);
	const callback = chosen(unansweredIn(state.run), step, card.key);
	const { answer: before, expects, approval } = state.run.callbacks.get(callback) ?? {};
	if (before) throw new UserError(`"${readable(callback)}" of run "${card.key}" was answered before`);
	if (expects !== void 0 && kind !== "rejection" && kind !== expects) {
		const command = answerCommand(card.key, readable(callback), expects);
		throw new UserError(`"${readable(callback)}" of run "${card.key}" waits for an ${expects}: ${command}`);
	}
	if (holder === void 0) await requireNoneBefore(world, folder, callback, card.key);
	await putInInbox(world, folder, {
		kind: "answer",
		callback,
		answer,
		by
	});
	const what = `${readable(callback)} of ${card.key} is answered.`;
	const next = holder === void 0 ? `The run goes on with: holdfast resume ${word(card.key)}` : `Process ${holder} takes it from here.`;
	world.output.write(`${what} ${next}\n${askedLine(approval?.question)}`);
}
/** Empty where nobody worded a question. */
function askedLine(question = "") {
	return question.trim() === "" ? "" : `It was asked: ${shorten(question, 300)}\n`;
}
/** Of two answers the run takes the first: who gives the second hears of it, and may be asked anew once the run went on. */
async function requireNoneBefore(world, folder, callback, key) {
	const before = (await takeInbox(world, folder, () => {})).map(({ message }) => message).find((message) => message.kind === "answer" && message.callback === callback);
	if (before === void 0) return;
	const who = before.by === void 0 ? "" : ` by ${neutraliseLine(before.by)}`;
	throw new UserError(`"${readable(callback)}" of run "${key}" was answered${who}, which the run has not taken in yet: holdfast resume ${word(key)}`);
}
function chosen(open, step, key) {
	const [only, other] = open;
	if (only === void 0) throw new UserError(`run "${key}" waits for no answer: holdfast status ${word(key)}`);
	if (step !== void 0) return callbackCalled(step, open, `run "${key}" waits for no answer at`);
	if (other === void 0) return only;
	const steps = open.map(readable);
	throw new UserError(`run "${key}" waits for several answers (${steps.slice(0, 20).join(", ")}): name the step`);
}

export { askedLine as n, callbackCalled as r, answerRun as t };