import { n as reasonIn, t as callClient } from "./recover-resume-signal.js";

// src/github/cache-outcome.ts
/** What the client gives where the job has no cache service at all. */
const NO_SERVICE = Symbol("no cache service");
const NO_SERVICE_REASON = "this job has no cache service";
/** What a call of `saveCache` came to: it returns -1, or an id, whatever went wrong, and prints the rest. */
function saveOutcome(answer) {
	const { words } = answer;
	if (answer.kind === "returned" && answer.value === NO_SERVICE) return {
		kind: "denied",
		reason: NO_SERVICE_REASON
	};
	const reason = reasonIn(words, answer.kind === "threw" ? answer.error : void 0);
	if (words.some(({ text }) => DENIED.test(text)) || DENIED.test(reason)) return {
		kind: "denied",
		reason
	};
	const complained = words.some(({ text }) => text.startsWith("Failed to save: "));
	if (answer.kind === "returned" && Number(answer.value) >= 0 && !complained) return { kind: "saved" };
	return {
		kind: "unknown",
		reason
	};
}
/** Policy, a refused token, or a full quota: not what another attempt would change. */
const DENIED = /cache-mode '.*' does not permit|cache write denied:|Failed request: \(40[13]\)|responded with 40[13]\b|quota has been hit|ACTIONS_RUNTIME_TOKEN/;
/** What a call of `restoreCache` came to: undefined means none only where nothing was complained about. */
function restoreOutcome(answer, prefix) {
	const { words } = answer;
	if (answer.kind === "threw") return {
		kind: "unavailable",
		reason: reasonIn(words, answer.error)
	};
	const key = answer.value;
	if (key === NO_SERVICE) return {
		kind: "unavailable",
		reason: NO_SERVICE_REASON
	};
	if (key === void 0) return words.some(({ level, text }) => level === "warning" || level === "error" || SKIPPED.test(text)) ? {
		kind: "unavailable",
		reason: reasonIn(words)
	} : { kind: "none" };
	if (key.startsWith(prefix)) return {
		kind: "found",
		key
	};
	return {
		kind: "unavailable",
		reason: `the service answered with ${JSON.stringify(key)}, which was not asked for`
	};
}
const SKIPPED = /^Cache restore skipped: /;

// src/github/cache.ts
/**
* The literal paths go into an entry's version and are resolved against the folder the client runs in. A dot is the
* same on every machine, so an entry saved in one folder is found from any other.
*/
const PATHS = ["."];
/** Gives Windows the same version as the rest: a re-run may land on another system, and reads what it can. */
const CROSS_OS = true;
/** The cache of GitHub Actions (v2), of act and of GitHub Enterprise Server (v1) through `@actions/cache`. */
function cacheService(world) {
	return {
		async restore(prefix, into) {
			requireKey(prefix);
			const answer = await callClient(world, into, async () => {
				const cache = await import("./actions-cache.js");
				if (!cache.isFeatureAvailable()) return NO_SERVICE;
				return cache.restoreCache(PATHS, prefix, [prefix], void 0, CROSS_OS);
			});
			return restoreOutcome(answer, prefix);
		},
		async save(key, from) {
			requireKey(key);
			const answer = await callClient(world, from, async () => {
				const cache = await import("./actions-cache.js");
				if (!cache.isFeatureAvailable()) return NO_SERVICE;
				return cache.saveCache(PATHS, key, void 0, CROSS_OS);
			});
			return saveOutcome(answer);
		}
	};
}
/** Ours are in lower case because act makes them so: a key that came back changed would not be known again. */
function requireKey(key) {
	if (key.length > 0 && key.length <= 512 && !key.includes(",") && key === key.toLowerCase()) return;
	throw new Error(`cache key ${JSON.stringify(key)}: 1 to 512 characters in lower case without commas are allowed`);
}

export { cacheService as t };