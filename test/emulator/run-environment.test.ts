import { expect, test } from "vitest";
import { emulatorForTest } from "./clients.ts";

test("a job's environment is all the official clients ask for", async () => {
  const emulator = await emulatorForTest({ repository: "octo/repo" });
  const { ACTIONS_RUNTIME_TOKEN: token, ...rest } = emulator.environment({ runId: 42, attempt: 2, job: "build" });
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(rest).toEqual({
    ACTIONS_CACHE_SERVICE_V2: "1",
    ACTIONS_CACHE_URL: `${emulator.url}/`,
    ACTIONS_RESULTS_URL: `${emulator.url}/`,
    GITHUB_API_URL: emulator.url,
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: "octo/repo",
    GITHUB_RETENTION_DAYS: "90",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_RUN_ID: "42",
    GITHUB_TOKEN: "ghs_emulator",
    NO_PROXY: "127.0.0.1,localhost",
    no_proxy: "127.0.0.1,localhost",
  });
});

test("the first version of the cache is asked for by leaving the second out", async () => {
  const emulator = await emulatorForTest();
  const environment = emulator.environment({ runId: 1, job: "build", cacheService: "v1" });
  expect(environment).not.toHaveProperty("ACTIONS_CACHE_SERVICE_V2");
});

test("the mode of the cache is announced where it is given", async () => {
  const emulator = await emulatorForTest();
  const environment = emulator.environment({ runId: 1, job: "build", cacheMode: "read" });
  expect(environment).toHaveProperty("ACTIONS_CACHE_MODE", "read");
});

test("an emulator listens on this machine alone unless told otherwise", async () => {
  const emulator = await emulatorForTest();
  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test("a repository without an owner is refused", async () => {
  await expect(emulatorForTest({ repository: "repo" })).rejects.toThrow('repository "repo" is not owner/name');
});

test("a port that is taken is an error", async () => {
  const { port } = new URL((await emulatorForTest()).url);
  await expect(emulatorForTest({ port: Number(port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
