import { t as patientFetch } from "./notify-recover-resume-signal-watchdog.js";

// src/github/octokit.ts
/**
* The one way to GitHub's REST API. Reads are retried on server errors and lost connections; writes are not, for nobody
* knows whether they happened; rate limits are waited for within bounds (a minute a wait by default).
*/
async function createOctokit(world, context, settings) {
	const [rest, retry, throttling] = await Promise.all([
		import("./octokit-rest.js"),
		import("./octokit-plugin-retry.js"),
		import("./octokit-plugin-throttling.js")
	]);
	const { token, ...patience } = settings;
	const fetch = patientFetch(world.http.fetch, world.clock, {
		longestWait: 6e4,
		attempts: 3,
		answerWithin: 3e4,
		...patience
	});
	const octokit = new (rest.Octokit.plugin(retry.retry, throttling.throttling))({
		auth: token,
		baseUrl: context.apiUrl,
		userAgent: "holdfast",
		request: { fetch },
		log: {
			debug: ignore,
			info: ignore,
			warn: ignore,
			error: ignore
		},
		retry: {
			retries: 2,
			doNotRetry: [
				400,
				401,
				403,
				404,
				409,
				410,
				422,
				429,
				451
			]
		},
		throttle: {
			onRateLimit: () => false,
			onSecondaryRateLimit: () => false
		}
	});
	octokit.hook.before("request", (options) => {
		if (options.method !== "GET" && options.method !== "HEAD") options.request.retries = 0;
	});
	return octokit;
}
function ignore() {}

export { createOctokit as t };