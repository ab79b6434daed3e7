import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SUMMARY_LIMIT, summaryWriter } from "../../src/github/summary.ts";
import { systemFiles } from "../../src/world/files.ts";
import { folderForTest } from "./scene.ts";

async function scene(already = "") {
  const path = join(await folderForTest(), "summary.md");
  await writeFile(path, already);
  const append = summaryWriter({ files: systemFiles, environment: { GITHUB_STEP_SUMMARY: path } });
  return { append, read: () => readFile(path, "utf8") };
}

test("a summary is added to what is there", async () => {
  const { append, read } = await scene("# before\n");
  await append("after\n");
  expect(await read()).toBe("# before\nafter\n");
});

test("where the runner gives no summary, nothing happens", async () => {
  for (const environment of [{}, { GITHUB_STEP_SUMMARY: "" }]) {
    await expect(summaryWriter({ files: systemFiles, environment })("text")).resolves.toBeUndefined();
  }
});

test("what would make GitHub drop the summary is cut at a line, and that is said", async () => {
  const { append, read } = await scene();
  await append("a line of text\n".repeat(100_000));
  const bytes = Buffer.byteLength(await read());
  expect(bytes).toBeLessThanOrEqual(SUMMARY_LIMIT);
  expect(bytes).toBeGreaterThan(SUMMARY_LIMIT - 200);
  expect((await read()).endsWith("a line of text\n\n> The rest is cut: GitHub keeps 1 MiB of summary a step.\n")).toBe(
    true,
  );
  await append("more\n");
  await append("more\n");
  expect(Buffer.byteLength(await read())).toBeLessThanOrEqual(SUMMARY_LIMIT);
  expect((await read()).match(/The rest is cut/g)).toHaveLength(1);
});

test("a character is never cut in two", async () => {
  const { append, read } = await scene();
  await append("漢".repeat(400_000));
  expect(await read()).not.toContain("\ufffd");
  expect(await read()).toContain("漢\n\n> The rest is cut");
});
