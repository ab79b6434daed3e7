/** What a workflow that used nick-fields/retry relies on, and its bugs, which are not reproduced. */
import { describe, expect, test } from "vitest";
import { openScene } from "./action.ts";

/** Fails with `code` until it has run `times` times, counting in a file. */
const failing = (times: number, code: number) =>
  `echo x >> count\nif [ "$(wc -l < count)" -le ${times} ]; then exit ${code}; fi`;
const quick = { retry_wait_seconds: "0", shell: "bash" };

describe.concurrent("moving over from nick-fields/retry", () => {
  test("a command that succeeds is run once", async (context) => {
    const { retry, read } = openScene(context);
    const { code, outputs, log } = await retry({ ...quick, timeout_minutes: "1", command: failing(0, 1) });
    expect({ code, log }).toEqual({ code: 0, log: "Succeeded after 1 attempt\n" });
    expect(outputs).toMatchObject({
      total_attempts: "1",
      exit_code: "0",
      exit_error: "",
      outcome: "done",
      attempts: "1",
      "exit-code": "0",
    });
    expect(read("count")).toBe("x\n");
  });

  test("a command that fails is run again, with a warning", async (context) => {
    const { code, outputs, log } = await openScene(context).retry({ ...quick, command: failing(2, 7) });
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ total_attempts: "3", exit_code: "0", exit_error: "" });
    expect(log).toMatch(
      /^::warning::Attempt 1 of 3 failed: exit code 7\. Attempt 2 follows in 0ms, at \d\d:\d\d:\d\d UTC\.$/m,
    );
  });

  test("warning_on_retry: false makes it a line in the log", async (context) => {
    const { log } = await openScene(context).retry({ ...quick, command: failing(1, 7), warning_on_retry: "false" });
    expect(log).not.toContain("::warning");
    expect(log).toContain("\nAttempt 2 of 3\n");
  });

  test("the last failure is an error, and the step is red", async (context) => {
    const { code, outputs, log } = await openScene(context).retry({ ...quick, max_attempts: "2", command: "exit 99" });
    expect(code).toBe(1);
    expect(outputs).toMatchObject({
      total_attempts: "2",
      exit_code: "99",
      exit_error: "Final attempt failed. Exit code 99",
      outcome: "failed",
    });
    expect(log).toContain("::error::Final attempt failed. Exit code 99 (after 2 attempts)\n");
  });

  test("continue_on_error keeps the step green and tells in the outputs", async (context) => {
    const inputs = { ...quick, max_attempts: "1", command: "exit 99", continue_on_error: "true" };
    const { code, outputs, log } = await openScene(context).retry(inputs);
    expect(code).toBe(0);
    expect(outputs).toMatchObject({ exit_code: "99", outcome: "failed" });
    expect(outputs["exit_error"]).toMatch(/^Final attempt failed/);
    expect(log).toContain("::warning::Final attempt failed");
  });

  test("exit codes that we know to be permanent are retried all the same", async (context) => {
    const { outputs } = await openScene(context).retry({ ...quick, command: failing(1, 65) });
    expect(outputs).toMatchObject({ total_attempts: "2", exit_code: "0" });
  });

  test("a timeout is retried, and has no exit code but 1", async (context) => {
    const inputs = { ...quick, timeout_seconds: "0.5", max_attempts: "2", command: "sleep 30" };
    const { outputs, took } = await openScene(context).retry(inputs);
    expect(outputs).toMatchObject({ total_attempts: "2", exit_code: "1", "exit-code": "" });
    expect(outputs["exit_error"]).toBe("Final attempt failed. Timed out after 500ms");
    expect(took).toBeLessThan(10_000);
  });

  test("retry_on: timeout does not retry an error", async (context) => {
    const { outputs } = await openScene(context).retry({ ...quick, retry_on: "timeout", command: "exit 5" });
    expect(outputs).toMatchObject({ total_attempts: "1", exit_code: "5" });
    expect(outputs["exit_error"]).toBe("Exit code 5, which retry-on (timeout, idle-timeout) does not list");
  });

  test("retry_on: error does not retry a timeout", async (context) => {
    const inputs = { ...quick, retry_on: "error", timeout_seconds: "0.5", command: "sleep 30" };
    expect((await openScene(context).retry(inputs)).outputs).toMatchObject({ total_attempts: "1", exit_code: "1" });
  });

  test("retry_on_exit_code retries that exit code and no other", async (context) => {
    const inputs = { ...quick, retry_on_exit_code: "7", command: "exit $((HOLDFAST_ATTEMPT == 1 ? 7 : 8))" };
    expect((await openScene(context).retry(inputs)).outputs).toMatchObject({ total_attempts: "2", exit_code: "8" });
  });

  test("on_retry_command runs before each retry, and its failure is a warning", async (context) => {
    const { retry, read } = openScene(context);
    const inputs = { ...quick, command: "echo run >> log; exit 1", on_retry_command: "echo clean >> log; exit 3" };
    const { log } = await retry(inputs);
    expect(read("log")).toBe("run\nclean\nrun\nclean\nrun\n");
    expect(log).toContain("::warning::on_retry_command failed (exit code 3); the retry goes ahead.");
  });

  test("new_command_on_retry runs in place of the command from the second attempt on", async (context) => {
    const { retry, read } = openScene(context);
    await retry({ ...quick, command: "echo first >> log; exit 1", new_command_on_retry: "echo again >> log; exit 1" });
    expect(read("log")).toBe("first\nagain\nagain\n");
  });

  test("retry_wait_seconds is waited between attempts", async (context) => {
    const { took } = await openScene(context).retry({ command: "exit 1", max_attempts: "2", retry_wait_seconds: "1" });
    expect(took).toBeGreaterThan(1_000);
  });
});

describe.concurrent("bugs of nick-fields/retry that are not reproduced", () => {
  test("there is no wait after the last attempt", async (context) => {
    const { took } = await openScene(context).retry({ command: "exit 1", max_attempts: "1", retry_wait_seconds: "60" });
    expect(took).toBeLessThan(10_000);
  });

  test("a command that is killed has failed", async (context) => {
    const { code, outputs } = await openScene(context).retry({ ...quick, max_attempts: "1", command: "kill -KILL $$" });
    expect(code).toBe(1);
    expect(outputs["exit_error"]).toBe("Final attempt failed. Ended by SIGKILL");
  });

  test("a command that ends itself with SIGTERM is noticed at once", async (context) => {
    const inputs = { ...quick, max_attempts: "1", timeout_minutes: "5", command: "kill -TERM $$" };
    const { outputs, took } = await openScene(context).retry(inputs);
    expect(outputs["exit_error"]).toBe("Final attempt failed. Ended by SIGTERM");
    expect(took).toBeLessThan(10_000);
  });

  test.for(["false\necho x", "false | cat"])("%j fails", async (command, context) => {
    const { code } = await openScene(context).retry({ ...quick, max_attempts: "1", command });
    expect(code).toBe(1);
  });

  test("a child deaf to SIGTERM is gone before the next attempt starts", async (context) => {
    const { retry, read } = openScene(context);
    const { outputs } = await retry({
      ...quick,
      timeout_seconds: "1",
      max_attempts: "2",
      command: "trap '' TERM\n(while true; do echo x >> beat; sleep 0.05; done) & echo start >> log; wait",
      on_retry_command: "before=$(wc -c < beat); sleep 0.5; [ $before -eq $(wc -c < beat) ] && echo gone >> log",
    });
    expect(outputs["total_attempts"]).toBe("2");
    expect(read("log")).toBe("start\ngone\nstart\n");
  });

  test("retry_on_exit_code leaves timeouts retried", async (context) => {
    const inputs = {
      ...quick,
      retry_on_exit_code: "7",
      timeout_seconds: "0.5",
      max_attempts: "2",
      command: "sleep 30",
    };
    expect((await openScene(context).retry(inputs)).outputs["total_attempts"]).toBe("2");
  });

  test("half a minute is a timeout", async (context) => {
    expect((await openScene(context).retry({ ...quick, timeout_minutes: "0.5", command: "true" })).code).toBe(0);
  });
});
