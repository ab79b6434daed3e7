import { describe, expect, it } from "vitest";
import { emulatorForTest } from "../emulator.ts";
import { openJob } from "../job.ts";
import { automate } from "./automate.ts";

const orders = `automation: orders
inputs:
  date: { type: string, required: true }
steps:
  fetch:
    run: |
      echo fetch >> ran.txt
      echo 'orders=[1,2,3]' >> "$GITHUB_OUTPUT"
      echo '## Fetched' >> "$GITHUB_STEP_SUMMARY"
  import:
    for-each: \${{ fromJSON(steps.fetch.outputs.orders) }}
    key: \${{ item }}
    run: |
      echo "importing $ITEM"; echo "$ITEM" >> ran.txt
      echo "::set-output name=status::stolen"
      test "$ITEM" != 2 || test ! -e broken
    env: { ITEM: '\${{ item }}' }
  publish:
    run: echo publish >> ran.txt; echo "::notice::published"
outputs:
  date: \${{ inputs.date }}
`;

describe.concurrent("an automation that fails half-way", () => {
  it("is red at the line of its step, and goes on from there when the job is re-run", async (test) => {
    const job = openJob(test, { emulator: await emulatorForTest(test) });
    job.machine.write("broken", "");
    const first = await automate(job, orders, { inputs: '{ "date": "2026-11-21" }' });
    expect(first.code).toBe(1);
    expect(first.outputs).toEqual({
      status: "failed",
      key: "1",
      outputs: "",
      "dead-letters": "0",
      "next-wake": "",
      checkpointed: "true",
    });
    expect(first.log).toContain(
      '::error title=orders failed,file=automation.yml,line=10,col=3::Run "1" failed at import/2: exit code 1. ' +
        "To go on, re-run the failed jobs",
    );
    expect(first.log).toMatch(/^import\/1\/run \| importing 1$/m);
    expect(first.summary).toMatch(/^### ❌ orders failed after [^]*```mermaid[^]*\n## Fetched\n/);
    expect((await job.end()).map(({ log }) => log)).toEqual([""]);

    const again = job.rerun();
    const second = await automate(again, orders, { inputs: "date: '2026-11-21'" });
    expect(second.code).toBe(0);
    expect(second.outputs).toMatchObject({ status: "completed", outputs: '{"date":"2026-11-21"}' });
    expect(again.machine.read("ran.txt")).toBe("2\npublish\n");
    expect(second.log).toMatch(/^replayed +fetch, import\/1, import\/3$/m);
    expect(second.log).toMatch(/^::notice::published$/m);
    expect(second.summary).toContain("Steps: 2 done, 3 replayed");
    // What a replayed step wrote to its summary stands in this one, too.
    expect(second.summary).toContain("\n## Fetched\n");

    const third = await automate(again.rerun(), orders, { inputs: "date: '2026-11-21'" });
    expect(third.log).toContain('Run "1" of orders was completed before: nothing was run.');
    expect(third.outputs["outputs"]).toBe('{"date":"2026-11-21"}');
  });
});

describe.concurrent("an automation that waits", () => {
  const waiting = `automation: patient
key: patient-\${{ inputs.version }}
inputs:
  version: { type: string, required: true }
steps:
  before: { run: echo before >> ran.txt }
  pause: { wait: 1s }
  after: { run: echo "after $VERSION" >> ran.txt, env: { VERSION: '\${{ inputs.version }}' } }
`;

  it("ends green, says what it waits for, and goes on in another run and job that names its key alone", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, job: "release" });
    const first = await automate(job, waiting, { inputs: "version: '1.4.0'", "suspend-after": "0s" });
    expect(first.code).toBe(0);
    expect(first.outputs).toMatchObject({ status: "suspended", key: "patient-1.4.0", checkpointed: "true" });
    expect(first.outputs["next-wake"]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(first.log).toMatch(
      /::notice title=patient waits::Run "patient-1.4.0" of patient is suspended and waits at pause until .* To go on, re-run this job, as actions\/resume does once it is due/,
    );
    expect(first.summary).toMatch(/^### ⏳ patient was suspended/);
    await job.end();

    const later = openJob(test, { emulator, runId: 2, job: "resume" });
    const second = await automate(later, waiting, { key: "patient-1.4.0" });
    expect(second.outputs["status"]).toBe("completed");
    expect(later.machine.read("ran.txt")).toBe("after 1.4.0\n");
  });
});

describe.concurrent("an automation that stops for a person", () => {
  const pausing = `automation: careful
steps:
  deploy: { run: test -e mended, on-exhausted: pause }
  after: { run: touch after }
`;

  it("is red, stays as it is on a schedule, and goes on when it is re-run", async (test) => {
    const emulator = await emulatorForTest(test);
    const key = "careful-1";
    const job = openJob(test, { emulator });
    const first = await automate(job, pausing, { key });
    expect(first).toMatchObject({ code: 1, outputs: { status: "paused", checkpointed: "true" } });
    expect(first.log).toContain(
      '::error title=careful paused,file=automation.yml,line=3,col=3::Run "careful-1" paused at deploy: exit code 1. ' +
        "Once you have looked at it,",
    );
    await job.end();

    const scheduled = openJob(test, { emulator, runId: 2, env: { GITHUB_EVENT_NAME: "schedule" } });
    scheduled.machine.write("mended", "");
    expect((await automate(scheduled, pausing, { key })).outputs["status"]).toBe("paused");
    expect(scheduled.machine.has("after")).toBe(false);
    await scheduled.end();

    const again = openJob(test, { emulator, runId: 3 });
    again.machine.write("mended", "");
    expect((await automate(again, pausing, { key })).outputs["status"]).toBe("completed");
    expect(again.machine.has("after")).toBe(true);
  });
});

describe.concurrent("a step that must not run twice and was interrupted", () => {
  const paying = `automation: paying
steps:
  pay: { run: 'echo pay >> ran.txt; test -e mended || sleep 60', semantics: at-most-once, timeout: 300ms }
`;

  it("says how to name it, and runs again where it is named", async (test) => {
    const job = openJob(test, { emulator: await emulatorForTest(test) });
    const first = await automate(job, paying);
    expect(first).toMatchObject({ code: 1, outputs: { status: "paused" } });
    expect(first.log).toContain('give the input again its name ("pay") and re-run the failed jobs');
    expect(first.summary).toContain("give the input again its name (<code>pay</code>)");

    const again = job.rerun();
    again.machine.write("mended", "");
    expect((await automate(again, paying, { again: "pay" })).outputs["status"]).toBe("completed");
    expect(again.machine.read("ran.txt")).toBe("pay\n");
  });
});

describe.concurrent("an automation with dead letters", () => {
  const lettering = `automation: letters
steps:
  send:
    for-each: [a, b]
    key: \${{ item }}
    on-exhausted: dead-letter
    run: test "$ITEM" = a -o -e mended
    env: { ITEM: '\${{ item }}' }
`;

  it("completes with a warning, and runs them again where it is asked to", async (test) => {
    const job = openJob(test, { emulator: await emulatorForTest(test) });
    const first = await automate(job, lettering);
    expect(first).toMatchObject({ code: 0, outputs: { status: "completed", "dead-letters": "1" } });
    expect(first.log).toContain('::warning::Run "1" of letters has 1 dead letter');
    expect(first.summary).toContain("#### Dead letters");

    const wrong = await automate(job.rerun(), lettering, { redrive: "c" });
    expect(wrong.log).toContain(
      '::error::input redrive names "c", which is no dead letter of the run; write all, or of these: b',
    );
    const again = job.rerun({ attempt: 3 });
    again.machine.write("mended", "");
    const second = await automate(again, lettering, { redrive: "all" });
    expect(second).toMatchObject({ code: 0, outputs: { status: "completed", "dead-letters": "0" } });
    expect(second.summary).toContain("Steps: 1 done, 1 replayed");
  });
});

describe.concurrent("an automation that is stopped", () => {
  const slow = `automation: slow
steps:
  first: { run: echo first >> ran.txt }
  second: { run: 'echo begun; test -e quick || sleep 60; echo second >> ran.txt' }
`;

  it("by a cancelled job saves what is done, is red, and goes on in a re-run", async (test) => {
    const job = openJob(test, { emulator: await emulatorForTest(test) });
    job.machine.write("automation.yml", slow);
    const running = await job.start("automation", { automation: "automation.yml" }, { uses: "run" });
    await running.logged("begun");
    const since = performance.now();
    running.process.kill("SIGINT");
    const first = await running.ended;
    expect(performance.now() - since).toBeLessThan(7000);
    expect(first).toMatchObject({ code: 1, outputs: { status: "cancelled", checkpointed: "true" } });
    expect(first.log).toContain('Run "1" of slow was stopped in the middle, since the job was cancelled.');
    expect(await job.machine.living()).toEqual([]);
    await job.end();

    const again = job.rerun();
    again.machine.write("quick", "");
    expect((await automate(again, slow)).outputs["status"]).toBe("completed");
    expect(again.machine.read("ran.txt")).toBe("second\n");
  });

  it("by a lost process is saved by the post step", async (test) => {
    const job = openJob(test, { emulator: await emulatorForTest(test) });
    job.machine.write("automation.yml", slow);
    const running = await job.start("automation", { automation: "automation.yml" }, { uses: "run" });
    await running.logged("begun");
    await running.lose();
    expect((await job.end()).map(({ log }) => log)).toEqual([expect.stringContaining("is saved now")]);

    const again = job.rerun();
    again.machine.write("quick", "");
    expect((await automate(again, slow)).outputs["status"]).toBe("completed");
    expect(again.machine.read("ran.txt")).toBe("second\n");
  });
});
