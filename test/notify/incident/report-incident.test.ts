import { expect, test } from "vitest";
import { virtualClock } from "../../../src/durable/simulation/clock.ts";
import type { Channel, Delivered } from "../../../src/notify/channels/channel.ts";
import type { Entry } from "../../../src/notify/incident/entry.ts";
import type { Outcome } from "../../../src/notify/incident/observation.ts";
import { directoryLedger } from "../../../src/notify/ledger/directory.ts";
import type { NotReached } from "../../../src/github/not-reached.ts";
import type { Ledger } from "../../../src/notify/ledger/ledger.ts";
import type { Message } from "../../../src/notify/message.ts";
import { reportIncident, type IncidentReport } from "../../../src/notify/report-incident.ts";
import { systemClock } from "../../../src/world/clock.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { folderForTest } from "../../github/scene.ts";
import { failed, key, succeeded } from "./scene.ts";

const minute = 60_000;
const delivered: Delivered = { kind: "delivered", reference: "7" };

/** A channel that answers what it is given, and remembers what it was told. */
function channel(name: string, answer: (signal: AbortSignal) => Delivered | Promise<Delivered> = () => delivered) {
  const told: { message: Message; previous: string | undefined }[] = [];
  const one: Channel = {
    name,
    async deliver(message, previous, signal) {
      told.push({ message, previous });
      return answer(signal);
    },
  };
  return { channel: one, told, changes: () => told.map(({ message }) => message.change) };
}

/** A ledger in memory, which from the call `from` on answers as it is told. */
function ledger(from = Number.POSITIVE_INFINITY, answer: NotReached = { kind: "unavailable", reason: "it is away" }) {
  let kept: { entry: Entry; revision: string } | undefined;
  let calls = 0;
  const one: Ledger = {
    read: async () => (calls++ >= from ? answer : kept === undefined ? { kind: "none" } : { kind: "found", ...kept }),
    known: async () => ({ kind: "known", keys: new Set() }),
    async write(entry, revision) {
      if (calls++ >= from) return answer;
      if (revision !== kept?.revision) return { kind: "conflict" };
      kept = { entry, revision: String(calls) };
      return { kind: "written" };
    },
  };
  return one;
}

function scene(channels: readonly [Channel, ...Channel[]], where = ledger()) {
  const clock = virtualClock(systemClock, 1_000_000);
  // Every draw is the highest.
  const random = { ...systemWorld().random, bytes: (count: number) => Buffer.alloc(count, 0xff) };
  return {
    clock,
    report: (outcome: Outcome, more: Partial<IncidentReport> = {}) =>
      reportIncident(
        { clock, random },
        {
          key,
          outcome: { ...outcome, at: clock.now() },
          ledger: where,
          channels,
          repository: "octo/app",
          ...more,
        },
      ),
  };
}

test("a failure and its recovery are told in every channel, each with what belongs to it", async () => {
  const [issue, slack] = [channel("issue"), channel("slack", () => ({ kind: "delivered", reference: "C1 17.5" }))];
  const { report, clock } = scene([issue.channel, slack.channel]);
  const opened = await report(failed(1), { runbookUrl: "https://runbooks.example/nightly", mentions: ["@ada"] });
  expect(opened.told).toMatchObject([{ change: "opened", incident: { count: 1 } }]);
  expect([...(opened.told[0]?.delivered ?? [])]).toEqual([
    ["issue", delivered],
    ["slack", { kind: "delivered", reference: "C1 17.5" }],
  ]);
  expect(slack.told[0]).toMatchObject({
    message: {
      failure: { reason: "exit code 1" },
      repository: "octo/app",
      runbookUrl: "https://runbooks.example/nightly",
      mentions: ["@ada"],
    },
    previous: undefined,
  });
  clock.skipTo(clock.now() + 5 * minute);
  const recovered = await report(succeeded(2));
  expect(recovered).toMatchObject({ told: [{ change: "recovered" }], incidents: [{ status: "closed" }] });
  expect(slack.told[1]).toMatchObject({ message: { change: "recovered", lasted: 5 * minute }, previous: "C1 17.5" });
  expect(slack.told[1]?.message).not.toHaveProperty("failure");
});

test("what others have told is not told again, and its count is known", async () => {
  const { channel: issue, changes } = channel("issue");
  const { report } = scene([issue]);
  await report(failed(1));
  const other = await report(failed(1));
  expect(other).toMatchObject({ told: [], incidents: [{ count: 1, deliveries: { issue: { reference: "7" } } }] });
  expect(changes()).toEqual(["opened"]);
});

test("a channel that hangs is given up in time, and the others do not wait for it", async () => {
  let signal: AbortSignal | undefined;
  const hanging = channel("slack", (given) => {
    signal = given;
    return new Promise(() => {});
  });
  const { report, clock } = scene([channel("issue").channel, hanging.channel]);
  const began = clock.now();
  const { told } = await report(failed(1));
  expect(clock.now() - began).toBe(100_000);
  expect(signal?.aborted).toBe(true);
  expect(told[0]?.delivered.get("slack")).toEqual({ kind: "unknown", reason: "no answer within 100 s" });
  expect(told[0]?.delivered.get("issue")).toEqual(delivered);
  expect(clock.timers()).toBe(0);
});

test("what a channel did not take is told by the next report after a while, five times at most", async () => {
  const down = channel("slack", () => ({ kind: "failed", reason: "503" }));
  const up = channel("issue");
  const { report, clock } = scene([up.channel, down.channel]);
  await report(failed(1));
  await report(failed(1));
  expect(down.changes()).toEqual(["opened"]);
  for (let round = 0; round < 8; round++) {
    clock.skipTo(clock.now() + 2 * minute);
    await report(failed(1));
  }
  expect(down.changes()).toEqual(Array(5).fill("opened"));
  expect(up.changes()).toEqual(["opened"]);
});

test("a channel that never heard of the opening hears of it with the next failure, and of no recovery", async () => {
  let isDown = true;
  const slack = channel("slack", () => (isDown ? { kind: "failed", reason: "503" } : delivered));
  const { report } = scene([channel("issue").channel, slack.channel]);
  await report(failed(1));
  await report(succeeded(2));
  await report(failed(3));
  isDown = false;
  await report(failed(4));
  expect(slack.changes()).toEqual(["opened", "opened", "opened"]);
});

test("a channel that is new hears that the incident opened", async () => {
  const where = ledger();
  await scene([channel("issue").channel], where).report(failed(1));
  const [issue, teams] = [channel("issue"), channel("teams")];
  const { told } = await scene([issue.channel, teams.channel], where).report(failed(2));
  expect([told[0]?.change, issue.changes(), teams.changes()]).toEqual(["updated", ["updated"], ["opened"]]);
});

test("people are reminded when it is time", async () => {
  const issue = channel("issue");
  const { report, clock } = scene([issue.channel]);
  for (let run = 1; run <= 4; run++) {
    await report(failed(run), { renotifyAfter: 2 * minute });
    clock.skipTo(clock.now() + minute);
  }
  expect(issue.changes()).toEqual(["opened", "updated", "reminded", "updated"]);
});

test("an incident that a person closed opens anew for what they had not heard of", async () => {
  const answers: Delivered[] = [delivered, { ...delivered, closedByPerson: "ada" }, { ...delivered, reference: "8" }];
  const issue = channel("issue", () => answers.shift() ?? delivered);
  const { report } = scene([issue.channel]);
  await report(failed(1));
  const { told, incidents } = await report(failed(2));
  expect(told.map(({ change }) => change)).toEqual(["updated", "opened"]);
  expect(incidents).toMatchObject([{ number: 2, count: 1, deliveries: { issue: { reference: "8" } } }]);
  expect(issue.told[2]).toMatchObject({ previous: undefined, message: { failure: { reason: "exit code 1" } } });
});

test("a reminder of what a person closed is the last word", async () => {
  const answers: Delivered[] = [delivered, delivered, { ...delivered, closedByPerson: "ada" }];
  const issue = channel("issue", () => answers.shift() ?? delivered);
  const { report, clock } = scene([issue.channel]);
  await report(failed(1));
  await report(failed(2));
  clock.skipTo(clock.now() + minute);
  const { incidents } = await report(failed(2), { renotifyAfter: minute });
  expect(issue.changes()).toEqual(["opened", "updated", "reminded"]);
  expect(incidents).toMatchObject([{ number: 1, status: "closed", closed: { by: "person", person: "ada" } }]);
});

test("what failed of one cause is not told as the failure of another", async () => {
  let isDown = true;
  const issue = channel("issue", () => (isDown ? { kind: "failed", reason: "503" } : delivered));
  const { report, clock } = scene([issue.channel]);
  await report(failed(1, 1, { cause: "ECONNRESET" }));
  clock.skipTo(clock.now() + 2 * minute);
  isDown = false;
  await report(failed(2, 1, { cause: "ENOSPC" }));
  const told = issue.told.map(({ message }) => [message.incident.key.split("\n")[1], message.failure !== undefined]);
  expect(told).toEqual([
    ["ECONNRESET", true],
    ["ECONNRESET", false],
    ["ENOSPC", true],
  ]);
});

test("a ledger that may not be used is said, and nobody is told", async () => {
  const issue = channel("issue");
  const { report, clock } = scene([issue.channel], ledger(0, { kind: "denied", reason: "grant contents: write" }));
  const began = clock.now();
  expect(await report(failed(1))).toEqual({ told: [], incidents: [], trouble: "grant contents: write" });
  expect([issue.told, clock.now()]).toEqual([[], began]);
});

test("a ledger that is away is asked again for a while, and then said to be", async () => {
  const issue = channel("issue");
  const { report, clock } = scene([issue.channel], ledger(0));
  const began = clock.now();
  expect(await report(failed(1))).toEqual({ told: [], incidents: [], trouble: "it is away" });
  expect(clock.now() - began).toBeLessThan(minute);
});

test("a ledger that goes away while people are told does not hide that they were", async () => {
  const { report } = scene([channel("issue").channel], ledger(2));
  expect(await report(failed(1))).toMatchObject({ told: [{ change: "opened" }], trouble: "it is away" });
});

test("text of any length is cut to what is kept, and read back", async () => {
  const long = "\u{1f4a5} ".repeat(40_000);
  const run = { sequence: [1, 1], url: `https://x.example/${long}`, branch: long, workflow: long, job: long } as const;
  const folder = await folderForTest();
  const { report } = scene([channel("issue", () => ({ kind: "failed", reason: long })).channel]);
  const where = { key: `${long}\n${long}`, ledger: directoryLedger(systemWorld(), folder) };
  const outcome = failed(1, 1, { run, title: long, cause: long });
  expect(await report(outcome, where)).toMatchObject({ told: [{ change: "opened" }] });
  expect(await report(outcome, where)).toMatchObject({ told: [], incidents: [{ count: 1, lastSeen: { run: {} } }] });
});

test("a leg that succeeds closes nothing while another leg fails, run after run", async () => {
  const issue = channel("issue");
  const { report } = scene([issue.channel]);
  const legs = { peers: 2 };
  for (let run = 1; run <= 3; run++) {
    const passed = await report(succeeded(run), legs);
    expect(passed.told).toEqual([]);
    await report(failed(run), legs);
  }
  expect(issue.changes()).toEqual(["opened", "updated", "updated"]);
  const passed = await report(succeeded(4), legs);
  expect(passed).toMatchObject({ told: [], incidents: [{ number: 1, status: "open", count: 3 }] });
  await report(succeeded(4));
  expect(issue.changes().at(-1)).toBe("recovered");
});

test("a leg that succeeds tells what another left untold", async () => {
  const answers: Delivered[] = [{ kind: "failed", reason: "503" }];
  const issue = channel("issue", () => answers.shift() ?? delivered);
  const { report, clock } = scene([issue.channel]);
  await report(failed(1));
  clock.skipTo(clock.now() + 2 * minute);
  const { told } = await report(succeeded(2), { peers: 2 });
  expect(told.map(({ change, incident }) => [change, incident.status])).toEqual([["opened", "open"]]);
});

test.each([
  [1, 0],
  [20, 2000],
  [100_000, 30_000],
])("of %i peers one holds back for up to %i ms", async (peers, most) => {
  const { report, clock } = scene([channel("issue").channel]);
  const began = clock.now();
  await report(failed(1), { peers });
  expect(clock.now() - began).toBe(most);
});
