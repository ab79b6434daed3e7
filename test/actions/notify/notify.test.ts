import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { NewEvent } from "../../../src/journal/event.ts";
import { receiverForTest, type Behaviour, type Receiver } from "../../notify/channels/receiver.ts";
import { doneStep, failedStep, journalIn, leaveJournal, workflowForTest, type Workflow } from "./scene.ts";

const told = z.looseObject({
  change: z.string(),
  incident: z.looseObject({ title: z.string(), count: z.number() }),
});

function messagesTo({ taken }: Receiver) {
  return taken.map(({ body }) => told.parse(JSON.parse(body)));
}

/** A workflow that tells a webhook, and what that took. */
async function toWebhook(...behaviours: readonly Behaviour[]) {
  const receiver = await receiverForTest(...behaviours);
  const env = { WEBHOOK_URL: receiver.address.url.href };
  const inputs = { channels: "webhook", "private-hosts": "127.0.0.1" };
  return { workflow: await workflowForTest(), receiver, env, inputs };
}

describe("a job that fails, fails again and recovers", () => {
  it("opens an incident, goes on with it and closes it", async () => {
    const { workflow, receiver, env, inputs } = await toWebhook({ status: 200 });
    await leaveJournal(workflow, ...failedStep("import", 75));

    const first = await workflow.notify({ ...inputs, status: "failure" }, { runId: 7, env });
    expect(first.outputs).toEqual({
      incident: "opened",
      delivered: '{"summary":"delivered","webhook":"delivered"}',
      issue: "",
      count: "1",
    });
    expect(first.lines).toEqual(['info: Incident "Nightly: step import failed" is open: told by summary, webhook.']);
    expect(first.summary).toContain("exit code 75");

    const second = await workflow.notify({ ...inputs, status: "failure" }, { runId: 8, env });
    expect(second.outputs).toMatchObject({ incident: "updated", count: "2" });
    const green = await workflow.notify({ ...inputs, status: "success" }, { runId: 9, env });
    expect(green.outputs).toMatchObject({ incident: "recovered", count: "2" });
    const after = await workflow.notify({ ...inputs, status: "success" }, { runId: 10, env });
    expect(after.outputs).toEqual({ incident: "none", delivered: "{}", issue: "", count: "0" });
    expect(messagesTo(receiver).map(({ change, incident }) => [change, incident.count])).toEqual([
      ["opened", 1],
      ["updated", 2],
      ["recovered", 2],
    ]);
  });

  it("has an incident for each error, and a success closes all of them", async () => {
    const { workflow, receiver, env, inputs } = await toWebhook({ status: 200 });
    await workflow.notify({ ...inputs, status: "failure", error: "row 17 is wrong" }, { runId: 1, env });
    await workflow.notify({ ...inputs, status: "failure", error: "row 18 is wrong\nmore" }, { runId: 2, env });
    await workflow.notify({ ...inputs, status: "failure", error: "connection reset" }, { runId: 3, env });
    const green = await workflow.notify({ ...inputs, status: "success" }, { runId: 4, env });
    expect(green.outputs["incident"]).toBe("recovered");
    const changes = messagesTo(receiver).map(({ change }) => change);
    expect(changes).toEqual(["opened", "updated", "opened", "recovered", "recovered"]);
  });

  it("has one incident under a key of its own, whatever it fails of, in any job", async () => {
    const { workflow, env, inputs } = await toWebhook({ status: 200 });
    const own = { ...inputs, "incident-key": "nightly", title: "The nightly sync" };
    await workflow.notify({ ...own, status: "failure", error: "a" }, { runId: 1, env });
    const other = await workflow.notify({ ...own, status: "failure", error: "b" }, { runId: 2, job: "test", env });
    expect(other.outputs).toMatchObject({ incident: "updated", count: "2" });
    expect(other.lines[0]).toContain('Incident "The nightly sync" goes on');
  });

  it("tells nothing of what others of its run have told, and does not close a newer failure", async () => {
    const { workflow, env, inputs } = await toWebhook({ status: 200 });
    await workflow.notify({ ...inputs, status: "failure" }, { runId: 5, env });
    const leg = await workflow.notify({ ...inputs, status: "failure" }, { runId: 5, env });
    expect(leg.outputs).toEqual({ incident: "none", delivered: "{}", issue: "", count: "1" });
    const older = await workflow.notify({ ...inputs, status: "success" }, { runId: 4, env });
    expect(older.outputs["incident"]).toBe("none");
    const still = await workflow.notify({ ...inputs, status: "failure" }, { runId: 6, env });
    expect(still.outputs).toMatchObject({ incident: "updated", count: "2" });
  });
});

describe("a job of a matrix", () => {
  it("that succeeds closes nothing while another fails, and says how to have it closed", async () => {
    const { workflow, receiver, env, inputs } = await toWebhook({ status: 200 });
    const leg = { ...inputs, "job-total": "2" };
    for (const runId of [1, 2]) {
      await workflow.notify({ ...leg, status: "success" }, { runId, env });
      await workflow.notify({ ...leg, status: "failure" }, { runId, env });
    }
    expect(messagesTo(receiver).map(({ change }) => change)).toEqual(["opened", "updated"]);
    const green = await workflow.notify({ ...leg, status: "success" }, { runId: 3, env });
    expect(green.outputs).toMatchObject({ incident: "none", count: "2" });
    expect(green.lines).toEqual([
      expect.stringMatching(
        /^info: Incident "Nightly: job build failed" stays open: this is one of 2 jobs of a matrix.*needs/,
      ),
    ]);
  });

  it("recovers what has a key of its own", async () => {
    const { workflow, env, inputs } = await toWebhook({ status: 200 });
    const leg = { ...inputs, "incident-key": "nightly-linux", "job-total": "1" };
    await workflow.notify({ ...leg, status: "failure" }, { runId: 1, env });
    const green = await workflow.notify({ ...leg, status: "success" }, { runId: 2, env });
    expect(green.outputs["incident"]).toBe("recovered");
  });

  it("that ran out of its time is told by the one that needs it", async () => {
    const workflow = await workflowForTest();
    const needs = JSON.stringify({ build: { result: "success" }, test: { result: "cancelled" } });
    const { outputs, lines } = await workflow.notify({ status: "success", needs, "on-cancelled": "failure" });
    expect(outputs["incident"]).toBe("opened");
    expect(lines[0]).toContain("job test failed");
  });
});

describe("nothing is told", () => {
  it.each([
    ["was cancelled", { status: "cancelled" }],
    ["was skipped", { status: "skipped" }],
    ["was suspended", { status: "suspended" }],
  ])("of a job that %s", async (why, inputs) => {
    const workflow = await workflowForTest();
    const { lines, outputs } = await workflow.notify(inputs);
    expect(lines).toEqual([`info: There is nothing to tell: the job ${why}.`]);
    expect(outputs).toEqual({ incident: "none", delivered: "{}", issue: "", count: "0" });
  });

  it("of a green job whose run waits: it does not close what is open", async () => {
    const workflow = await workflowForTest();
    await workflow.notify({ status: "failure" }, { runId: 1 });
    await leaveJournal(
      workflow,
      { type: "run-started", name: "orders" },
      { type: "wait-started", path: "a", until: 5 },
      { type: "run-suspended", until: 5, waiting: ["a"] },
    );
    const suspended = await workflow.notify({ status: "success" }, { runId: 2 });
    expect(suspended.lines[0]).toContain("a run of this job is suspended");
    const failed = await workflow.notify({ status: "failure", error: "job build failed" }, { runId: 3 });
    expect(failed.outputs["incident"]).toBe("opened");
  });
});

describe("a channel that does not take the message", () => {
  it("shows in the output and as a warning, and leaves the job as it is", async () => {
    const { workflow, env, inputs } = await toWebhook({ status: 404, body: "no such hook" });
    const { outputs, lines } = await workflow.notify({ ...inputs, status: "failure" }, { env });
    expect(outputs).toMatchObject({ incident: "opened", delivered: '{"summary":"delivered","webhook":"failed"}' });
    expect(lines).toEqual([
      'info: Incident "Nightly: job build failed" is open: told by summary.',
      "warning: Nobody is told by channel webhook: HTTP 404: no such hook.",
    ]);
  });

  it("fails the step where that is asked for", async () => {
    const { workflow, env, inputs } = await toWebhook({ status: 404 });
    const { lines } = await workflow.notify({ ...inputs, status: "failure", "fail-on-error": "true" }, { env });
    expect(lines.at(-1)).toBe("failed: Nobody is told by channel webhook: HTTP 404.");
  });

  it("may have taken it: that is said, too", async () => {
    const { workflow, env, inputs } = await toWebhook("reset");
    const { outputs, lines } = await workflow.notify({ ...inputs, status: "failure" }, { env });
    expect(outputs["delivered"]).toBe('{"summary":"delivered","webhook":"unknown"}');
    expect(lines.at(-1)).toMatch(/^warning: Nobody is told by channel webhook: it may have taken the message/);
  });

  it("and has no secret says so once, also while all is well", async () => {
    const workflow = await workflowForTest();
    const green = await workflow.notify({ status: "success", channels: "slack\nteams" });
    expect(green.lines).toEqual([
      "warning: Nobody is told by channel slack: SLACK_WEBHOOK_URL is not set in the step's env.",
      "warning: Nobody is told by channel teams: TEAMS_WEBHOOK_URL is not set in the step's env.",
    ]);
    const red = await workflow.notify({ status: "failure", channels: "slack" }, { runId: 2 });
    expect(red.lines.filter((line) => line.includes("SLACK_WEBHOOK_URL"))).toHaveLength(1);
    expect(red.outputs["delivered"]).toBe('{"summary":"delivered","slack":"failed"}');
  });

  it("and has no address of the public internet is not tried", async () => {
    const { workflow, receiver, env } = await toWebhook({ status: 200 });
    const { lines } = await workflow.notify({ status: "failure", channels: "webhook" }, { env });
    expect(lines[0]).toBe(
      "warning: Nobody is told by channel webhook: the address of WEBHOOK_URL does not begin with https://; write one that does.",
    );
    expect(receiver.taken).toEqual([]);
  });
});

describe("channels", () => {
  it("are those of the configuration, by their names", async () => {
    const { env, inputs, receiver } = await toWebhook({ status: 200 });
    const configuration = "channels:\n  on-call: { type: webhook, url: ON_CALL_URL, secret: ON_CALL_SECRET }\n";
    const workflow = await workflowForTest({ ".github/holdfast.yml": configuration });
    const own = { ON_CALL_URL: env.WEBHOOK_URL, ON_CALL_SECRET: "correct horse battery" };
    const said = await workflow.notify({ ...inputs, channels: "on-call", status: "failure" }, { env: own });
    expect(said.outputs["delivered"]).toBe('{"summary":"delivered","on-call":"delivered"}');
    expect(receiver.taken[0]!.headers["x-holdfast-signature-256"]).toMatch(/^sha256=[\da-f]{64}$/);
    expect(said.masked).toEqual([own.ON_CALL_URL, own.ON_CALL_SECRET]);
  });

  it("of an unknown name are a fault that is said, and the others are told", async () => {
    const { workflow, env, inputs, receiver } = await toWebhook({ status: 200 });
    const said = await workflow.notify({ ...inputs, status: "failure", channels: "slck\nwebhook" }, { env });
    expect(said.outputs).toMatchObject({
      incident: "opened",
      delivered: '{"summary":"delivered","slck":"failed","webhook":"delivered"}',
    });
    const fault = /^warning: Nobody is told by channel slck: there is no such channel; did you mean "slack"\?/;
    expect(said.lines).toContainEqual(expect.stringMatching(fault));
    expect(receiver.taken).toHaveLength(1);
  });

  it("of a configuration that is wrong are told as far as they can be opened without it", async () => {
    const { env, inputs, receiver } = await toWebhook({ status: 200 });
    const workflow = await workflowForTest({ ".github/holdfast.yml": "channels: [pager\nretries: 3\n" });
    const given = { ...inputs, status: "failure", channels: "pager\nwebhook" };
    const said = await workflow.notify(given, { env });
    expect(said.outputs["delivered"]).toBe('{"summary":"delivered","pager":"failed","webhook":"delivered"}');
    expect(said.lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^warning: The configuration is left aside: \.github\/holdfast\.yml:\d+:\d+: /),
      "warning: Nobody is told by channel pager: it may be one of .github/holdfast.yml, which is faulty.",
    ]);
    expect(receiver.taken).toHaveLength(1);
    const strict = await workflow.notify({ ...given, "fail-on-error": "true" }, { runId: 2, env });
    expect(strict.lines[0]).toMatch(/^failed: The configuration is left aside/);
    expect(strict.outputs["incident"]).toBe("updated");
  });

  it("take nothing that is secret", async () => {
    const { workflow, env, inputs, receiver } = await toWebhook({ status: 200 });
    const secret = "hunter2-hunter2";
    const said = await workflow.notify(
      {
        ...inputs,
        status: "failure",
        title: `Sync with ${secret}`,
        error: `401 for ${secret}\nAuthorization: ${secret}`,
      },
      { env: { ...env, API_TOKEN: secret } },
    );
    expect(receiver.taken).toHaveLength(1);
    expect([receiver.taken[0]!.body, said.summary, ...said.lines].join("\n")).not.toContain(secret);
    expect(messagesTo(receiver)[0]!.incident.title).toBe("Sync with ***");
  });
});

async function titleOf(workflow: Workflow, inputs: Readonly<Record<string, string>>): Promise<string> {
  const { lines } = await workflow.notify(inputs);
  return /"(.*)"/.exec(lines[0]!)![1]!;
}

describe("what failed", () => {
  it("is the automation's step that the journal of this job tells of", async () => {
    const workflow = await workflowForTest();
    const failure = { kind: "exit", message: "exit code 75", code: 75 } as const;
    const ended = { type: "run-ended", status: "failed", failure, causes: ["publish"] } satisfies NewEvent;
    const steps = [...doneStep("fetch"), ...failedStep("publish", 75)];
    await leaveJournal(workflow, { type: "run-started", name: "orders" }, ...steps, ended);
    const { summary, lines } = await workflow.notify({ status: "failure" });
    expect(lines[0]).toContain("Nightly: orders failed at publish");
    for (const fact of ["orders", "publish", "| 3 |", "| 75 |", "temporary failure", "mermaid"])
      expect(summary).toContain(fact);
  });

  it("is the step that the workflow tells of where nothing is recorded", async () => {
    const steps = {
      lint: { outcome: "failure", conclusion: "success", outputs: {} },
      test: { outcome: "failure", conclusion: "failure", outputs: { attempts: "2", "exit-code": "9" } },
    };
    const workflow = await workflowForTest();
    const given = { status: "failure", steps: JSON.stringify(steps) };
    expect(await titleOf(workflow, given)).toBe("Nightly: step test failed");
  });

  it("is named by jobs that are needed and failed", async () => {
    const needs = { build: { result: "success" }, lint: { result: "failure" }, test: { result: "failure" } };
    const workflow = await workflowForTest();
    const given = { status: "success", needs: JSON.stringify(needs) };
    expect(await titleOf(workflow, given)).toBe("Nightly: jobs lint, test failed");
  });

  it("is still told where what is recorded is not sound", async () => {
    const workflow = await workflowForTest();
    await leaveJournal(workflow, ...failedStep("import", 75));
    const path = journalIn(workflow);
    await writeFile(path, (await readFile(path, "utf8")).replace("import", "export"));
    expect(await titleOf(workflow, { status: "failure" })).toBe("Nightly: job build failed");
  });
});
