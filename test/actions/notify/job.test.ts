/** The action as the runner starts it, after steps that failed in the same job. */
import { expect, it } from "vitest";
import { openJob, type Inputs } from "../job.ts";
import { automate } from "../run/automate.ts";

const orders = `automation: orders
steps:
  fetch:
    run: echo fetched
  import:
    run: |
      for row in $(seq 40); do echo "row $row"; done
      echo "cannot take $API_TOKEN"
      printf 'row 41 is wrong'
      test ! -e broken
`;

it.concurrent("tells what a durable step printed last, and of its recovery", async (test) => {
  const job = openJob(test);
  job.machine.write("broken", "");
  const failed = await job.step("build", { run: "echo 'no such row'; test ! -e broken" });
  expect(failed.code).toBe(1);
  const told = await job.step("notify", {}, { uses: "notify" });
  expect(told.code).toBe(0);
  expect(told.log).toContain('step build failed" is open: told by summary.');
  expect(told.outputs).toEqual({ incident: "opened", delivered: '{"summary":"delivered"}', issue: "", count: "1" });
  expect(told.summary).toContain("no such row");
  await job.end();

  const rerun = job.rerun();
  expect((await rerun.step("build", { run: "echo 'no such row'; test ! -e broken" })).code).toBe(0);
  const recovered = await rerun.step("notify", {}, { uses: "notify" });
  expect(recovered.outputs).toMatchObject({ incident: "recovered", count: "1" });
});

it.concurrent.for<[string, Inputs]>([
  ["lies in the job", {}],
  ["outlives the job", { key: "orders-1", store: "directory" }],
])("tells what the step of an automation printed last, whose run %s", async ([, inputs], test) => {
  const job = openJob(test, { env: { API_TOKEN: "hunter2-hunter2" } });
  job.machine.write("broken", "");
  expect((await automate(job, orders, inputs)).code).toBe(1);
  const { log, summary } = await job.step("notify", {}, { uses: "notify" });
  expect(log).toContain('orders failed at import" is open: told by summary.');
  for (const part of ["row 40", "cannot take", "row 41 is wrong", "mermaid", "exit code 1"])
    expect(summary).toContain(part);
  expect(summary).not.toContain("hunter2");
  expect(summary).not.toContain("row 5<");
});

it.concurrent("says which input is wrong, before it tells anybody", async (test) => {
  const job = openJob(test);
  const wrong = { channels: "slck", severity: "fatal", mentions: "everybody", "renotify-after": "1s", needs: "[]" };
  const { code, log } = await job.step("notify", wrong, { uses: "notify" });
  expect(code).toBe(1);
  for (const name of ["severity", "mentions", "renotify-after", "needs"]) expect(log).toContain(`input ${name} is`);
});
