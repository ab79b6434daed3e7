import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newUser, requireSuccess } from "./act.ts";

const fixture = join(import.meta.dirname, "fixtures", "clients");
let folder: string;

/** A repository that knows nothing of Holdfast. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ordinary-"));
  mkdirSync(join(folder, ".github", "workflows"), { recursive: true });
  cpSync(join(fixture, "workflow.yml"), join(folder, ".github", "workflows", "ordinary.yml"));
  cpSync(join(fixture, "action.yml"), join(folder, "clients", "action.yml"));
  const bundle = await rolldown({ input: join(fixture, "main.ts"), platform: "node" });
  await bundle.write({ file: join(folder, "clients", "main.mjs"), format: "esm", codeSplitting: false });
  await bundle.close();
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "--initial-branch=main");
  git("remote", "add", "origin", "git@github.com:octo/ordinary.git");
  git("add", ".");
  git("-c", "user.name=Octo", "-c", "user.email=octo@example.org", "commit", "--message", "Begin");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every byte below a folder. */
async function contentOf(below: string): Promise<Buffer> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name)))));
}

it("an ordinary workflow has caches, artifacts and issues that outlive its run", async () => {
  const user = await newUser(folder);
  const secret = "canary-5b1f9d7c";
  const first = await user.holdfastAct("--local-token", "--secret", `DEPLOY_KEY=${secret}`);
  requireSuccess(first);
  expect(first.output).toContain("cache: saved");
  expect(first.output).toContain("artifact: of run 1001, attempt 1");
  expect(first.output).toContain("issue: octo/ordinary#1, of a run that is in_progress");

  const second = await user.holdfastAct("--local-token");
  requireSuccess(second);
  expect(second.output).toContain("cache: found what run 1001 kept");
  expect(second.output).toContain("artifact: of run 1002, attempt 1");
  expect(second.output).toContain("issue: octo/ordinary#2");

  const again = await user.holdfastAct("--rerun", "1001", "--local-token");
  requireSuccess(again);
  expect(again.output).toContain("artifact: of run 1001, attempt 2");

  const state = await contentOf(join(user.home, ".local", "state"));
  expect(state.includes("compiled-1")).toBe(true);
  expect(state.includes(secret)).toBe(false);
});
