import { expect, onTestFinished, test, vi } from "vitest";
import { systemOutput } from "../../src/world/output.ts";

function standardOutput(): string[] {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);
  onTestFinished(() => spy.mockRestore());
  return written;
}

test("what a library prints is captured, and what is said meanwhile is let through", async () => {
  const written = standardOutput();
  const { result, text } = await systemOutput.capture(async () => {
    process.stdout.write("a library's\n");
    systemOutput.write("ours\n");
    return systemOutput.capture(async () => {
      process.stdout.write("another's\n");
      systemOutput.write("ours, too\n");
    });
  });
  expect([text, result.text]).toEqual(["a library's\n", "another's\n"]);
  process.stdout.write("after\n");
  systemOutput.write("ours after\n");
  expect(written).toEqual(["ours\n", "ours, too\n", "after\n", "ours after\n"]);
});

test("nothing is captured any more where the library threw", async () => {
  const written = standardOutput();
  await expect(systemOutput.capture(() => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
  process.stdout.write("after\n");
  systemOutput.write("ours after\n");
  expect(written).toEqual(["after\n", "ours after\n"]);
});
