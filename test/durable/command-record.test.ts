import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { limits } from "../../src/journal/limits.ts";
import {
  isReplayablePath,
  isReplayableVariable,
  tooLarge,
  type CommandRecord,
} from "../../src/durable/command/record.ts";

describe("a variable from a journal", () => {
  test.each([
    ["where programs are found", "PATH Path PATHEXT COMSPEC SHELL PSModulePath CLASSPATH RUSTC"],
    ["what shells run first", "BASH_ENV ENV ZDOTDIR SHELLOPTS PS4 IFS PROMPT_COMMAND BASH_FUNC_ls%%"],
    ["what the loader adds", "LD_PRELOAD LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES"],
    ["where settings are read from", "HOME home USERPROFILE APPDATA LOCALAPPDATA XDG_CONFIG_HOME XDG_STATE_HOME"],
    ["where temporary files are", "TMPDIR TEMP TMP temp"],
    ["what git does", "GIT_DIR GIT_WORK_TREE GIT_SSH GIT_SSH_COMMAND GIT_SSL_NO_VERIFY GIT_CONFIG_COUNT GIT_ASKPASS"],
    ["who logs in", "SSH_ASKPASS SSH_AUTH_SOCK"],
    ["how builds run", "MAKEFLAGS MAKEFILES RUSTC_WRAPPER CARGO_HOME CARGO_BUILD_RUSTC CARGO_TARGET_X_RUNNER GOFLAGS"],
    ["how Java runs", "MAVEN_OPTS GRADLE_OPTS JAVA_TOOL_OPTIONS _JAVA_OPTIONS"],
    ["how interpreters run", "NODE_OPTIONS PYTHONPATH PERL5OPT RUBYOPT DOTNET_STARTUP_HOOKS"],
    [
      "where packages come from",
      "GOPROXY PIP_INDEX_URL UV_INDEX NPM_CONFIG_REGISTRY npm_config_registry YARN_RC_FILENAME",
    ],
    ["through whom requests go", "HTTP_PROXY https_proxy ALL_PROXY no_proxy SSL_CERT_FILE SSL_CERT_DIR DOCKER_HOST"],
    ["what the runner says", "GITHUB_TOKEN GITHUB_OUTPUT RUNNER_TEMP ACTIONS_RUNTIME_TOKEN INPUT_RUN STATE_lane"],
    ["what Holdfast does", "HOLDFAST_DIR"],
  ])("is not set where it decides %s", (_what, names) => {
    expect(names.split(" ").filter(isReplayableVariable)).toEqual([]);
  });

  test("is set where it is the workflow's own", () => {
    const names =
      "VERSION DIGEST MY_PATH APP_HOME TEMPLATE PROXY ENVIRONMENT GITHUB GOVERSION IMAGE_TAG NODE_ENV CI".split(" ");
    expect(names.filter((name) => !isReplayableVariable(name))).toEqual([]);
  });
});

describe("a PATH entry from a journal", () => {
  const workspace = resolve("/work/space");

  test.each([
    ["the workspace", "/work/space", true],
    ["a folder in it", "/work/space/bin", true],
    ["one whose name begins with dots", "/work/space/..bin", true],
    ["the folder above", "/work", false],
    ["one beside it", "/work/spaced", false],
    ["one reached by going up", "/work/space/../other", false],
    ["a folder of the system", "/usr/bin", false],
  ])("may be %s or not", (_what, path, expected) => {
    expect(isReplayablePath(path.startsWith("/") ? resolve("/") + path.slice(1) : path, [undefined, workspace])).toBe(
      expected,
    );
  });

  test.each(["bin", "./bin", "../work/space/bin", ""])("is never relative: %j", (path) => {
    expect(isReplayablePath(path, [workspace])).toBe(false);
  });

  test("is nowhere where no folder is known", () => {
    expect(isReplayablePath(resolve("/bin"), [undefined, ""])).toBe(false);
  });
});

describe("what a command gave", () => {
  test("is not kept where a journal would not read it back, and is told by its size", () => {
    expect(tooLarge(given("x".repeat(limits.line)))).toMatch(/larger than a record may be \(\d+ bytes\)/);
    expect(tooLarge(given("\n".repeat(limits.line / 2)))).toBeDefined();
  });

  test("is kept where it would", () => {
    expect(tooLarge(given("x".repeat(limits.line - 128 * 1024)))).toBeUndefined();
  });
});

function given(output: string): CommandRecord {
  return {
    exitCode: 0,
    outputs: [["x", output]],
    environment: [],
    path: [],
    summary: "",
  };
}
