/** A repository whose owner copied workflow templates with `holdfast init`, and runs them under act. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import type { Ended, User } from "./act.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

/** An action of this repository as the templates name it. */
export function action(name: string): string {
  return `holdfast/holdfast/actions/${name}@${commit}`;
}

/** A new folder with `octo/orders` in it: these templates, and these files by their paths. The caller removes it. */
export function projectWith(templates: readonly string[], files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "templates-"));
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/octo/orders.git");
  const command = join(inject("project"), "dist", "cli", "holdfast.js");
  execFileSync(process.execPath, [command, "init", ...templates, "--commit", commit], { cwd: folder });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git("add", ".");
  git("-c", "user.name=Octo", "-c", "user.email=octo@example.org", "commit", "--message", "Begin");
  return folder;
}

export interface Runner {
  /** Steps may fail while this file is there: they are told of it as `$BROKEN`. */
  readonly broken: string;
  readonly act: (...args: string[]) => Promise<Ended>;
  /** With the event's payload. */
  readonly deliver: (payload: object, ...args: string[]) => Promise<Ended>;
}

/** Runs a template, with the actions of this repository in place of those on GitHub. */
export function runnerOf(user: User, template: string, event = "workflow_dispatch"): Runner {
  const broken = join(user.outside, "broken");
  const places = [
    "--env",
    `BROKEN=${broken}`,
    "--local-repository",
    `holdfast/holdfast@${commit}=${inject("project")}`,
  ];
  const workflow = [event, "-W", `.github/workflows/${template}.yml`, "--local-token"];
  const act = (...args: string[]) => user.holdfastAct(...workflow, ...places, ...args);
  return {
    broken,
    act,
    async deliver(payload, ...args) {
      const file = join(user.outside, "event.json");
      await writeFile(file, JSON.stringify(payload));
      return act("--eventpath", file, ...args);
    },
  };
}
