import { describe, expect, test } from "vitest";
import { livingWith } from "../../command/scene.ts";
import { openScene } from "./action.ts";

const quick = { "initial-delay": "0s", shell: "bash" };

describe.concurrent("actions/retry", () => {
  test("hands on what the last attempt wrote, and only that", async (context) => {
    const run = [
      'echo "tried-$HOLDFAST_ATTEMPT=yes" >> "$GITHUB_OUTPUT"',
      'echo "TRIED_$HOLDFAST_ATTEMPT=yes" >> "$GITHUB_ENV"',
      'echo "/tried/$HOLDFAST_ATTEMPT" >> "$GITHUB_PATH"',
      'echo "tried $HOLDFAST_ATTEMPT" >> "$GITHUB_STEP_SUMMARY"',
      'printf "text<<EOF\\none\\ntwo\\nEOF\\n" >> "$GITHUB_OUTPUT"',
      "[ $HOLDFAST_ATTEMPT -eq 2 ]",
    ].join("\n");
    const { code, outputs, environment, path, summary } = await openScene(context).retry({ ...quick, run });
    expect(code).toBe(0);
    expect(outputs).toMatchObject({
      "tried-2": "yes",
      text: "one\ntwo",
      attempts: "2",
      outcome: "done",
      "exit-code": "0",
    });
    expect(outputs).not.toHaveProperty("tried-1");
    expect(environment).toEqual({ TRIED_2: "yes" });
    expect(path).toBe("/tried/2\n");
    expect(summary).toMatch(/^tried 2\n/);
  });

  test("hands on what a failed last attempt wrote too, as run: does", async (context) => {
    const run = 'echo a=1 >> "$GITHUB_OUTPUT"; echo outcome=fine >> "$GITHUB_OUTPUT"; exit 1';
    const { outputs, log } = await openScene(context).retry({
      ...quick,
      run,
      "max-attempts": "1",
      "on-failure": "continue",
    });
    expect(outputs).toMatchObject({ a: "1", outcome: "failed" });
    expect(log).toContain("::warning::Output outcome of the script is hidden by this action's own: rename it.");
  });

  test("tells in the summary how it went, the outcome first, where there were retries", async (context) => {
    const { retry } = openScene(context);
    const { summary } = await retry({ ...quick, run: 'echo "read ECONNRESET"; exit $((HOLDFAST_ATTEMPT < 3))' });
    const table = summary.replaceAll(/[\d.]+m?s\b/g, "N");
    expect(table.split("\n")[0]).toMatch(/^\*\*✅ Succeeded after 3 attempts\*\*$/);
    expect(table).toContain("| 1 | exit code 1 | N | N |\n| 2 | exit code 1 | N | N |\n| 3 | success | N |  |");
    expect((await retry({ ...quick, run: "true" })).summary).toBe("");
  });

  test("does not retry what no retry mends, and says why", async (context) => {
    const { outputs, log } = await openScene(context).retry({ ...quick, run: "no-such-command-here" });
    expect(outputs).toMatchObject({ attempts: "1", "exit-code": "127", outcome: "failed" });
    expect(log).toContain("::error::Exit code 127: command not found, which another attempt would not change");
  });

  test("names passing trouble seen in the output", async (context) => {
    const { log } = await openScene(context).retry({
      ...quick,
      run: 'echo "curl: (6) Could not resolve host: x"; exit 6',
      "max-attempts": "2",
    });
    expect(log).toMatch(/^Attempt 1 of 2 failed: exit code 6: name resolution \(DNS\)\. Attempt 2 follows/m);
  });

  test("gives up on a pattern in the output", async (context) => {
    const { outputs } = await openScene(context).retry({
      ...quick,
      run: 'echo "Quota exceeded"; exit 75',
      "give-up-on": "/quota/i",
    });
    expect(outputs).toMatchObject({ attempts: "1" });
    expect(outputs["exit_error"]).toContain("which give-up-on lists as /quota/i");
  });

  test("waits as long as Retry-After asks", async (context) => {
    const { took, log } = await openScene(context).retry({
      ...quick,
      run: 'echo "Retry-After: 1"; exit 1',
      "max-attempts": "2",
      "max-delay": "10ms",
    });
    expect(log).toContain("Retry-After asks for 1s");
    expect(took).toBeGreaterThan(1_000);
  });

  test("ends a silent command", async (context) => {
    const { log } = await openScene(context).retry({
      ...quick,
      run: "sleep 30",
      "idle-timeout": "500ms",
      "max-attempts": "1",
    });
    expect(log).toContain("::error::Final attempt failed. No output for 500ms");
  });

  test("ends everything at the deadline", async (context) => {
    const { log, outputs, took } = await openScene(context).retry({
      ...quick,
      run: "sleep 30",
      deadline: "1s",
      "max-attempts": "5",
    });
    expect(log).toContain("::error::The deadline of 1s passed (after 1 attempt)");
    expect(outputs).toMatchObject({ attempts: "1", outcome: "failed" });
    expect(took).toBeLessThan(10_000);
  });

  test("does not wait for an attempt that could not start before the deadline", async (context) => {
    const inputs = { run: "exit 1", "initial-delay": "1m", jitter: "none", deadline: "30s" };
    const { log, took } = await openScene(context).retry(inputs);
    expect(log).toContain("::error::Exit code 1; a wait of 1m would pass the deadline of 30s (after 1 attempt)");
    expect(took).toBeLessThan(10_000);
  });

  test("runs in the folder it is told", async (context) => {
    const { retry } = openScene(context);
    await retry({ ...quick, run: "mkdir inner" });
    const { outputs } = await retry({
      ...quick,
      run: 'echo "at=${PWD##*/}" >> "$GITHUB_OUTPUT"',
      "working-directory": "inner",
    });
    expect(outputs["at"]).toBe("inner");
  });

  test("keeps the runner's tokens and its own inputs from the command", async (context) => {
    const environment = { ACTIONS_RUNTIME_TOKEN: "t", ACTIONS_RESULTS_URL: "u", STATE_x: "s", GREETING: "hello" };
    const { log } = await openScene(context).retry({ ...quick, run: "env | sort" }, { environment });
    expect(log).toContain("GREETING=hello\n");
    expect(log).not.toMatch(/^(ACTIONS_R|INPUT_|STATE_)/m);
  });

  test("makes foreign words in its own lines inert", async (context) => {
    const inputs = { ...quick, run: "true", "working-directory": "##[error]there ::warning::x", "max-attempts": "1" };
    const { log, code } = await openScene(context).retry(inputs);
    expect(code).toBe(1);
    expect(log.replace(/^::error::/m, "")).not.toMatch(/##\[|^\s*::/m);
  });

  test("answers wrong inputs with one error that lists them all, before anything runs", async (context) => {
    const { retry } = openScene(context);
    const { code, log, outputs } = await retry({
      run: "echo ran",
      timeout: "30",
      "max-attempts": "2",
      max_attempts: "3",
    });
    expect(code).toBe(1);
    expect(outputs).toEqual({});
    expect(log).toBe(
      '::error::2 inputs are wrong:%0A- input timeout is "30": a duration needs its unit; write 30s for seconds or 30m for ' +
        "minutes%0A- inputs max_attempts and max-attempts say the same thing: write one of them\n",
    );
  });
});

describe.concurrent("cancelling", () => {
  test.for(["SIGINT", "SIGTERM"] as const)("with %s ends the command and the step in 7 s", async (signal, context) => {
    const { retry, folder } = openScene(context);
    let sentAt = 0;
    const { code, outputs, log } = await retry(
      { ...quick, run: "trap '' INT TERM; echo ready; while true; do sleep 0.1; done" },
      {
        onLog(text, send) {
          if (sentAt > 0 || !text.includes("ready")) return;
          sentAt = performance.now();
          send(signal);
        },
      },
    );
    expect(performance.now() - sentAt).toBeLessThan(7_000);
    expect(await livingWith(folder)).toEqual([]);
    expect(code).toBe(1);
    expect(log).toContain("::error::Cancelled (after 1 attempt)");
    expect(outputs).toMatchObject({ outcome: "failed", attempts: "1" });
  });

  test("ends a wait", async (context) => {
    const { code, took } = await openScene(context).retry(
      { run: "exit 1", "initial-delay": "1h", "max-delay": "1h", jitter: "none" },
      { onLog: (text, send) => /follows in 1h.*\n$/.test(text) && send("SIGINT") },
    );
    expect(code).toBe(1);
    expect(took).toBeLessThan(10_000);
  });
});
