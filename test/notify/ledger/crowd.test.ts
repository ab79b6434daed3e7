/** All the legs of a matrix that fail in the same second. */
import { expect, test } from "vitest";
import { issueChannel } from "../../../src/notify/channels/issue.ts";
import { refsLedger } from "../../../src/notify/ledger/refs.ts";
import { reportIncident } from "../../../src/notify/report-incident.ts";
import type { World } from "../../../src/world.ts";
import { systemClock } from "../../../src/world/clock.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { failed, key, succeeded } from "../incident/scene.ts";
import { githubForTest, repository } from "./github.ts";

/** A tenth of what jobs wait for is waited for. */
const haste = 10;
const world: Pick<World, "clock" | "random"> = {
  clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / haste, signal) },
  random: systemWorld().random,
};

const legs = 256;

async function crowd() {
  const { emulator, octokit } = await githubForTest();
  const report = (outcome: ReturnType<typeof failed>, peers: number) => {
    const client = octokit();
    return reportIncident(world, {
      key,
      outcome,
      ledger: refsLedger(client, { repository }),
      channels: [issueChannel(world, client, { name: "issue", repository, labels: [], assignees: [] })],
      repository: "octocat/hello-world",
      peers,
    });
  };
  const issues = async () => {
    const place = { owner: repository.owner, repo: repository.name };
    const { data } = await octokit().rest.issues.listForRepo({ ...place, state: "all" });
    return data.map(({ number, state }) => `#${number} ${state}`);
  };
  return { emulator, report, issues };
}

test("256 jobs that fail in the same second open one incident, within the requests that GitHub grants in an hour", async () => {
  const { emulator, report, issues } = await crowd();
  const all = await Promise.all(Array.from({ length: legs }, () => report(failed(7), legs)));
  const requests = emulator.requests.all();
  expect(all.flatMap(({ told }) => told.map(({ change }) => change))).toEqual(["opened"]);
  expect(all.map(({ trouble }) => trouble)).toEqual(Array(legs).fill(undefined));
  expect(all.flatMap(({ incidents }) => incidents.map(({ count }) => count))).toEqual(Array(legs).fill(1));
  expect(await issues()).toEqual(["#1 open"]);

  const writes = requests.filter(({ method }) => method !== "GET").length;
  console.info(`${legs} jobs that fail at once: ${requests.length} requests, ${writes} of them writes`);
  expect(requests.length).toBeLessThan(1000);
  // Of content, 80 a minute.
  expect(writes).toBeLessThan(80);
});

test("256 jobs that succeed neither wait nor write, and close nothing: one job that knows of all does", async () => {
  const { emulator, report, issues } = await crowd();
  const succeed = async (run: number) => {
    emulator.requests.clear();
    const all = await Promise.all(Array.from({ length: legs }, () => report(succeeded(run), legs)));
    const requests = emulator.requests.all();
    const writes = requests.filter(({ method }) => method !== "GET").length;
    return { told: all.flatMap(({ told }) => told), requests: requests.length, writes };
  };
  expect(await succeed(6), "what never failed").toEqual({ told: [], requests: legs, writes: 0 });
  await report(failed(7), 1);
  expect(await succeed(8), "what fails").toEqual({ told: [], requests: 2 * legs, writes: 0 });
  expect(await issues()).toEqual(["#1 open"]);
  await report(succeeded(8), 1);
  expect(await issues()).toEqual(["#1 closed"]);
});

test("jobs that do not know of each other open one incident, too", async () => {
  const { report, issues } = await crowd();
  const all = await Promise.all(Array.from({ length: 32 }, () => report(failed(7), 1)));
  expect(all.flatMap(({ told }) => told.map(({ change }) => change))).toEqual(["opened"]);
  expect(await issues()).toEqual(["#1 open"]);
});
