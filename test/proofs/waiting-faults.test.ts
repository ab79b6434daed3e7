/** What becomes of a run that waits where GitHub does not answer, or people answer what nobody waits for any more. */
import { describe, expect, it } from "vitest";
import { artifacts, caches } from "../../src/emulator/rows.ts";
import { automate } from "../actions/run/automate.ts";
import { waitingScene } from "../actions/run/waiting-scene.ts";
import { openJob } from "../actions/job.ts";

const badGateway = { kind: "status", status: 502, body: { message: "Bad gateway" } } as const;
const tooFast = { kind: "status", status: 403, body: { message: "You have exceeded a secondary rate limit" } } as const;
const always = { times: "always", after: 0 } as const;
const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds until the run is due that the index has. */
const dueIn = ([name]: readonly string[]) => Number(name?.split(".")[3]) * 1000 - Date.now();

describe.concurrent("a run that waits", () => {
  const release = `automation: release
key: release-1
steps:
  approve: { wait-for: approval, message: "Publish?", timeout: 8s }
  publish: { run: echo publish >> ran.txt }
`;

  it("is red, and goes on by a re-run, where GitHub does not tell what was answered and the time for it is over", async (test) => {
    const { emulator, comment } = await waitingScene(test);
    const job = openJob(test, { emulator });
    expect((await automate(job, release, { "suspend-after": "0s" })).outputs["status"]).toBe("suspended");
    await job.end();
    await comment("mona", "/approve");
    await passed(8000);
    emulator.faults.order({ method: "GET", path: "/hello-world/issues", ...always, action: badGateway });
    const deaf = job.rerun();
    const refused = await automate(deaf, release, { "suspend-after": "0s" });
    expect(refused.code).toBe(1);
    expect(refused.log).toContain("GitHub does not tell whether approve was answered in time");
    await deaf.end();
    emulator.faults.clear();
    const again = deaf.rerun();
    expect((await automate(again, release, { "suspend-after": "0s" })).outputs["status"]).toBe("completed");
  });

  it("is looked at again soon where GitHub did not take its question", async (test) => {
    const { emulator, waiting } = await waitingScene(test);
    emulator.faults.order({ method: "POST", path: "/hello-world/issues", ...always, action: tooFast });
    const patient = release.replace(", timeout: 8s", "");
    expect((await automate(openJob(test, { emulator }), patient)).outputs["status"]).toBe("suspended");
    const due = dueIn(await waiting());
    expect(due).toBeGreaterThan(10 * 60_000);
    expect(due).toBeLessThan(16 * 60_000);
  });

  const delivery = `automation: delivery
key: order-1
steps:
  one: { wait-for: event, event: delivered }
  two: { wait-for: event, event: delivered }
`;

  it("is looked at again soon where GitHub did not tell what was sent", async (test) => {
    const { emulator, waiting } = await waitingScene(test);
    emulator.faults.order({ method: "GET", path: "/hello-world/actions/artifacts", ...always, action: badGateway });
    // With a key of its own, it could not even be begun: nobody knows whether it had been.
    const own = delivery.replace("key: order-1\n", "");
    expect((await automate(openJob(test, { emulator }), own)).outputs["status"]).toBe("suspended");
    expect(dueIn(await waiting())).toBeLessThan(16 * 60_000);
  });

  it("takes the second signal though the first is no longer kept", async (test) => {
    const { emulator, send } = await waitingScene(test);
    const job = openJob(test, { emulator });
    await automate(job, delivery);
    await job.end();
    await send(9, "order-1", "delivered", 17);
    const second = job.rerun();
    expect((await automate(second, delivery)).outputs["status"]).toBe("suspended");
    await second.end();
    const rows = artifacts(emulator.state);
    for (const { id, name } of rows.all()) if (name.startsWith("holdfast-signal")) rows.delete(id);
    await send(10, "order-1", "delivered", 18);
    expect((await automate(second.rerun(), delivery)).outputs["status"]).toBe("completed");
  });

  it("is not begun anew where its records are gone", async (test) => {
    const { emulator } = await waitingScene(test);
    const text = `automation: delivery
steps:
  order: { run: echo order >> ran.txt }
  parcel: { wait-for: event, timeout: 14d }
`;
    const job = openJob(test, { emulator, jobId: 77 });
    await automate(job, text);
    await job.end();
    for (const table of [artifacts(emulator.state), caches(emulator.state)]) {
      for (const { id } of table.all()) table.delete(id);
    }
    const again = job.rerun({ jobId: 78 });
    const refused = await automate(again, text);
    expect(refused.code).toBe(1);
    expect(refused.log).toContain("neither the cache nor an artifact has its records any more");
    expect(again.machine.has("ran.txt")).toBe(false);
  });

  it("asks nobody what it does not wait for any more, and takes no answer to it", async (test) => {
    const { emulator, issues, comment, reopen } = await waitingScene(test);
    const text = `import { automation } from "holdfast";
const approval = { question: "Publish?", approvers: [], approvals: 1, preventSelfReview: false };
const retry = { maxAttempts: 5, initialDelay: "1h", maxDelay: "2h" };
const undo = () => { throw new Error("connect ECONNREFUSED"); };
export default automation("release", async (ctx) => {
  await ctx.step("deploy", () => 1, { compensate: undo, retry });
  await ctx.parallel("either", {
    ask: (c) => c.waitForCallback("approve", () => {}, { expects: "approval", approval }),
    timer: (c) => c.wait("pause", "4s"),
  }, { completion: { minSuccessful: 1 } });
  throw new Error("no");
});
`;
    const options = { "suspend-after": "0s" };
    const job = openJob(test, { emulator });
    expect((await automate(job, text, options, "automation.ts")).outputs["status"]).toBe("suspended");
    await job.end();
    await passed(4100);
    const second = job.rerun();
    expect((await automate(second, text, options, "automation.ts")).outputs["status"]).toBe("suspended");
    await second.end();
    expect((await issues()).map(({ state }) => state)).toEqual(["closed"]);
    await reopen();
    await comment("mona", "/approve");
    emulator.requests.clear();
    expect((await automate(second.rerun(), text, options, "automation.ts")).outputs["status"]).toBe("suspended");
    expect(emulator.requests.all().length).toBeLessThan(60);
  });
});
