import { fn as neutraliseLine } from "./action.js";

// src/github/rate-limit.ts
/**
* Milliseconds a refused request asks us to wait before it is made again, or undefined where it asks nothing.
* After https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit:
* `retry-after`, else `x-ratelimit-reset` when nothing remains.
*/
function requestedWait(status, headers, now) {
	if (status !== 403 && status !== 429 && status !== 503) return void 0;
	const retryAfter = headers.get("retry-after");
	if (retryAfter !== null) return /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1e3 : waitUntil(retryAfter, now);
	if (headers.get("x-ratelimit-remaining") !== "0") return void 0;
	const reset = Number(headers.get("x-ratelimit-reset"));
	return reset > 0 ? Math.max(0, reset * 1e3 - now) + 1e3 : void 0;
}
function waitUntil(date, now) {
	const at = Date.parse(date);
	return Number.isNaN(at) ? void 0 : Math.max(0, at - now);
}
/**
* A `fetch` that ends: an answer must come in time, and a rate limit is waited for as long as the service asks and
* `patience` allows. Whatever the method: a refused request had no effect.
*/
function patientFetch(fetch, clock, patience) {
	return async (input, init) => {
		for (let attempt = 1;; attempt++) {
			const response = await answerInTime(fetch, clock, patience, input, init);
			const wait = requestedWait(response.status, response.headers, clock.now());
			if (wait === void 0 || wait > patience.longestWait || attempt >= patience.attempts) return response;
			await response.body?.cancel();
			await clock.sleep(wait, anyOf(patience.signal, init?.signal));
		}
	};
}
async function answerInTime(fetch, clock, { answerWithin, signal }, input, init = {}) {
	const late = new AbortController();
	const cancel = clock.after(answerWithin, () => late.abort(/* @__PURE__ */ new Error(`no answer within ${answerWithin} ms`)));
	try {
		return await fetch(input, {
			...init,
			signal: anyOf(late.signal, signal, init.signal)
		});
	} catch (error) {
		if (signal?.aborted) throw new DOMException("The request was stopped", {
			name: "AbortError",
			cause: error
		});
		throw error;
	} finally {
		cancel();
	}
}
function anyOf(...signals) {
	return AbortSignal.any(signals.filter((signal) => signal !== void 0 && signal !== null));
}

// src/github/failure.ts
/** The HTTP status an Octokit error carries, if it is one. */
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : void 0;
}
/** Whether the token may not do what it was used for. GitHub answers 403 to one that asks too often, too. */
function isDenial(error) {
	return !(error instanceof Error && /rate limit/i.test(error.message)) && [
		401,
		403,
		404
	].includes(statusOf(error) ?? 0);
}
/** One inert line on why `wanted` could not be had from the REST API, with the permission to grant where that is it. */
function failureOf(error, wanted, permission = "actions: read") {
	const message = neutraliseLine(error instanceof Error ? error.message : String(error));
	const status = statusOf(error);
	if (status === 401) return `${wanted}: the token was refused (401 ${message})`;
	if (status === 403) return `${wanted}: ${message} (403). If the job restricts its permissions, grant \`${permission}\``;
	if (status === 404) return `${wanted}: not found (404), or the token lacks \`${permission}\``;
	return `${wanted}: ${message}`;
}

export { requestedWait as a, patientFetch as i, isDenial as n, statusOf as r, failureOf as t };