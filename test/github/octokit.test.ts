import { expect, test, vi } from "vitest";
import { readContext } from "../../src/github/context.ts";
import { createOctokit, type OctokitSettings } from "../../src/github/octokit.ts";
import { systemClock } from "../../src/world/clock.ts";
import { hasteTimers } from "./haste.ts";
import { emulatorForTest, worldOf } from "./scene.ts";

const REPOSITORY = { owner: "octocat", repo: "hello-world" };
const GET = "GET /repos/octocat/hello-world";
const CREATE = "POST /repos/octocat/hello-world/issues";
const UNAVAILABLE = { kind: "status", status: 503, body: { message: "unavailable" } } as const;

async function scene(settings: Partial<OctokitSettings> = {}) {
  hasteTimers();
  const emulator = await emulatorForTest();
  const world = await worldOf(emulator);
  const slept: number[] = [];
  const clock = {
    ...systemClock,
    async sleep(ms: number) {
      slept.push(ms);
    },
  };
  const headers: Headers[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    headers.push(new Headers(init?.headers));
    return world.http.fetch(input, init);
  };
  const octokit = await createOctokit({ http: { ...world.http, fetch }, clock }, readContext(world.environment), {
    token: "ghs_t0ken",
    ...settings,
  });
  return { emulator, octokit, slept, headers };
}

test("requests go to the server of the context, with the token and our name", async () => {
  const { octokit, headers } = await scene();
  const { data } = await octokit.rest.repos.get(REPOSITORY);
  expect(data.full_name).toBe("octocat/hello-world");
  expect(headers[0]?.get("authorization")).toBe("token ghs_t0ken");
  expect(headers[0]?.get("user-agent")).toMatch(/^holdfast /);
});

test("a read is tried again on a server error and on a lost connection", async () => {
  const { emulator, octokit } = await scene();
  emulator.faults.order({ operation: GET, action: UNAVAILABLE });
  emulator.faults.order({ operation: GET, action: { kind: "reset" } });
  await octokit.rest.repos.get(REPOSITORY);
  expect(emulator.requests.count(GET)).toBe(3);
});

test("a read is given up after three tries", async () => {
  const { emulator, octokit } = await scene();
  emulator.faults.order({ operation: GET, times: "always", action: UNAVAILABLE });
  await expect(octokit.rest.repos.get(REPOSITORY)).rejects.toMatchObject({ status: 503 });
  expect(emulator.requests.count(GET)).toBe(3);
});

test.each([{ kind: "drop-after-commit", status: 500 } as const, { kind: "drop-after-commit" } as const])(
  "a write whose answer is lost is made once: %j",
  async (action) => {
    const { emulator, octokit } = await scene();
    emulator.faults.order({ operation: CREATE, times: "always", action });
    await expect(octokit.rest.issues.create({ ...REPOSITORY, title: "x" })).rejects.toMatchObject({ status: 500 });
    expect(emulator.requests.count(CREATE)).toBe(1);
  },
);

test("a rate limit is waited for as long as the service asks, for writes too", async () => {
  const { emulator, octokit, slept } = await scene();
  emulator.faults.order({ operation: CREATE, action: { kind: "secondary-rate-limit", retryAfterSeconds: 20 } });
  const { data } = await octokit.rest.issues.create({ ...REPOSITORY, title: "x" });
  expect(data.number).toBe(1);
  expect(slept).toEqual([20_000]);
});

test("a rate limit beyond the bound fails at once, and is not tried again", async () => {
  const { emulator, octokit, slept } = await scene({ longestWait: 10_000 });
  emulator.faults.order({
    operation: GET,
    times: "always",
    action: { kind: "primary-rate-limit", resetSeconds: 1800 },
  });
  await expect(octokit.rest.repos.get(REPOSITORY)).rejects.toMatchObject({ status: 403 });
  emulator.faults.clear();
  emulator.faults.order({ operation: GET, action: { kind: "status", status: 429, headers: { "retry-after": "11" } } });
  await expect(octokit.rest.repos.get(REPOSITORY)).rejects.toMatchObject({ status: 429 });
  expect(slept).toEqual([]);
  expect(emulator.requests.count(GET)).toBe(2);
});

test("a request that gets no answer ends in time, and when it is told to", async () => {
  const late = await scene({ answerWithin: 50 });
  late.emulator.faults.order({ operation: GET, times: "always", action: { kind: "hang" } });
  await expect(late.octokit.rest.repos.get(REPOSITORY)).rejects.toThrow("no answer within 50 ms");

  const stop = new AbortController();
  const stopped = await scene({ signal: stop.signal });
  stopped.emulator.faults.order({ operation: GET, times: "always", action: { kind: "hang" } });
  const answer = stopped.octokit.rest.repos.get(REPOSITORY);
  await vi.waitUntil(() => stopped.emulator.requests.count(GET) === 1, 10_000);
  stop.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  expect(stopped.emulator.requests.count(GET)).toBe(1);
});

test("a failure does not hold the token", async () => {
  const { octokit } = await scene();
  const error: unknown = await octokit.rest.repos
    .get({ owner: "no", repo: "where" })
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 404 });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("ghs_t0ken");
});
