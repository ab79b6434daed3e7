import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startRegistry } from "./npm-registry.ts";
import { runScript } from "./script.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "audit-"))));
afterEach(() => rmSync(folder, { recursive: true }));

it("the steps of the audit hand on to each other, and say by their exit codes what is worth another attempt", async () => {
  const packages = { "node_modules/@s/a": { version: "1.0.0" }, "node_modules/busy": { version: "1.0.0" } };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ name: "ours", lockfileVersion: 3, packages }));
  await using registry = await startRegistry({
    "@s/a/latest": { version: "2.0.0", license: "MIT" },
    "@s/a/1.0.0": { version: "1.0.0", license: "MIT", deprecated: "use b" },
    "busy/latest": 429,
    "locked/latest": 403,
  });
  const lookUp = (name: string) =>
    runScript(folder, "dependency-audit/steps/look-up.ts", {
      PACKAGE: name,
      VERSION: "1.0.0",
      npm_config_registry: registry.url,
    });

  const listed = await runScript(folder, "dependency-audit/steps/packages.ts", {});
  expect(listed).toMatchObject({ code: 0, outputs: ["count=2", "skipped=0"] });
  const list = readFileSync(join(folder, "report/packages.jsonl"), "utf8").trimEnd().split("\n");
  expect(list.map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(["@s/a@1.0.0", "busy@1.0.0"]);

  const [found, busy, none, locked] = await Promise.all(["@s/a", "busy", "none", "locked"].map(lookUp));
  const answer = '{"latest":"2.0.0","licence":"MIT","deprecated":"use b","installScript":false}';
  expect(found).toMatchObject({ code: 0, outputs: [`answer=${answer}`] });
  expect(busy).toMatchObject({ code: 75, said: expect.stringContaining("Retry-After: 3") });
  expect(none).toMatchObject({ code: 0, outputs: [expect.stringContaining("has no package none")] });
  expect(locked).toMatchObject({ code: 77, said: expect.stringContaining("HTTP 403") });

  const results = [
    { key: "@s/a@1.0.0", status: "succeeded", outputs: { answer } },
    { key: "busy@1.0.0", status: "failed", error: { message: "HTTP 429" } },
  ];
  writeFileSync(join(folder, "results.jsonl"), results.map((result) => JSON.stringify(result)).join("\n"));
  const reported = await runScript(folder, "dependency-audit/steps/report.ts", {});
  expect(reported).toMatchObject({ code: 0, outputs: expect.arrayContaining(["deprecated=1", "not-looked-up=1"]) });
  expect(readFileSync(join(folder, "report/report.md"), "utf8")).toContain("HTTP 429");
  expect(readFileSync(join(folder, "report/report.html"), "utf8")).toContain("use b");
});
