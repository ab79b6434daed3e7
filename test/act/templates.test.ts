/** The workflow templates as somebody has them who copied them with `holdfast init`. */
import { rmSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issues } from "../../src/emulator/rest/issues/rows.ts";
import { recordRepository, recordRun, recordWorkflow } from "../../src/emulator/rest/index.ts";
import { folderState } from "../../src/emulator/state.ts";
import { systemWorld } from "../../src/world/system.ts";
import { newUser, requireSuccess, type User } from "./act.ts";
import { recordJobs } from "./jobs.ts";
import { projectWith, runnerOf } from "./template-project.ts";

let folder: string;

/** Steps that leave a trace, and fail while a file says so. */
const automations = {
  "durable-automation": `automation: durable-automation
inputs: { order: { type: string, required: true } }
steps:
  fetch: { run: echo fetch >> "$EXECUTED" }
  import:
    run: |
      echo "import $ORDER" >> "$EXECUTED"
      test ! -e "$BROKEN"
    env: { ORDER: "\${{ inputs.order }}" }
outputs: { order: "\${{ inputs.order }}" }
`,
  flaky: `automation: flaky
steps:
  fetch: { run: echo fetch >> "$EXECUTED" }
  import:
    run: |
      test ! -e "$BROKEN" || exit 75
      echo import >> "$EXECUTED"
`,
  patient: `automation: patient
steps:
  before: { run: echo before >> "$EXECUTED" }
  pause: { wait: 3d }
  after: { run: echo after >> "$EXECUTED" }
`,
  deploy: `automation: deploy
inputs:
  version: { type: string, required: true }
  environment: { type: choice, options: [staging, production], required: true }
env: { VERSION: "\${{ inputs.version }}", ENVIRONMENT: "\${{ inputs.environment }}" }
steps:
  deploy:
    run: echo "$ENVIRONMENT gets $VERSION" >> "$EXECUTED"
    compensate: echo "$ENVIRONMENT goes back" >> "$EXECUTED"
  smoke-test: { run: 'test ! -e "$BROKEN-$ENVIRONMENT"' }
`,
  rollback: `automation: rollback
inputs:
  version: { type: string, required: true }
  environment: { type: choice, options: [staging, production], required: true }
env: { ENVIRONMENT: "\${{ inputs.environment }}" }
steps:
  rollback: { run: 'echo "$ENVIRONMENT is rolled back" >> "$EXECUTED"' }
`,
};

/** A workflow that calls a template. */
const caller = `on: workflow_dispatch
permissions: {}
jobs:
  orders:
    permissions: { contents: read, issues: write, actions: read }
    uses: ./.github/workflows/durable-automation.yml
    with:
      automation: automations/durable-automation.yml
      inputs: '{"order": "4712"}'
  after:
    needs: orders
    runs-on: ubuntu-latest
    steps:
      - run: echo "$STATUS $OUTPUTS"
        env:
          STATUS: \${{ needs.orders.outputs.status }}
          OUTPUTS: \${{ needs.orders.outputs.outputs }}
`;

beforeAll(() => {
  const templates = ["durable-automation", "scheduled", "event-driven", "deploy", "recover", "watchdog"];
  const named = Object.entries(automations).map(([name, text]) => [`automations/${name}.yml`, text]);
  folder = projectWith(templates, { ...Object.fromEntries(named), ".github/workflows/caller.yml": caller });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the template of events for one. */
const deliver = (user: User, event: string, payload: object) => runnerOf(user, "event-driven", event).deliver(payload);

/** What recover says when it is told that the first run of these services was completed. */
async function recovered(user: User, services: string) {
  const event = { action: "completed", workflow_run: { id: 1001 } };
  const decided = await runnerOf(user, "recover", "workflow_run").deliver(event, "--state", services);
  requireSuccess(decided);
  return decided.said;
}

describe("durable-automation", () => {
  it("runs an automation, and goes on where it stopped when it is re-run", async () => {
    const user = await newUser(folder);
    const { act, broken } = runnerOf(user, "durable-automation");
    const inputs = ["--input", 'inputs={"order": "4711"}', "--input", "automation=automations/durable-automation.yml"];
    await writeFile(broken, "");

    const failed = await act(...inputs);
    expect(failed.code).toBe(1);
    expect(failed.said).toContain('Run "1001" failed at import: exit code 1.');
    expect(failed.said).toContain("::set-output:: incident=opened");
    expect(await user.executed()).toEqual(["fetch", "import 4711"]);

    await rm(broken);
    const resumed = await act("--rerun", ...inputs);
    requireSuccess(resumed);
    expect(await user.executed()).toEqual(["import 4711"]);
    expect(resumed.said).toContain("::set-output:: incident=recovered");
  });

  it("runs nothing where the automation has a fault", async () => {
    const user = await newUser(folder);
    const { act } = runnerOf(user, "durable-automation");
    const refused = await act("--input", "automation=automations/durable-automation.yml", "--input", "inputs={}");
    expect(refused.code).toBe(1);
    expect(refused.said).toContain("order");
    expect(await user.executed()).toEqual([]);
  });

  it("tells nobody of a run that is suspended", async () => {
    const user = await newUser(folder);
    const { act } = runnerOf(user, "durable-automation");
    const suspended = await act("--input", "automation=automations/patient.yml", "--input", "inputs={}");
    requireSuccess(suspended);
    expect(suspended.said).toContain("::set-output:: status=suspended");
    expect(suspended.said).toContain("There is nothing to tell: the job was suspended.");
    expect(await user.executed()).toEqual(["before"]);
  });

  it("can be called, and hands on what came of it", async () => {
    const user = await newUser(folder);
    const called = await runnerOf(user, "caller").act();
    requireSuccess(called);
    expect(called.output).toContain('completed {"order":"4712"}');
  });
});

describe("deploy", () => {
  it("goes to staging and then to production", async () => {
    const user = await newUser(folder);
    const { act } = runnerOf(user, "deploy");
    requireSuccess(await act("--input", "version=1.4.0"));
    expect(await user.executed()).toEqual(["staging gets 1.4.0", "production gets 1.4.0"]);
  });

  it("goes no further than a staging that is not well", async () => {
    const user = await newUser(folder);
    const { act, broken } = runnerOf(user, "deploy");
    await writeFile(`${broken}-staging`, "");
    const failed = await act("--input", "version=1.4.0");
    expect(failed.code).toBe(1);
    expect(await user.executed()).toEqual(["staging gets 1.4.0", "staging goes back"]);
    expect(failed.said).toContain("::set-output:: incident=opened");
  });

  it("takes both back where production is not well, and tells people until a deployment succeeds", async () => {
    const user = await newUser(folder);
    const { act, broken } = runnerOf(user, "deploy");
    await writeFile(`${broken}-production`, "");
    const failed = await act("--input", "version=1.4.0");
    expect(failed.code).toBe(1);
    expect(await user.executed()).toEqual([
      "staging gets 1.4.0",
      "production gets 1.4.0",
      "production goes back",
      "staging is rolled back",
    ]);
    expect(failed.said).toContain("::set-output:: incident=opened");

    await rm(`${broken}-production`);
    const mended = await act("--input", "version=1.4.1");
    requireSuccess(mended);
    expect(mended.said).toContain("::set-output:: incident=recovered");
  });
});

describe("scheduled, with the automation it comes with", () => {
  it("is done once a night, whoever starts it again", async () => {
    const user = await newUser(folder);
    const { act } = runnerOf(user, "scheduled");
    const first = await act("--input", "date=2026-11-21");
    requireSuccess(first);
    expect(first.said).toContain("what there is to do on 2026-11-21");
    const second = await act("--input", "date=2026-11-21");
    requireSuccess(second);
    expect(second.said).toContain('Run "scheduled-2026-11-21" of scheduled was completed before: nothing was run.');
  });

  it("takes the date of the night where a schedule starts it", async () => {
    const user = await newUser(folder);
    const night = await runnerOf(user, "scheduled", "schedule").act();
    requireSuccess(night);
    expect(night.said).toMatch(/what there is to do on \d{4}-\d{2}-\d{2}/);
  });
});

describe("event-driven, with the automation it comes with", () => {
  it("handles an event once, however often it is delivered", async () => {
    const user = await newUser(folder);
    const payload = { action: "automation", client_payload: { id: "order-4711", subject: 'It says "hello"' } };
    const first = await deliver(user, "repository_dispatch", payload);
    requireSuccess(first);
    expect(first.output).toContain('Event repository_dispatch, order-4711: It says "hello"');
    const second = await deliver(user, "repository_dispatch", payload);
    requireSuccess(second);
    expect(second.output).not.toContain("Event repository_dispatch");
  });

  it("refuses an event without an id, and one that says what it may not", async () => {
    const user = await newUser(folder);
    const nameless = await deliver(user, "repository_dispatch", { action: "automation", client_payload: {} });
    expect(nameless.code).toBe(1);
    const odd = await deliver(user, "repository_dispatch", { action: "automation", client_payload: { id: "a b; c" } });
    expect(odd.code).toBe(1);
    expect(odd.said).toContain('input id is "a b; c"; write text that matches');
  });

  it("starts for an issue only by its label", async () => {
    const user = await newUser(folder);
    const issue = { number: 7, title: "Order 4711", body: "Please.\n$(date)" };
    const other = await deliver(user, "issues", { action: "labeled", label: { name: "bug" }, issue });
    requireSuccess(other);
    expect(other.output).not.toContain("Event issues");
    const labelled = await deliver(user, "issues", { action: "labeled", label: { name: "run" }, issue });
    requireSuccess(labelled);
    expect(labelled.output).toContain("Event issues, 7: Order 4711");
  });
});

describe("recover", () => {
  it("tells people, once, of a run that failed of what does not pass", async () => {
    const user = await newUser(folder);
    const services = join(user.outside, "services");
    const { act, broken } = runnerOf(user, "durable-automation");
    const inputs = ["--input", 'inputs={"order": "4711"}', "--input", "automation=automations/durable-automation.yml"];
    await writeFile(broken, "");
    await act("--state", services, ...inputs);
    expect(await recovered(user, services)).toContain('::set-output:: decisions={"1001":"told"}');
    expect(await recovered(user, services)).toContain('::set-output:: decisions={"1001":"left"}');
  });

  it("has what failed of trouble that passes run again, by its journal, and finds that all is well then", async () => {
    const user = await newUser(folder);
    const services = join(user.outside, "services");
    const { act, broken } = runnerOf(user, "durable-automation");
    const given = ["--state", services, "--input", "inputs={}", "--input", "automation=automations/flaky.yml"];
    await writeFile(broken, "");
    expect((await act(...given)).code).toBe(1);
    // So long ago that nobody has to wait.
    await recordJobs(services, 1001, 2 * minute, { Run: "failure", "Tell people": "success" });
    expect(await recovered(user, services)).toContain('::set-output:: decisions={"1001":"rerun"}');

    await rm(broken);
    requireSuccess(await act("--rerun", "1001", ...given));
    expect(await user.executed()).toEqual(["fetch", "import"]);
    const last = await recovered(user, services);
    expect(last).toContain('::set-output:: decisions={"1001":"left"}');
    expect(last).toContain("it succeeded");
  });
});

it("watchdog looks at the workflows that have a schedule, and tells nobody where all is well", async () => {
  const user = await newUser(folder);
  const watched = await runnerOf(user, "watchdog").act();
  requireSuccess(watched);
  expect(watched.said).toContain("::set-output:: watched=1");
  expect(watched.said).toContain("::set-output:: healthy=true");
});

it("watchdog opens an incident for a night that did not come, and closes it once one has", async () => {
  const user = await newUser(folder);
  const services = join(user.outside, "services");
  const { act } = runnerOf(user, "watchdog");
  const watch = async () => {
    const watched = await act("--state", services);
    requireSuccess(watched);
    return watched.said;
  };

  await recordNight(services, 5 * day);
  const missed = await watch();
  expect(missed).toContain("::set-output:: watched=2");
  expect(missed).toContain("::set-output:: healthy=false");
  expect(await issuesIn(services)).toContainEqual(expect.stringMatching(/^open scheduled\.yml: no success since /));

  await recordNight(services, minute);
  expect(await watch()).toContain("::set-output:: healthy=true");
  expect(await issuesIn(services)).toContainEqual(expect.stringMatching(/^closed scheduled\.yml: no success since /));
});

const minute = 60_000;
const day = 86_400_000;

/** A success of the nightly template, as if its schedule had started it so many milliseconds ago. */
async function recordNight(services: string, ago: number): Promise<void> {
  const { files, clock } = systemWorld();
  const state = await folderState(files, services);
  const place = { state, clock };
  const home = await recordRepository(place, { owner: "octo", name: "orders" });
  const workflowPath = ".github/workflows/scheduled.yml";
  recordWorkflow(place, home, { path: workflowPath, createdAt: 0, updatedAt: 0 });
  const createdAt = clock.now() - ago;
  const times = { createdAt, startedAt: createdAt, updatedAt: createdAt + minute };
  recordRun(place, home, { workflowPath, event: "schedule", status: "completed", conclusion: "success", ...times });
  await state.saved();
}

/** Those of the ledger among them: it keeps in an issue what people were told. */
async function issuesIn(services: string): Promise<string[]> {
  const state = await folderState(systemWorld().files, services);
  return issues(state)
    .all()
    .map(({ state: stands, title }) => `${stands} ${title}`);
}
