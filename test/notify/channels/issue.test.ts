import { Octokit } from "@octokit/rest";
import { expect, test } from "vitest";
import { tokens } from "../../../src/emulator/rest/index.ts";
import { patientFetch } from "../../../src/github/rate-limit.ts";
import type { FaultAction } from "../../../src/emulator/fault-order.ts";
import { issueChannel, type IssueSettings } from "../../../src/notify/channels/issue.ts";
import { bodyOf } from "../../../src/notify/channels/issue-text.ts";
import type { Message } from "../../../src/notify/message.ts";
import { hastyClock } from "../../github/haste.ts";
import { emulatorForTest } from "../../github/scene.ts";
import { messageOf, recoveryOf, updateOf } from "./messages.ts";
import { never } from "./receiver.ts";

const place = { owner: "octocat", repo: "hello-world" };
const OPEN = "POST /repos/octocat/hello-world/issues";
const COMMENT = "POST /repos/octocat/hello-world/issues/1/comments";

const patience = { longestWait: 60_000, attempts: 3, answerWithin: 30_000 };

/** The client is ours but for its throttling, which all clients of a process share: it would space out what tests write. */
async function scene({ factor = 20, ...settings }: Partial<IssueSettings> & { factor?: number } = {}) {
  const clock = hastyClock(factor);
  const emulator = await emulatorForTest();
  const fetch = patientFetch(globalThis.fetch, clock, patience);
  const clientOf = (auth: string) => new Octokit({ auth, baseUrl: emulator.url, request: { fetch }, log: silent });
  const octokit = clientOf("ghs_emulator");
  tokens(emulator.state).insert({ token: "of-a-person", login: "jane" });
  const repository = { owner: place.owner, name: place.repo };
  const channel = issueChannel({ clock }, octokit, {
    name: "issue",
    repository,
    labels: [],
    assignees: [],
    ...settings,
  });
  return {
    emulator,
    jane: clientOf("of-a-person"),
    deliver: (message: Message, previous?: string) => channel.deliver(message, previous, never),
    issues: async () => (await octokit.rest.issues.listForRepo({ ...place, state: "all", direction: "asc" })).data,
    comments: async (number = 1) => {
      const { data } = await octokit.rest.issues.listComments({ ...place, issue_number: number });
      return data.map(({ body = "" }) => body);
    },
  };
}

test("an incident opens an issue that says all there is to say", async () => {
  const { deliver, issues } = await scene({ labels: ["incident", "nightly"], assignees: ["jane"] });
  expect(await deliver(messageOf({ runbookUrl: "https://example.com/runbook" }))).toEqual({
    kind: "delivered",
    reference: "1",
  });
  const [issue] = await issues();
  expect(issue).toMatchObject({ title: "Nightly sync failed", state: "open", assignees: [{ login: "jane" }] });
  expect(issue?.labels).toMatchObject([{ name: "incident" }, { name: "nightly" }]);
  const seen = readable(issue?.body);
  for (const told of [
    "exit code 75: temporary failure",
    "import-orders",
    "import / order 7",
    "transient (temporary failure, EX_TEMPFAIL)",
    "read ECONNRESET",
    "import / order 8",
    "To go on, re-run the failed jobs",
    "https://github.com/octocat/hello-world/actions/runs/1001/attempts/1",
    "https://github.com/octocat/hello-world/commit/0123456789abcdef0123456789abcdef01234567",
    "https://example.com/runbook",
  ]) {
    expect(seen).toContain(told);
  }
});

test("each change is a comment and renews the body, and recovery closes the issue", async () => {
  const { deliver, issues, comments } = await scene();
  await deliver(messageOf());
  for (const message of [updateOf(2), { ...updateOf(3), change: "reminded" } as const, recoveryOf(3)]) {
    expect(await deliver(message, "1")).toEqual({ kind: "delivered", reference: "1" });
  }
  const [updated, reminded, recovered, ...more] = (await comments()).map(readable);
  expect(updated).toContain("Nightly sync failed: failed again");
  expect(updated).toContain("Failed 2 times since");
  expect(reminded).toContain("still failing");
  expect(recovered).toContain("Recovered after 1h30m. Failed 3 times");
  expect(more).toEqual([]);
  const [issue, ...others] = await issues();
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ state: "closed", state_reason: "completed" });
  expect(readable(issue?.body)).toContain("Recovered after 1h30m");
  // What failed stays to be read.
  expect(readable(issue?.body)).toContain("read ECONNRESET");
});

test("what was delivered and never noted is found again, by whomever", async () => {
  const { deliver, issues, comments } = await scene();
  for (const message of [messageOf(), messageOf(), updateOf(2), updateOf(2), recoveryOf(2), recoveryOf(2)]) {
    expect(await deliver(message)).toEqual({ kind: "delivered", reference: "1" });
  }
  expect(await issues()).toHaveLength(1);
  expect(await comments()).toHaveLength(2);
});

test("an issue whose opening was not heard of says what has failed since", async () => {
  const { deliver, issues, comments } = await scene();
  await deliver(messageOf());
  expect(await deliver({ ...updateOf(2), change: "opened" })).toEqual({ kind: "delivered", reference: "1" });
  expect(readable((await issues())[0]?.body)).toContain("Failed 2 times");
  expect(await comments()).toEqual([]);
});

test("what people write around our part stays, and where they took it out nothing is put in", async () => {
  const { deliver, issues, jane } = await scene();
  await deliver(messageOf());
  const [issue] = await issues();
  await jane.rest.issues.update({ ...place, issue_number: 1, body: `Jane looks.\n\n${issue?.body}\n\nSince noon.` });
  await deliver(updateOf(2), "1");
  const [renewed] = await issues();
  expect(readable(renewed?.body)).toMatch(/^Jane looks\.\n\n[^]*Failed 2 times[^]*\n\nSince noon\.$/);
  await jane.rest.issues.update({ ...place, issue_number: 1, body: "Never mind." });
  await deliver(updateOf(3), "1");
  expect((await issues())[0]?.body).toBe("Never mind.");
});

test.each([updateOf(2), recoveryOf(2)])(
  "who closed the issue is told of, and nothing is said: $change",
  async (message) => {
    const { deliver, jane, comments, issues } = await scene();
    await deliver(messageOf());
    await jane.rest.issues.update({ ...place, issue_number: 1, state: "closed" });
    expect(await deliver(message, "1")).toEqual({ kind: "delivered", reference: "1", closedByPerson: "jane" });
    expect(await comments()).toEqual([]);
    expect(await issues()).toHaveLength(1);
  },
);

test("a person who closes the issue while it is told of is not overruled", async () => {
  const { deliver, jane, issues, emulator } = await scene();
  await deliver(messageOf());
  emulator.faults.order({ operation: COMMENT, action: { kind: "delay", ms: 300 } });
  const delivering = deliver(updateOf(2), "1");
  await expect.poll(() => emulator.requests.count(COMMENT)).toBe(1);
  await jane.rest.issues.update({ ...place, issue_number: 1, state: "closed" });
  await delivering;
  expect(await issues()).toMatchObject([{ state: "closed", closed_by: { login: "jane" } }]);
});

test("what comes late says nothing: more is told already", async () => {
  const { deliver, comments, issues } = await scene();
  await deliver(messageOf());
  await deliver(updateOf(3), "1");
  expect(await deliver(updateOf(2), "1")).toEqual({ kind: "delivered", reference: "1" });
  await deliver(recoveryOf(3), "1");
  expect(await deliver({ ...updateOf(3), change: "reminded" }, "1")).toEqual({ kind: "delivered", reference: "1" });
  expect(await comments()).toHaveLength(2);
  expect(await issues()).toMatchObject([{ state: "closed" }]);
});

test("a key's next incident opens an issue of its own", async () => {
  const { deliver, issues } = await scene();
  await deliver(messageOf());
  await deliver(recoveryOf(), "1");
  expect(await deliver(messageOf({}, { number: 2 }), "1")).toEqual({ kind: "delivered", reference: "2" });
  expect(await issues()).toMatchObject([{ state: "closed" }, { state: "open" }]);
});

test("an incident whose issue is gone, or was never opened, opens one; a recovery of which none knows does not", async () => {
  const { deliver, issues } = await scene();
  expect(await deliver(recoveryOf(), "7")).toEqual({ kind: "delivered" });
  expect(await deliver(updateOf(2), "7")).toEqual({ kind: "delivered", reference: "1" });
  expect(await issues()).toHaveLength(1);
});

test("a stranger's issue that looks like ours is not believed", async () => {
  const { deliver, issues, jane } = await scene();
  await jane.rest.issues.create({ ...place, title: "Nightly sync failed", body: bodyOf(messageOf()) });
  expect(await deliver(messageOf())).toEqual({ kind: "delivered", reference: "2" });
  expect(await issues()).toHaveLength(2);
});

test("who can no longer be assigned keeps nobody from being told", async () => {
  const { deliver, issues, emulator } = await scene({ assignees: ["gone"] });
  emulator.faults.order({
    operation: OPEN,
    action: { kind: "status", status: 422, body: { message: "Validation Failed" } },
  });
  expect(await deliver(messageOf())).toEqual({ kind: "delivered", reference: "1" });
  expect(await issues()).toMatchObject([{ assignees: [] }]);
});

const lost: readonly FaultAction[] = [
  { kind: "drop-after-commit" },
  { kind: "drop-after-commit", status: 502 },
  { kind: "reset" },
  { kind: "status", status: 500 },
  { kind: "hang" },
  { kind: "secondary-rate-limit", retryAfterSeconds: 30 },
];

test.each(lost)("whatever becomes of an answer, each thing is said once: %j", async (action) => {
  const { deliver, issues, comments, emulator } = await scene({ factor: 40 });
  emulator.faults.order({ operation: OPEN, action });
  expect(await deliver(messageOf())).toEqual({ kind: "delivered", reference: "1" });
  emulator.faults.order({ operation: COMMENT, action });
  emulator.faults.order({ method: "PATCH", action });
  expect(await deliver(recoveryOf(), "1")).toEqual({ kind: "delivered", reference: "1" });
  expect(await issues()).toMatchObject([{ state: "closed" }]);
  expect(await comments()).toHaveLength(1);
});

test.each<FaultAction>([{ kind: "reset" }, { kind: "status", status: 500 }, { kind: "hang" }])(
  "an answer that never comes is unknown, in bounded time: %j",
  async (action) => {
    const { deliver, emulator } = await scene({ factor: 60 });
    emulator.faults.order({ operation: OPEN, times: "always", action });
    expect(await deliver(messageOf())).toMatchObject({ kind: "unknown" });
    expect(emulator.requests.count(OPEN)).toBeLessThanOrEqual(3);
  },
);

test.each([
  [403, "Resource not accessible by integration", "grant `issues: write`"],
  [410, "Issues are disabled for this repo", "Issues are disabled"],
  [401, "Bad credentials", "the token was refused"],
])("a refusal (%i) is told of with what to do", async (status, message, said) => {
  const { deliver, emulator } = await scene();
  emulator.faults.order({ operation: OPEN, times: "always", action: { kind: "status", status, body: { message } } });
  expect(await deliver(messageOf())).toEqual({ kind: "failed", reason: expect.stringContaining(said) });
  expect(emulator.requests.count(OPEN)).toBe(1);
});

test("where GitHub never answers, it failed, in bounded time", async () => {
  const { deliver, emulator } = await scene({ factor: 200 });
  emulator.faults.order({ times: "always", action: { kind: "hang" } });
  expect(await deliver(messageOf())).toMatchObject({ kind: "failed" });
});

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** What a reader of the page reads. */
function readable(body: string | null | undefined): string {
  return (body ?? "")
    .replaceAll("\u200b", "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
