import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lastLine } from "../cli/automations.ts";
import { startRegistry } from "../examples/npm-registry.ts";
import { exampleShell } from "../examples/shell.ts";

const yaml = "examples/dependency-audit/automation.yml";
const reports = [".holdfast/audit/report.md", ".holdfast/audit/report.html"];

const manifests = () => ({
  "fine/latest": { version: "1.0.0", license: "MIT" },
  "old/latest": { version: "2.0.0", license: "MIT" },
  "old/1.0.0": { version: "1.0.0", license: "SEE LICENSE IN README", deprecated: "use fine" },
});

function lockfileOf(...names: string[]): string {
  const packages = names.map((name) => [`node_modules/${name}`, { version: "1.0.0" }]);
  return JSON.stringify({ name: "ours", lockfileVersion: 3, packages: Object.fromEntries(packages) });
}

it("the audit in YAML and in TypeScript writes the same reports and gives the same", async () => {
  await using registry = await startRegistry(manifests());
  const shell = await exampleShell("dependency-audit");
  writeFileSync(join(shell.folder, "package-lock.json"), lockfileOf("fine", "gone", "old"));
  const environment = { npm_config_registry: registry.url };

  const ofYaml = await shell.told(["run", yaml], 0, environment);
  const written = reports.map(shell.read);
  // It asks for the environment and the folder of its process: it needs one of its own.
  const ofTypeScript = await shell.run(["run", yaml.replace(".yml", ".ts"), "--json"], environment);

  expect(ofTypeScript).toMatchObject({ code: 0 });
  expect(reports.map(shell.read)).toEqual(written);
  expect(written[0]).toMatch(/`old@1.0.0` \| deprecated<br>unlicensed<br>major behind/);
  expect(written[0]).toMatch(/`gone@1.0.0` \| `.* has no package gone`/);
  const outputs = { deprecated: 1, unlicensed: 1, "install-scripts": 0, outdated: 1, "not-looked-up": 0 };
  expect(lastLine(ofTypeScript.output)).toMatchObject({ status: "completed", outputs });
  const texts = Object.entries(outputs).map(([name, count]) => [name, String(count)]);
  expect(ofYaml).toMatchObject({ status: "completed", outputs: Object.fromEntries(texts) });
});

it("what could not be looked up is a dead letter, and the report is written anew when it is redriven", async () => {
  const answers: Record<string, object | number> = { ...manifests(), "old/latest": 403 };
  await using registry = await startRegistry(answers);
  const shell = await exampleShell("dependency-audit");
  writeFileSync(join(shell.folder, "package-lock.json"), lockfileOf("fine", "old"));
  const environment = { npm_config_registry: registry.url };

  const first = await shell.told(["run", yaml, "--key", "audit"], 0, environment);
  expect(first).toMatchObject({ outputs: { "not-looked-up": "1" }, deadLetters: [{ key: "old@1.0.0" }] });
  expect(shell.read(reports[0]!)).toMatch(/`old@1.0.0` \| `.*exit code 77`/);

  Object.assign(answers, manifests());
  const second = await shell.told(["redrive", "audit"], 0, environment);
  expect(second).toMatchObject({ outputs: { "not-looked-up": "0", outdated: "1" }, deadLetters: [] });
  expect(second).toMatchObject({ counts: { done: 2, replayed: 2 } });
  expect(shell.read(reports[0]!)).toContain("use fine");
});
