import { r as word } from "./recorded-run.js";
import { i as eachOperation } from "./operation.js";
import { t as operationsOf } from "./operations.js";

// src/report/commands.ts
/** `again` are steps that run again only where they are named. */
function resumeCommand(key, again = []) {
	const steps = again.length === 0 ? [] : ["--again", ...again.map(word)];
	return [
		"holdfast resume",
		word(key),
		...steps
	].join(" ");
}
function redriveCommand(key) {
	return `holdfast redrive ${word(key)}`;
}
/** The first of the ways to answer what waits. */
function answerCommand(key, step, expects) {
	const command = `holdfast ${expects === "event" ? "signal" : "approve"} ${word(key)} ${word(step)}`;
	return expects === "event" ? `${command} --json VALUE` : command;
}
/** The other commands that answer it, as an aside. */
function otherAnswers(expects) {
	if (expects === "event") return "";
	return expects === "approval" ? "   (or reject)" : "   (or reject, signal)";
}

// src/report/run-view.ts
/** The whole view of a run, from its lane's journal. */
function viewOf(lane, from) {
	const { run } = lane;
	const { failure, causes = [] } = run.ended ?? {};
	const until = run.suspended?.until;
	const status = statusOf(run, from);
	const operations = operationsOf(lane, from);
	const all = [...eachOperation(operations)];
	return {
		status,
		cancelling: run.cancelling !== void 0 && !isOver(run),
		...failure && { failure },
		causes,
		operations,
		steps: all.filter(({ kind }) => kind === "step"),
		waits: isOver(run) ? [] : all.filter(isWaiting),
		deadLetters: [...run.deadLetters.values()],
		...status === "suspended" && until !== void 0 && { nextWake: until }
	};
}
function statusOf(run, { isAtWork }) {
	if (isAtWork && !isOver(run)) return "running";
	return run.status === "running" ? "interrupted" : run.status;
}
function isOver({ status }) {
	return status === "completed" || status === "failed" || status === "cancelled";
}
/** A context waits for what waits in it. */
function isWaiting({ state, children }) {
	return state === "waiting" && !children.some((child) => child.state === "waiting");
}
/** Paths of the callbacks that nobody has answered. */
function unansweredIn(run) {
	return isOver(run) ? [] : [...run.callbacks].flatMap(([path, { answer }]) => answer ? [] : [path]);
}

export { redriveCommand as a, otherAnswers as i, viewOf as n, resumeCommand as o, answerCommand as r, unansweredIn as t };