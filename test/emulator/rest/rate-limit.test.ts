import { Hono } from "hono";
import { expect, test } from "vitest";
import type { RestEnv } from "../../../src/emulator/rest/context.ts";
import { rateLimits } from "../../../src/emulator/rest/rate-limit.ts";
import { clockForTest, HOUR_MS } from "../clock.ts";
import { githubForTest } from "./github.ts";

test("each answer counts the hour's requests down, until the hour is over", async () => {
  const { octokit, place, clock } = await githubForTest();
  const remaining = async () => {
    const { headers } = await octokit.rest.repos.get(place);
    return Number(headers["x-ratelimit-remaining"]);
  };
  const start = await remaining();
  expect(await remaining()).toBe(start - 1);
  expect((await octokit.rest.rateLimit.get()).data.rate.remaining).toBe(start - 1);
  clock.advance(HOUR_MS);
  expect(await remaining()).toBe(start);
});

test("who used the hour's requests up is refused, until it is over, and nobody else is", async () => {
  const clock = clockForTest();
  const app = new Hono<RestEnv>();
  app.use(rateLimits(clock, 2).count).get("/user", (c) => c.json({}));
  const ask = async (authorization: string) => {
    const response = await app.request("/user", { headers: { authorization } });
    return [response.status, response.headers.get("x-ratelimit-remaining")];
  };
  expect([await ask("one"), await ask("one"), await ask("one")]).toEqual([
    [200, "1"],
    [200, "0"],
    [403, "0"],
  ]);
  expect(await ask("two")).toEqual([200, "1"]);
  clock.advance(HOUR_MS);
  expect(await ask("one")).toEqual([200, "1"]);
});
