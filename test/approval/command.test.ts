import { expect, test } from "vitest";
import { readCommand } from "../../src/approval/command.ts";

const approved = { answer: "approve", comment: undefined };

test.each([
  ["/approve", approved],
  ["/approve checked on staging", { answer: "approve", comment: "checked on staging" }],
  ["/approve\tchecked", { answer: "approve", comment: "checked" }],
  ["/approve\n\nchecked on\r\nstaging\n", { answer: "approve", comment: "checked on\nstaging" }],
  ["/reject the smoke test was red", { answer: "reject", comment: "the smoke test was red" }],
  ["/reject", { answer: "reject", comment: undefined }],
  ["/reject \t \n \n", { answer: "reject", comment: undefined }],
  ["/Approve", approved],
  ["/APPROVE", approved],
  ["\n \n\t\n\r\n/approve", approved],
  ["   /approve", approved],
  ["/approve\r\n", approved],
])("%j is a command", (body, command) => {
  expect(readCommand(body)).toEqual(command);
});

test.each([
  [""],
  ["approve"],
  ["I say:\n/approve"],
  ["> /approve"],
  [">/approve"],
  ["- /approve"],
  ["`/approve`"],
  ["```\n/approve\n```"],
  ["    /approve"],
  ["\t/approve"],
  ["\n\n    /approve"],
  ["<!-- -->\n/approve"],
  ["/approved"],
  ["/approve-all"],
  ["/approve, please"],
  ["/approve: yes"],
  ["/rejected"],
  ["/ approve"],
  ["//approve"],
  ["／approve"],
  ["\u200B/approve"],
  ["\u202E/approve"],
  ["/app\u200Brove"],
  ["/approve\u0000"],
  ["/approve\u202E"],
  ["\u001B[31m/approve"],
])("%j is only a comment", (body) => {
  expect(readCommand(body)).toBeUndefined();
});

test("what is said with it is kept in bounds, and inert", () => {
  const long = readCommand(`/reject ${"because ".repeat(8192)}`)?.comment ?? "";
  expect(long.length).toBeGreaterThan(900);
  expect(long.length).toBeLessThanOrEqual(1000);
  expect(readCommand("/reject \u001B[31mred\u001B[0m\u202E \u0000\u0007::error::no")?.comment).toBe("red ::error::no");
  expect(readCommand("/reject\n::error::no")?.comment).toBe(": :error::no");
  expect(readCommand(`/reject ${"x".repeat(999)}😀`)?.comment?.isWellFormed()).toBe(true);
  expect(readCommand("/reject \u202E\u0000")).toEqual({ answer: "reject", comment: undefined });
});

test.each([
  ["blank lines", "\n".repeat(65_536)],
  ["spaces", " ".repeat(65_536)],
  ["blank lines with spaces", " \t\n".repeat(21_845)],
  ["spaces after the command", `/approve${" ".repeat(65_000)}.`],
  ["slashes", "/".repeat(65_536)],
])("a comment as long as GitHub takes is read in no time: %s", (_, body) => {
  const start = performance.now();
  readCommand(body);
  expect(performance.now() - start).toBeLessThan(200);
});
