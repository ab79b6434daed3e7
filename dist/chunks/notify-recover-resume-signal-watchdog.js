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

export { requestedWait as n, patientFetch as t };