import { fn as neutraliseLine } from "./action.js";

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

export { isDenial as n, statusOf as r, failureOf as t };