/** Runs that wait, and go on by the templates that resume them: under act a person plays GitHub, which starts what is queued. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collaborators, repositoryNamed } from "../../src/emulator/rest/index.ts";
import { comments, issues, reactions } from "../../src/emulator/rest/issues/rows.ts";
import { folderState } from "../../src/emulator/state.ts";
import { systemWorld } from "../../src/world/system.ts";
import { newUser, requireSuccess } from "./act.ts";
import { action, projectWith, runnerOf } from "./template-project.ts";

const automations = {
  "automations/release.yml": `automation: release
key: release-1
steps:
  build: { run: echo build >> "$EXECUTED" }
  approve: { wait-for: approval, message: "Publish?", timeout: 2d }
  publish: { run: echo "publish for $WHO" >> "$EXECUTED", env: { WHO: "\${{ steps.approve.outputs.by }}" } }
`,
  "automations/patient.yml": `automation: patient
steps:
  before: { run: echo before >> "$EXECUTED" }
  pause: { wait: 1s }
  after: { run: echo after >> "$EXECUTED" }
`,
  // As a template would, but that it has no patience.
  ".github/workflows/patient.yml": `on: workflow_dispatch
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ${action("run")}
        with: { automation: automations/patient.yml, suspend-after: 0s }
`,
  "automations/delivery.yml": `automation: delivery
key: order-4711
steps:
  parcel: { wait-for: event, event: delivered }
  thank: { run: echo "thanks for $NUMBER" >> "$EXECUTED", env: { NUMBER: "\${{ steps.parcel.outputs.number }}" } }
`,
};

let folder: string;
beforeAll(() => {
  folder = projectWith(["durable-automation", "resume", "approve"], automations);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A user with an automation that has begun to wait. */
async function waitingFor(automation: string, workflow = "durable-automation") {
  const user = await newUser(folder);
  const services = join(user.outside, "services");
  const { act } = runnerOf(user, workflow);
  const inputs = ["--input", `automation=automations/${automation}.yml`, "--input", "inputs={}", "--state", services];
  const first = await act(...inputs);
  requireSuccess(first);
  expect(first.said).toContain("::set-output:: status=suspended");
  return { user, services, goOn: () => act("--rerun", "1001", ...inputs) };
}

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

it("a run that asks for an approval goes on once somebody who may has said yes in its issue", async () => {
  const { user, services, goOn } = await waitingFor("release");
  const approve = async (body: string) => {
    const issue = { number: 1, state: "open", labels: [{ name: "holdfast-approval" }] };
    const told = { action: "created", issue, comment: { body } };
    const looked = await runnerOf(user, "approve", "issue_comment").deliver(told, "--state", services);
    requireSuccess(looked);
    return looked.said;
  };
  expect(await user.executed()).toEqual(["build"]);
  await comment(services, "eve", "/approve");
  expect(await approve("/approve")).toContain('::set-output:: decisions={"1001":"waits"}');
  await comment(services, "mona", "/approve checked on staging", "write");
  expect(await approve("/approve checked on staging")).toContain('::set-output:: decisions={"1001":"resumed"}');

  const resumed = await goOn();
  requireSuccess(resumed);
  expect(resumed.said).toContain("::set-output:: status=completed");
  expect(await user.executed()).toEqual(["publish for mona"]);
  const state = await folderState(systemWorld().files, services);
  expect(issues(state).all()).toMatchObject([{ state: "closed", stateReason: "completed" }]);
  expect(reactions(state).all()).toMatchObject([{ content: "confused" }, { content: "+1" }]);
});

it("a run that is rejected fails, and people are told", async () => {
  const { user, services, goOn } = await waitingFor("release");
  await comment(services, "mona", "/reject the banner is missing", "write");
  const swept = await runnerOf(user, "resume").act("--state", services);
  expect(swept.said).toContain("::set-output:: resumed=1");
  const failed = await goOn();
  expect(failed.code).toBe(1);
  expect(failed.said).toContain("mona said no: the banner is missing");
  expect(failed.said).toContain("::set-output:: incident=opened");
  expect(await user.executed()).toEqual(["build"]);
});

it("a run that waits for its time goes on once that has come", async () => {
  const { user, services, goOn } = await waitingFor("patient", "patient");
  expect(await user.executed()).toEqual(["before"]);
  const swept = await runnerOf(user, "resume").act("--state", services);
  requireSuccess(swept);
  expect(swept.said).toContain("::set-output:: resumed=1");
  requireSuccess(await goOn());
  expect(await user.executed()).toEqual(["after"]);
});

it("a run that waits for an event goes on with what it brings", async () => {
  const { user, services, goOn } = await waitingFor("delivery");
  const payload = {
    action: "holdfast-signal",
    client_payload: { key: "order-4711", event: "delivered", value: { number: 17 } },
  };
  const sent = await runnerOf(user, "resume", "repository_dispatch").deliver(payload, "--state", services);
  requireSuccess(sent);
  expect(sent.said).toContain('Event "delivered" for run "order-4711" is sent');
  expect(sent.said).toContain("::set-output:: resumed=1");
  requireSuccess(await goOn());
  expect(await user.executed()).toEqual(["thanks for 17"]);
});
