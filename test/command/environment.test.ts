import { expect, test } from "vitest";
import { childEnvironment } from "../../src/command/environment.ts";

test.each([
  "ACTIONS_RUNTIME_TOKEN",
  "ACTIONS_RUNTIME_URL",
  "ACTIONS_RESULTS_URL",
  "ACTIONS_CACHE_URL",
  "ACTIONS_CACHE_SERVICE_V2",
  "ACTIONS_CACHE_MODE",
  "ACTIONS_SOMETHING_OF_TOMORROW",
  "INPUT_TOKEN",
  "INPUT_MAX-ATTEMPTS",
  "STATE_lane",
  "GITHUB_OUTPUT",
  "GITHUB_ENV",
  "GITHUB_PATH",
  "GITHUB_STATE",
  "GITHUB_STEP_SUMMARY",
  "GITHUB_ACTION_REPOSITORY",
  "GITHUB_ACTION_REF",
])("a command never sees %s", (name) => {
  expect(childEnvironment({ [name]: "secret", PATH: "/bin" })).toEqual({ PATH: "/bin" });
});

test.each([
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "ACTIONS_ORCHESTRATION_ID",
  "ACTIONS_RUNNER_DEBUG",
  "ACTIONS_STEP_DEBUG",
  "ACTIONS_ALLOW_UNSECURE_COMMANDS",
  "GITHUB_TOKEN",
  "GITHUB_ACTION",
  "GITHUB_REF",
  "GITHUB_ENVIRONMENT",
  "RUNNER_TEMP",
  "MY_INPUT_FILE",
  "INPUTS",
])("a command sees %s, as under run:", (name) => {
  expect(childEnvironment({ [name]: "value", MISSING: undefined })).toEqual({ [name]: "value" });
});
