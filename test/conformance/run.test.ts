import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "cases-"));
afterAll(() => rmSync(folder, { recursive: true }));

function writeCase(id: string, rest: string): void {
  writeFileSync(join(folder, `${id}.yaml`), `description: It is ${id}\n${rest}\n`);
}

function runCases(): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, ["test/conformance/run.ts", folder], { encoding: "utf8" });
  return { status, lines: stdout.trim().split("\n") };
}

it("tells each case's verdict, and fails where one failed or is not written", () => {
  const history = "ExpectedExecutionHistory:\n  - { EventType: StepStarted, EventId: 2, Id: '${ID}' }";
  const hello = 'Variables: { NAME: "${GEN_STR:8}" }\nInput: ${NAME}\n';
  writeCase("1-1", `${hello}ExpectedResult: { ExecutionStatus: SUCCEEDED, Result: "Hello, \${NAME}!" }\n${history}`);
  writeCase("9-12", "ExpectedExecutionHistory: []");
  expect(runCases()).toMatchObject({
    status: 0,
    lines: { length: 4, 3: "2 cases: 1 passed, 0 failed, 1 not applicable" },
  });

  writeCase("1-3", `ExpectedResult: { ExecutionStatus: SUCCEEDED, Result: another }\n${history}`);
  writeCase("2-1", "ExpectedExecutionHistory:\n  - { EventType: WaitStarted, WaitStartedDetails: { Duration: 3 } }");
  writeCase("99-1", "ExpectedExecutionHistory: []");
  writeCase("99-2", "ExpectedExecutionHistory: none");
  const { status, lines } = runCases();
  expect(status).toBe(1);
  const said = lines.join("\n");
  const verdicts = {
    "1-1": /^passed +1-1 /m,
    "1-3": /^FAILED +1-3 .*\n +the result is "first_second" and was to be "another"/m,
    "2-1": /^FAILED +2-1 .*\n +the history has no {"EventType":"WaitStarted","WaitStartedDetails":{"Duration":3}}/m,
    "9-12": /^not applicable +9-12 .*: .{20}/m,
    "99-1": /^UNWRITTEN +99-1 .*: no automation is written for this case$/m,
    "99-2": /^FAILED +99-2 /m,
  };
  expect(Object.entries(verdicts).filter(([, line]) => !line.test(said))).toEqual([]);
  expect(lines.at(-1)).toBe("6 cases: 1 passed, 3 failed, 1 not applicable, 1 without an automation");
});
