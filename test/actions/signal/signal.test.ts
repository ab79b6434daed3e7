import { describe, expect, it } from "vitest";
import { emulatorForTest } from "../emulator.ts";
import { openJob, type Inputs, type Job } from "../job.ts";
import { automate } from "../run/automate.ts";

const delivery = `automation: delivery
key: order-4711
steps:
  parcel: { wait-for: event, event: delivered }
  thank: { run: echo "thanks for $NUMBER" >> ran.txt, env: { NUMBER: '\${{ steps.parcel.outputs.number }}' } }
`;

const send = (job: Job, inputs: Inputs) =>
  job.step("signal", { key: "order-4711", event: "delivered", ...inputs }, { uses: "signal" });

const nested = (depth: number) => `{"number":17,"within":${"[".repeat(depth)}${"]".repeat(depth)}}`;

describe.concurrent("a signal", () => {
  it("is what a run of another workflow waited for", async (test) => {
    const emulator = await emulatorForTest(test);
    const job = openJob(test, { emulator, runId: 5 });
    expect((await automate(job, delivery)).outputs["status"]).toBe("suspended");
    await job.end();
    const sent = await send(openJob(test, { emulator, runId: 9 }), { value: '{ "number": 17 }' });
    expect(sent).toMatchObject({ code: 0, outputs: { sent: "true" } });
    expect(sent.log).toContain('Event "delivered" for run "order-4711" is sent');
    const again = job.rerun();
    expect((await automate(again, delivery)).outputs["status"]).toBe("completed");
    expect(again.machine.read("ran.txt")).toBe("thanks for 17\n");
  });

  it("is taken however deep it may be nested, and not said to be sent where it is deeper", async (test) => {
    const emulator = await emulatorForTest(test);
    const refused = await send(openJob(test, { emulator, runId: 9 }), { value: nested(30) });
    expect(refused).toMatchObject({ code: 1, outputs: { sent: "false" } });
    expect(refused.log).toContain("no run takes the signal");
    const sent = await send(openJob(test, { emulator, runId: 10 }), { value: nested(29) });
    expect(sent).toMatchObject({ code: 0, outputs: { sent: "true" } });
    const job = openJob(test, { emulator, runId: 5 });
    expect((await automate(job, delivery)).outputs["status"]).toBe("completed");
  });

  it("is sent once by a run, and holds no secret and nothing but JSON", async (test) => {
    const emulator = await emulatorForTest(test);
    const sender = openJob(test, { emulator, env: { API_TOKEN: "correct-horse-battery" } });
    expect((await send(sender, { value: "1" })).outputs["sent"]).toBe("true");
    expect(await send(sender, { value: "2" })).toMatchObject({ code: 0, outputs: { sent: "false" } });
    const secret = await send(sender, { value: '"correct-horse-battery"', event: "other" });
    expect(secret.code).toBe(1);
    expect(secret.log).toContain("the signal holds a secret");
    expect((await send(sender, { value: "{" })).log).toContain(`input value is "{": no JSON`);
  });
});
