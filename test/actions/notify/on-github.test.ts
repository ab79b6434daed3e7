/** Incidents of a repository on GitHub, which is the emulator. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createOctokit } from "../../../src/github/octokit.ts";
import { artifactService } from "../../../src/github/artifact.ts";
import { readContext } from "../../../src/github/context.ts";
import type { Emulator } from "../../../src/emulator/server.ts";
import { hasteWrites } from "../../github/haste.ts";
import { emulatorForTest, worldOf } from "../../github/scene.ts";
import { failedStep, journalOf, workflowForTest } from "./scene.ts";

const place = { owner: "octocat", repo: "hello-world" };

async function octokitOf(emulator: Emulator) {
  const world = await worldOf(emulator);
  return createOctokit(world, readContext(world.environment), { token: "ghs_emulator" });
}

async function onGitHub() {
  hasteWrites();
  const emulator = await emulatorForTest();
  return { emulator, workflow: await workflowForTest({}, emulator), octokit: await octokitOf(emulator) };
}

const toIssue = {
  channels: "issue",
  labels: "nightly",
  mentions: "@octo-org/platform",
  "runbook-url": "https://example.com/runbook",
};

describe("a failure", () => {
  it("is an issue with what there is to know, commented when it goes on and closed when it is over", async () => {
    const { workflow, octokit } = await onGitHub();
    const opened = await workflow.notify({ ...toIssue, status: "failure", error: "row 17" }, { runId: 7 });
    expect(opened.outputs).toEqual({
      incident: "opened",
      delivered: '{"summary":"delivered","issue":"delivered"}',
      issue: "1",
      count: "1",
    });
    const { data: issue } = await octokit.rest.issues.get({ ...place, issue_number: 1 });
    expect(issue).toMatchObject({ title: "Nightly: job build failed", state: "open", labels: [{ name: "nightly" }] });
    for (const part of ["row 17", "@octo-org/platform", "https://example.com/runbook", "/actions/runs/7/attempts/1"]) {
      expect(issue.body).toContain(part);
    }

    const again = await workflow.notify({ ...toIssue, status: "failure", error: "row 18" }, { runId: 8 });
    expect(again.outputs).toMatchObject({ incident: "updated", issue: "1", count: "2" });
    const green = await workflow.notify({ ...toIssue, status: "success" }, { runId: 9 });
    expect(green.outputs).toMatchObject({ incident: "recovered", issue: "1" });
    const { data: closed } = await octokit.rest.issues.get({ ...place, issue_number: 1 });
    expect(closed).toMatchObject({ state: "closed", comments: 2 });

    const anew = await workflow.notify({ ...toIssue, status: "failure", error: "row 19" }, { runId: 10 });
    expect(anew.outputs).toMatchObject({ incident: "opened", issue: "2", count: "1" });
  });

  it("that a person closed stays closed until it fails anew", async () => {
    const { workflow, octokit } = await onGitHub();
    const failure = { ...toIssue, status: "failure", error: "a" };
    await workflow.notify(failure, { runId: 1 });
    await octokit.rest.issues.update({ ...place, issue_number: 1, state: "closed" });
    const leg = await workflow.notify(failure, { runId: 1 });
    expect(leg.outputs).toMatchObject({ incident: "none", issue: "1" });
    const anew = await workflow.notify(failure, { runId: 2 });
    expect(anew.outputs).toMatchObject({ incident: "opened", issue: "2" });
    const { data } = await octokit.rest.issues.get({ ...place, issue_number: 1 });
    expect(data.state).toBe("closed");
  });
});

describe("what people were told", () => {
  const denied = { status: 403, body: { message: "Resource not accessible by integration" }, kind: "status" } as const;

  it("is kept in refs, which hold nothing of the code", async () => {
    const { workflow, octokit } = await onGitHub();
    await workflow.notify({ status: "failure" });
    const { data } = await octokit.rest.git.listMatchingRefs({ ...place, ref: "holdfast/incidents/" });
    expect(data).toHaveLength(1);
  });

  it("is kept in an issue where contents may not be written", async () => {
    const { workflow, emulator, octokit } = await onGitHub();
    emulator.faults.order({ path: "/git/", method: "POST", times: "always", action: denied });
    const opened = await workflow.notify({ status: "failure" }, { runId: 1 });
    expect(opened.outputs).toMatchObject({ incident: "opened", delivered: '{"summary":"delivered"}' });
    expect(opened.lines[0]).toMatch(/^info: What people are told is kept in an issue: .*contents: write/);
    const again = await workflow.notify({ status: "failure" }, { runId: 2 });
    expect(again.outputs).toMatchObject({ incident: "updated", count: "2" });
    const green = await workflow.notify({ status: "success" }, { runId: 3 });
    expect(green.outputs).toMatchObject({ incident: "recovered" });
    const { data: issues } = await octokit.rest.issues.listForRepo({ ...place, state: "all" });
    expect(issues).toHaveLength(1);
  });

  it("is kept on branches where that is asked for", async () => {
    const { workflow, octokit } = await onGitHub();
    await workflow.notify({ status: "failure", ledger: "branches" });
    const { data } = await octokit.rest.git.listMatchingRefs({ ...place, ref: "heads/holdfast-incidents/" });
    expect(data).toHaveLength(1);
  });

  it("is nowhere where nothing may be written: each failure is told, and the job says what to grant", async () => {
    const { workflow, emulator } = await onGitHub();
    emulator.faults.order({ path: "/git/", method: "POST", times: "always", action: denied });
    emulator.faults.order({ path: "/issues", method: "POST", times: "always", action: denied });
    const { outputs, lines, summary } = await workflow.notify({ status: "failure" });
    expect(outputs["incident"]).toBe("opened");
    expect(summary).toContain("job build failed");
    expect(lines).toContainEqual(expect.stringMatching(/^warning: What people were told .* not kept: .*issues: write/));
    const green = await workflow.notify({ status: "success" }, { runId: 2 });
    expect(green.outputs["incident"]).toBe("none");
  });

  it("takes a token unless it is kept in a folder", async () => {
    const workflow = await workflowForTest();
    await expect(workflow.notify({ status: "failure", ledger: "refs" })).rejects.toThrow(/takes the input token/);
  });
});

describe("a job that tells of those before it", () => {
  it("reads what their lanes recorded, which this run has as artifacts", async () => {
    const { workflow, emulator } = await onGitHub();
    const world = await worldOf(emulator);
    const service = artifactService(world, readContext(world.environment), undefined);
    const upload = async (name: string, journal: Buffer) => {
      const folder = join(workflow.folder, name);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "journal.jsonl"), journal);
      expect(await service.upload(name, folder)).toMatchObject({ kind: "uploaded" });
    };
    await upload("holdfast-a-lane-0123456789abcdef", journalOf(...failedStep("stranger", 1)));
    await upload("holdfast-build-0123456789abcdef", journalOf(...failedStep("old", 1)));
    await upload("holdfast-build-0123456789abcdef.2", journalOf(...failedStep("import", 75)));
    await upload("holdfast-other-0123456789abcdef", journalOf(...failedStep("other", 2)));
    await upload("report", journalOf(...failedStep("stranger", 2)));
    const needs = JSON.stringify({ build: { result: "failure" }, other: { result: "success" } });
    const { lines, summary } = await workflow.notify({ needs }, { job: "notify" });
    expect(lines[0]).toContain('"Nightly: step import failed"');
    expect(summary).toContain("exit code 75");

    const none = JSON.stringify({ build: { result: "success" }, plain: { result: "failure" } });
    const unnamed = await workflow.notify({ needs: none }, { job: "notify", runId: 1, attempt: 2 });
    expect(unnamed.lines[0]).toContain('"Nightly: step stranger failed"');
  });
});
