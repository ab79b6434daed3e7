/** What a run leaves for whoever goes on with it, and what is said where it cannot. */
import { describe, expect, it } from "vitest";
import { emulatorForTest } from "../emulator.ts";
import { openJob } from "../job.ts";
import { automate } from "./automate.ts";

describe.concurrent("a run whose checkpoint cannot be saved", () => {
  const waiting = `automation: waiting
steps:
  before: { run: echo before >> ran.txt }
  pause: { wait: 1h }
`;

  it("is red where it is suspended, and is saved by the post step where that can", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator });
    const down = { kind: "status", status: 400, body: { code: "unavailable", msg: "the service is down" } } as const;
    emulator.faults.order({ path: "/twirp/", times: "always", action: down });
    const first = await automate(job, waiting);
    expect(first).toMatchObject({ code: 1, outputs: { status: "suspended", checkpointed: "false" } });
    expect(first.log).toContain(
      '::error title=Checkpoint not saved::What Run "1" of waiting did could not be checkpointed',
    );

    emulator.faults.clear();
    expect((await job.end()).map(({ log }) => log).join("")).toContain("is saved now");
    const again = job.rerun();
    expect((await automate(again, waiting)).log).toMatch(/^replayed +before$/m);
    expect(again.machine.has("ran.txt")).toBe(false);
  });
});

const leaking = (more = "") => `automation: leaking
steps:
  say: { run: 'echo "token=$DEPLOY_TOKEN" >> "$GITHUB_OUTPUT"' }
  tell: { run: 'echo "$COLOUR $FAST"${more}', env: { COLOUR: "\${{ vars.COLOUR }}", FAST: "\${{ flags.fast }}" } }
  fail: { run: exit 1 }
`;

describe.concurrent("a run that goes on", () => {
  it("says of which steps nothing was kept, and stops at the line of one that has changed", async (test) => {
    const canary = "cn4ryK4eseBr0t77xx";
    const job = openJob(test, { env: { DEPLOY_TOKEN: canary } });
    const vars = JSON.stringify({ COLOUR: "green", HOLDFAST_FLAGS_FAST: "true" });
    const first = await automate(job, leaking(), { vars });
    expect(first.log).toMatch(/^green true$/m);
    expect(first.log).toContain(
      "::warning title=Not replayable::Nothing is kept for a replay of say (output token holds a secret): they run again",
    );
    expect(first.log).not.toContain(canary);

    const changed = await automate(job.rerun(), leaking("; true"), { vars });
    expect(changed).toMatchObject({ code: 1, outputs: { status: "failed", key: "1" } });
    expect(changed.log).toContain(
      '::error title=The automation has changed,file=automation.yml,line=4,col=3::step "tell" is recorded',
    );
    const replayed = await automate(job.rerun({ attempt: 3 }), leaking("; true"), { vars, "on-change": "replay" });
    expect(replayed.log).toMatch(/^replayed +tell$/m);
  });

  it("is refused while another run that has its key is at work on it", async (test) => {
    const emulator = await emulatorForTest(test);
    const slow = "automation: slow\nsteps:\n  first: { run: echo begun; sleep 30 }\n";
    const key = "one";
    const job = openJob(test, { emulator });
    job.machine.write("automation.yml", slow);
    const running = await job.start("automation", { automation: "automation.yml", key }, { uses: "run" });
    await running.logged("begun");
    const second = await automate(openJob(test, { emulator, runId: 2, token: "" }), slow, { key });
    expect(second).toMatchObject({ code: 1, outputs: { status: "failed", key } });
    expect(second.log).toContain('::error::lane "automation/slow" of run "one" is held by https://github.com/');
    await running.lose();
  });
});
