import { Kn as literal, Qn as optional, Rn as name, Xn as number, hr as UserError, ir as string, lr as _maxLength, rr as strictObject, sr as unknown } from "./action.js";
import { n as sealMessage } from "./resume-run-signal.js";
const { hash } = process.getBuiltinModule("node:crypto");

// src/waiting/waiting-run.ts
/** A run that waits, as its name in the index tells it. */
/** What a run may wait for. A name tells it by the first letters, in this order. */
const waits = [
	"time",
	"approval",
	"event",
	"dead-letters"
];
/** Milliseconds by which the clocks of runners and of GitHub may differ, and an answer come while a run is put in. */
const allowance = 12e4;
/** Whether a run may not know an answer of this time, in milliseconds since the epoch: it looked for answers when it was put in. */
function isNewTo({ since }, at) {
	return at >= since - allowance;
}
/** What stands for a run key where anyone may read. */
function keyDigest(key) {
	return hash("sha256", key, "hex").slice(0, 16);
}
/**
* The name of a wait: unlike any other, and never given twice. What has it is made and deleted and never changed, so that
* to delete it is safe. Lower case, digits and dots: it may be part of a ref and of a cache key. Times are rounded up to
* whole seconds. Throws on what no name can tell.
*/
function waitingName({ lane, key, since, until, waitsFor, runId, attempt, jobId }) {
	const told = waits.map((one) => waitsFor.has(one) ? one.charAt(0) : "").join("");
	const name = [
		lane,
		key,
		secondsOf(since),
		secondsOf(until ?? 0),
		told,
		runId,
		attempt,
		jobId ?? 0
	].join(".");
	if (pattern.test(name)) return name;
	throw new Error(`no wait can be called ${name}`);
}
/** Undefined where a name is not one that {@link waitingName} gives. */
function readWaitingName(name) {
	const [, lane, key, since, until, told, runId, attempt, jobId] = pattern.exec(name) ?? [];
	if (lane === void 0 || key === void 0) return void 0;
	const run = {
		lane,
		key,
		since: Number(since) * 1e3,
		until: until === "0" ? void 0 : Number(until) * 1e3,
		waitsFor: new Set(waits.filter((one) => told?.includes(one.charAt(0)))),
		runId: Number(runId),
		attempt: Number(attempt),
		jobId: jobId === "0" ? void 0 : Number(jobId)
	};
	return [
		run.runId,
		run.attempt,
		run.jobId ?? 0
	].every(Number.isSafeInteger) ? run : void 0;
}
const pattern = /^([0-9a-f]{32})\.([0-9a-f]{16})\.([1-9]\d{0,10})\.(0|[1-9]\d{0,10})\.(?!\.)(t?a?e?d?)\.([1-9]\d{0,15})\.([1-9]\d{0,4})\.(0|[1-9]\d{0,15})$/;
function secondsOf(ms) {
	return Math.ceil(ms / 1e3);
}

// src/signal/signal.ts
/** What a run on GitHub is sent from outside: the value of an event it waits for, kept as an artifact until it is taken. */
const signalSchema = strictObject({
	v: literal(1),
	key: name,
	event: name,
	value: optional(unknown()),
	/** Milliseconds since the epoch. */
	at: number(),
	/** Who sent it: shown to people. */
	by: optional(string().check(_maxLength(1e3)))
});
/** Characters of a path that fits any step that waits. */
const longestPath = 65536;
/** Throws a {@link UserError} on what no run takes into its inbox, whichever of its steps it is for. */
function requireTaken({ at, by, value = null }) {
	const callback = "x".repeat(longestPath);
	try {
		sealMessage({
			v: 1,
			at,
			...by !== void 0 && { by },
			kind: "answer",
			callback,
			answer: {
				ok: true,
				value
			}
		});
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		throw new UserError(`no run takes the signal: ${error.message}; send a reference instead`, { cause: error });
	}
}
/** The file in its artifact. */
const signalFile = "signal.json";
/** Bytes of a signal: as much as a run takes in one message. */
const largestSignal = 1048576;
/** How the names of the signals for a run begin whose key has this {@link keyDigest}. */
function signalsOf(digest) {
	return `holdfast-signal-${digest}-`;
}
/** What the artifact is called: by its exact name it is found in whichever run has it. */
function signalArtifact({ key, event }) {
	return signalsOf(keyDigest(key)) + eventDigest(event);
}
/** What stands for an event's name where anyone may read: 16 hex digits. */
function eventDigest(event) {
	return hash("sha256", event, "hex").slice(0, 16);
}

export { signalFile as a, isNewTo as c, waitingName as d, signalArtifact as i, keyDigest as l, largestSignal as n, signalSchema as o, requireTaken as r, signalsOf as s, eventDigest as t, readWaitingName as u };