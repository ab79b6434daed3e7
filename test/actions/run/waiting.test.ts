import { describe, expect, it } from "vitest";
import { recordRun, reviews } from "../../../src/emulator/rest/index.ts";
import { caches } from "../../../src/emulator/rows.ts";
import { eventDigest } from "../../../src/signal/signal.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { openJob } from "../job.ts";
import { automate } from "./automate.ts";
import { waitingScene } from "./waiting-scene.ts";

const release = `automation: release
key: release-1
steps:
  build: { run: echo build >> ran.txt }
  approve: { wait-for: approval, message: "Publish *1.4.0*?", timeout: 2d }
  publish: { run: echo "publish for $WHO" >> ran.txt, env: { WHO: '\${{ steps.approve.outputs.by }}' } }
`;

const delivery = `automation: delivery
key: order-4711
steps:
  order: { run: echo order >> ran.txt }
  parcel: { wait-for: event, event: delivered }
  thank: { run: echo "thanks for $NUMBER" >> ran.txt, env: { NUMBER: '\${{ steps.parcel.outputs.number }}' } }
`;

describe.concurrent("an approval that a run waits for", () => {
  it("is asked for in an issue, and the run is put where it is found by who resumes it", async (test) => {
    const { emulator, issues, waiting } = await waitingScene(test);
    const job = openJob(test, { emulator, jobId: 77, env: { GITHUB_ACTOR: "lisa" } });
    const ended = await automate(job, release);
    expect(ended).toMatchObject({ code: 0, outputs: { status: "suspended" } });
    const [issue, ...others] = await issues();
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ title: "Approve approve of release?", state: "open" });
    expect(issue?.body).toContain("Publish &#42;1&#46;4&#46;0&#42;&#63;");
    expect(ended.log).toMatch(
      /::notice title=release waits::Run "release-1" .* Answer in https:.*\/issues\/1\. To go on, re-run this job, as actions\/resume does once it is due/,
    );
    expect(ended.summary).toContain(`<a href="${issue?.html_url}">in this issue</a>`);
    expect(await waiting()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.[0-9a-f]{16}\.\d+\.\d+\.ta\.1\.1\.77$/)]);
  });

  it("goes on once somebody who may has agreed, tells the issue, and waits no longer", async (test) => {
    const { emulator, issues, comment, said, waiting } = await waitingScene(test);
    const job = openJob(test, { emulator });
    await automate(job, release);
    await job.end();
    await comment("eve", "/approve");
    await comment("mona", "/approve checked on staging");
    const again = job.rerun();
    const ended = await automate(again, release);
    expect(ended.outputs["status"]).toBe("completed");
    expect(ended.log).toContain("The answer of eve to approve does not count: may not write to the repository");
    expect(again.machine.read("ran.txt")).toBe("publish for mona\n");
    const [issue] = await issues();
    expect(issue).toMatchObject({ state: "closed", state_reason: "completed" });
    expect(await said()).toEqual([
      "/approve",
      "/approve checked on staging",
      expect.stringMatching(/^\*\*Approved\*\* by mona/m),
    ]);
    expect(await waiting()).toEqual([]);
  });

  it("that was rejected is asked for anew where the run is resumed, and the old answer is for the old question", async (test) => {
    const { emulator, issues, comment, reopen } = await waitingScene(test);
    const job = openJob(test, { emulator });
    await automate(job, release, { "waiting-index": "none" });
    await job.end();
    await comment("mona", "/reject the banner is missing");
    const rejected = job.rerun();
    expect((await automate(rejected, release, { "waiting-index": "none" })).outputs["status"]).toBe("failed");
    await rejected.end();
    // Whoever closes nothing leaves the old answer where it was.
    await reopen();
    const again = await automate(rejected.rerun(), release, { "waiting-index": "none" });
    expect(again.outputs["status"]).toBe("suspended");
    expect((await issues()).map(({ number, state }) => [number, state])).toEqual([
      [2, "open"],
      [1, "closed"],
    ]);
  });

  it("can be that of the job's environment, whose reviewers let it in", async (test) => {
    const { emulator, home } = await waitingScene(test);
    const job = openJob(test, { emulator });
    await automate(job, release);
    await job.end();
    const github = { state: emulator.state, clock: systemWorld().clock };
    recordRun(github, home, { id: 2, workflowPath: ".github/workflows/release.yml" });
    const approved = { environments: ["Production"], state: "approved", login: "mona", comment: "" } as const;
    reviews(emulator.state).insert({ run: 2, ...approved });
    const gate = openJob(test, { emulator, runId: 2, job: "production" });
    expect((await automate(gate, release, { environment: "production" })).outputs["status"]).toBe("completed");
    expect(gate.machine.read("ran.txt")).toBe("publish for mona\n");
  });

  it("is a warning where the job may not ask", async (test) => {
    const { emulator } = await waitingScene(test);
    const refused = {
      kind: "status",
      status: 403,
      body: { message: "Resource not accessible by integration" },
    } as const;
    emulator.faults.order({ path: "/hello-world/issues", times: "always", after: 0, action: refused });
    const ended = await automate(openJob(test, { emulator }), release);
    expect(ended).toMatchObject({ code: 0, outputs: { status: "suspended" } });
    expect(ended.log.match(/^::warning::.*/gm)).toEqual([
      expect.stringMatching(/^::warning::Nobody is asked: approve: .*grant `issues: write`/),
    ]);
  });

  it("is a warning where a pull request's job may not be put where it is found", async (test) => {
    const { emulator } = await waitingScene(test);
    const body = { message: "Resource not accessible by integration" };
    const refused = { kind: "status", status: 403, body } as const;
    emulator.faults.order({ method: "POST", path: "/git/", times: "always", after: 0, action: refused });
    const ended = await automate(openJob(test, { emulator, env: { GITHUB_REF: "refs/pull/7/merge" } }), release);
    expect(ended).toMatchObject({ code: 0, outputs: { status: "suspended" } });
    expect(ended.log.match(/^::warning::.*/gm)).toEqual([
      expect.stringMatching(
        /^::warning::Nothing has the run go on by itself: .*the cache of a pull request .*contents: write/,
      ),
    ]);
    expect(
      caches(emulator.state)
        .all()
        .filter(({ key }) => key.startsWith("holdfast-waiting.")),
    ).toEqual([]);
  });

  it("is nobody's business but of who looks, where nobody is to be asked", async (test) => {
    const { emulator, issues, waiting } = await waitingScene(test);
    const job = openJob(test, { emulator });
    await automate(job, release, { approvals: "none", "waiting-index": "none" });
    expect([await issues(), await waiting()]).toEqual([[], []]);
  });
});

describe.concurrent("an event that a run waits for", () => {
  it("may come before the run waits for it", async (test) => {
    const { emulator, send, waiting } = await waitingScene(test);
    await send(9, "order-4711", "delivered", { number: 17 });
    const job = openJob(test, { emulator });
    const ended = await automate(job, delivery);
    expect(ended).toMatchObject({ code: 0, outputs: { status: "completed" } });
    expect(job.machine.read("ran.txt")).toBe("order\nthanks for 17\n");
    expect(await waiting()).toEqual([]);
  });

  it("is taken in when the job runs again", async (test) => {
    const { emulator, send, waiting, noted } = await waitingScene(test);
    const job = openJob(test, { emulator });
    expect((await automate(job, delivery)).outputs["status"]).toBe("suspended");
    expect(await waiting()).toEqual([expect.stringMatching(/\.\d+\.0\.e\.1\.1\.0$/)]);
    expect(await noted()).toMatchObject([{ key: "order-4711", events: [eventDigest("delivered")] }]);
    await job.end();
    await send(9, "order-4711", "delivered", { number: 17 });
    await send(10, "order-4712", "delivered", { number: 18 });
    const again = job.rerun();
    expect((await automate(again, delivery)).outputs["status"]).toBe("completed");
    expect(again.machine.read("ran.txt")).toBe("thanks for 17\n");
  });
});

describe.concurrent("dead letters", () => {
  const importing = `automation: importing
key: import-1
steps:
  import:
    for-each: \${{ fromJSON('[1, 2]') }}
    key: \${{ item }}
    run: test "$ITEM" != 2 || test -e mended
    env: { ITEM: '\${{ item }}' }
    on-exhausted: dead-letter
`;

  it("wait for a person, until they are redriven", async (test) => {
    const { emulator, waiting } = await waitingScene(test);
    const job = openJob(test, { emulator });
    expect((await automate(job, importing)).outputs).toMatchObject({ status: "completed", "dead-letters": "1" });
    expect(await waiting()).toEqual([expect.stringMatching(/\.\d+\.0\.d\.1\.1\.0$/)]);
    await job.end();
    const again = job.rerun();
    again.machine.write("mended", "");
    expect((await automate(again, importing, { redrive: "all" })).outputs["dead-letters"]).toBe("0");
    expect(await waiting()).toEqual([]);
  });
});
