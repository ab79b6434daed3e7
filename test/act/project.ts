/** Builds the repository that the suite runs act in: once, before the tests. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A git repository with the actions, the examples, and `dist/` as the sources give it now. */
    readonly project: string;
  }
}

/** What an action's user gets, and what the examples and the fixtures read. */
const parts = [
  "action.yml",
  "actions",
  "examples",
  "package.json",
  "package-lock.json",
  "docs",
  "CHANGELOG.md",
  "workflows-templates",
];

/**
 * act hands jobs what git tracks. A copy, built from the sources: the suite proves what is written now, not what was
 * last committed to `dist/`, and needs no clean tree.
 */
export default function setup({ provide }: TestProject): () => void {
  const act = execFileSync("act", ["--version"], { encoding: "utf8" }); // throws where there is none: no test may be skipped
  const project = mkdtempSync(join(tmpdir(), "holdfast-act-"));
  for (const part of parts) cpSync(part, join(project, part), { recursive: true });
  execFileSync(process.execPath, [
    "node_modules/rolldown/bin/cli.mjs",
    "--config",
    "rolldown.config.ts",
    "--dir",
    join(project, "dist"),
  ]);
  const git = (...args: string[]) => execFileSync("git", ["-C", project, ...args], { stdio: "ignore" });
  git("init", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/kelp/forest.git");
  git("add", "--force", ".");
  git("-c", "user.name=Kelp", "-c", "user.email=kelp@example.org", "commit", "--message", `Tried with ${act.trim()}`);
  provide("project", project);
  return () => rmSync(project, { recursive: true, force: true });
}
