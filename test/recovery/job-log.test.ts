import { describe, expect, it, test } from "vitest";
import { failureInLog } from "../../src/recovery/job-log.ts";

/** As the runner writes it: a step's head, what it said, and how it ended. */
function step(script: string, ...said: readonly string[]): string {
  const lines = [`##[group]Run ${script}`, script, "shell: /usr/bin/bash -e {0}", "##[endgroup]", ...said];
  return lines.map((line) => `2026-11-21T19:00:00.1234567Z ${line}\n`).join("");
}

const exit = (code: number) => `##[error]Process completed with exit code ${code}.`;

describe("a failure in a log", () => {
  it("has the exit code, and the last lines of the step without its head", () => {
    expect(failureInLog(step("make", "all well") + step("./fetch.sh", "fetching", "read ECONNRESET", exit(1)))).toEqual(
      {
        reason: "exit code 1",
        exitCode: 1,
        output: "fetching\nread ECONNRESET",
        classification: { kind: "transient", rule: "connection reset or refused" },
      },
    );
  });

  it("is not taken to pass for what the script of the step is afraid of", () => {
    const found = failureInLog(step("grep 'read ECONNRESET' log || exit 1", "nothing found", exit(1)));
    expect(found?.classification.kind).toBe("unknown");
  });

  it("is not taken to pass for what another step said", () => {
    const found = failureInLog(step("./a", "read ECONNRESET, trying again") + step("./b", "assertion failed", exit(1)));
    expect(found?.classification.kind).toBe("unknown");
  });

  it("of several steps is that of which nobody says that it passes", () => {
    const passing = step("./a", "read ECONNRESET", exit(1));
    const lasting = step("./b", exit(77));
    for (const log of [passing + lasting, lasting + passing]) expect(failureInLog(log)?.exitCode).toBe(77);
    expect(failureInLog(passing + passing)?.classification.kind).toBe("transient");
  });

  it("of an action is what it says, not what it does afterwards", () => {
    const log = `${step("actions/checkout@v4", "##[error]fatal: the remote end hung up unexpectedly")}Post job cleanup.\nread EPERM\n`;
    expect(failureInLog(log)).toMatchObject({
      reason: "fatal: the remote end hung up unexpectedly",
      classification: { kind: "transient", rule: "git transport" },
    });
  });

  it("passes where the runner went away", () => {
    const lost =
      "##[error]The runner has received a shutdown signal. This can happen when the runner service is stopped.";
    const log = step("./long.sh", "at work", lost, "##[error]The operation was canceled.");
    expect(failureInLog(log)?.classification).toEqual({ kind: "transient", rule: "the runner was lost" });
  });
});

test("of a long step the last hundred lines are kept, and CRLF ends a line as well", () => {
  const said = Array.from({ length: 500 }, (_, index) => `line ${index}`);
  const { output } = failureInLog(step("./x", ...said, exit(1)).replaceAll("\n", "\r\n")) ?? {};
  expect(output?.split("\n")).toEqual(said.slice(-100));
});

test.each(["", "\uFEFF", step("make", "all well"), "error: no, this one is only printed"])(
  "a log without an error tells nothing: %j",
  (log) => expect(failureInLog(log)).toBeUndefined(),
);

test("a log of a single endless line is read in time", () => {
  expect(failureInLog(`##[error]${"a".repeat(256 * 1024)}`)?.reason).toHaveLength(256 * 1024);
});
