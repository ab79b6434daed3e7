/** GitHub's two refusals of too many requests. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */

/** Requests of `GITHUB_TOKEN` an hour and repository. */
const HOURLY_LIMIT = 1000;

const DOCUMENTATION = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";

/** The hour's requests are used up; `now` in milliseconds, `resetSeconds` from now. */
export function primaryRateLimit(now: number, resetSeconds: number): Response {
  return refusal("API rate limit exceeded for installation.", {
    "x-ratelimit-limit": String(HOURLY_LIMIT),
    "x-ratelimit-remaining": "0",
    "x-ratelimit-used": String(HOURLY_LIMIT),
    "x-ratelimit-reset": String(Math.ceil(now / 1000) + resetSeconds),
    "x-ratelimit-resource": "core",
  });
}

/** Requests come too fast, whatever is left of the hour's. */
export function secondaryRateLimit(retryAfterSeconds: number): Response {
  return refusal("You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", {
    "retry-after": String(retryAfterSeconds),
  });
}

/** With `msg` beside `message`, so that the clients of Twirp services can read it too. */
function refusal(text: string, headers: Record<string, string>): Response {
  const body = { message: text, msg: text, documentation_url: DOCUMENTATION };
  return Response.json(body, { status: 403, headers });
}
