import { expect, it } from "vitest";
import { failureText } from "../../src/report/failure-text.ts";

it.each([
  [{ kind: "exit", message: "exit code 3", code: 3 } as const, "exit code 3"],
  [{ kind: "exit", message: "no such order", code: 65 } as const, "no such order (exit code 65)"],
  [{ kind: "error", message: "HTTP 503\n\u001b[2Jx", code: "ECONNRESET" } as const, "HTTP 503 x"],
])("a failure is said on one line, with its exit code once: %j", (failure, text) => {
  expect(failureText(failure)).toBe(text);
});
