/** A run that asks people, the comment of one of them, and the workflow that has it go on. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { collaborators, repositoryNamed } from "../../src/emulator/rest/index.ts";
import { comments, issues, reactions } from "../../src/emulator/rest/issues/rows.ts";
import { folderState } from "../../src/emulator/state.ts";
import { systemWorld } from "../../src/world/system.ts";
import { newUser, requireSuccess, type User } from "./act.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
let folder: string;

const automation = `automation: release
steps:
  build: { run: echo build >> "$EXECUTED" }
  approve: { wait-for: approval, message: Publish it? }
  publish: { run: echo publish >> "$EXECUTED" }
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "approval-"));
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/octo/orders.git");
  const command = join(inject("project"), "dist", "cli", "holdfast.js");
  const templates = ["durable-automation", "approve"];
  execFileSync(process.execPath, [command, "init", ...templates, "--commit", commit], { cwd: folder });
  writeFileSync(join(folder, "automations", "release.yml"), automation);
  git("add", ".");
  git("-c", "user.name=Octo", "-c", "user.email=octo@example.org", "commit", "--message", "Begin");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runnerOf(user: User) {
  const services = ["--state", join(user.outside, "services")];
  const places = ["--local-repository", `holdfast/holdfast@${commit}=${inject("project")}`, "--local-token"];
  const act = async (event: string, template: string, ...args: string[]) => {
    const ended = await user.holdfastAct(
      event,
      "-W",
      `.github/workflows/${template}.yml`,
      ...places,
      ...services,
      ...args,
    );
    requireSuccess(ended);
    return ended.said;
  };
  const inputs = ["--input", "inputs={}", "--input", "automation=automations/release.yml"];
  return {
    release: (...args: string[]) => act("workflow_dispatch", "durable-automation", ...inputs, ...args),
    approve: async (body: string) => {
      const issue = { number: 1, state: "open", labels: [{ name: "holdfast-approval" }] };
      const file = join(user.outside, "event.json");
      await writeFile(file, JSON.stringify({ action: "created", issue, comment: { body } }));
      return act("issue_comment", "approve", "--eventpath", file);
    },
  };
}

it("a run that asks for an approval goes on once somebody who may has said yes in its issue", async () => {
  const user = await newUser(folder);
  const services = join(user.outside, "services");
  const { release, approve } = runnerOf(user);
  expect(await release()).toContain("::set-output:: status=suspended");
  expect(await user.executed()).toEqual(["build"]);

  await comment(services, "eve", "/approve");
  expect(await approve("/approve")).toContain('::set-output:: decisions={"1001":"waits"}');
  await comment(services, "mona", "/approve checked on staging", "write");
  expect(await approve("/approve checked on staging")).toContain('::set-output:: decisions={"1001":"resumed"}');

  expect(await release("--rerun", "1001")).toContain("::set-output:: status=completed");
  expect(await user.executed()).toEqual(["publish"]);
  const state = await folderState(systemWorld().files, services);
  expect(issues(state).all()).toMatchObject([{ state: "closed", stateReason: "completed" }]);
  expect(reactions(state).all()).toMatchObject([{ content: "confused" }, { content: "+1" }]);
});

/** As if somebody, with a role where one is given, had written it under the issue that asks. */
async function comment(services: string, author: string, body: string, role?: "write"): Promise<void> {
  const { files, clock } = systemWorld();
  const state = await folderState(files, services);
  const { id: repository = 0 } = repositoryNamed(state, "octo", "orders") ?? {};
  if (role !== undefined) collaborators(state).insert({ repository, login: author, role });
  const [issue] = issues(state).all();
  const at = clock.now();
  comments(state).insert({ repository, issue: issue?.id ?? 0, author, body, createdAt: at, updatedAt: at });
  await state.saved();
}
