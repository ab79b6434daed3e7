import { n as isDenial, r as statusOf, t as failureOf } from "./notify-recover-resume-signal-watchdog.js";

// src/github/write-once.ts
/** A write to GitHub whose answer was lost, and that could not be found again. */
var LostAnswer = class extends Error {
	name = "LostAnswer";
};
const mostAttempts = 3;
const pause = 2e3;
/**
* Writes once: before each attempt it is looked whether an earlier one, by whomever, was made. Throws a
* {@link LostAnswer} where that stays unknown, and what `write` throws where it was refused.
*/
async function writeOnce(clock, write, find, signal) {
	let lost;
	try {
		for (let attempt = 1;; attempt++) {
			const found = await find();
			if (found !== void 0) return found;
			if (attempt > mostAttempts) break;
			try {
				return await write();
			} catch (error) {
				if (!isLost(error)) throw error;
				lost = error;
			}
			await clock.sleep(pause * attempt, signal);
		}
	} catch (error) {
		if (lost === void 0) throw error;
	}
	throw new LostAnswer(lost instanceof Error ? lost.message : String(lost));
}
/** The server failed, or the connection did: Octokit has 500 for it. */
function isLost(error) {
	return (statusOf(error) ?? 500) >= 500;
}

// src/github/not-reached.ts
/** What a call to GitHub gives where GitHub refuses it, or does not answer. */
/** What `act` gives, or why `wanted` could not be had, with the `permission` it needs. Throws what is no answer of GitHub's. */
async function unlessRefused(wanted, permission, act) {
	try {
		return await act();
	} catch (error) {
		if (error instanceof LostAnswer) return {
			kind: "unavailable",
			reason: failureOf(error, `${wanted}: the answer was lost`)
		};
		const status = statusOf(error);
		if (status === void 0) throw error;
		return {
			kind: isDenial(error) || status === 410 ? "denied" : "unavailable",
			reason: failureOf(error, wanted, permission)
		};
	}
}

export { LostAnswer as n, writeOnce as r, unlessRefused as t };