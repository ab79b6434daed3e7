import { expect, test } from "vitest";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { schema } from "../../../src/actions/watchdog/inputs.ts";
import { recordRepository, recordRun, recordWorkflow } from "../../../src/emulator/rest/index.ts";
import { hour, minute, now, watchedRepository } from "./scene.ts";

test("what runs as it should is healthy, and the table says when it is due and when it last succeeded", async () => {
  const { workflow, nights, watch } = await watchedRepository();
  nights(await workflow("nightly.yml"), 0);
  const { outputs, lines, summary } = await watch({ "fail-on-findings": "true" });
  expect(Object.fromEntries(outputs)).toEqual({
    healthy: "true",
    findings: "[]",
    watched: "1",
    waiting: "0",
    unknown: "0",
  });
  expect(lines).toEqual(["info : Nothing was found of 1 watched workflows."]);
  expect(summary).toMatch(/nothing found of 1 workflow\n/);
  expect(summary).toMatch(/✅ \| .*nightly.*<br>in 15h.*9h ago.*10m \| {2}\|/);
});

test("a night that did not come is said in the outputs, in an annotation and at the top of the table", async () => {
  const { workflow, nights, watch } = await watchedRepository();
  nights(await workflow("a.yml"), 0);
  nights(await workflow("missed.yml"), 2);
  const { outputs, lines, summary } = await watch();
  expect(outputs.get("healthy")).toBe("false");
  const findings: unknown = JSON.parse(outputs.get("findings") ?? "");
  expect(findings).toMatchObject([{ workflow: "missed.yml", kind: "overdue", severity: "error" }]);
  expect(lines).toEqual([expect.stringMatching(/^warning missed\.yml: no success since .*: A run was expected at /)]);
  expect(summary.indexOf("missed")).toBeLessThan(summary.indexOf("a&#46;yml"));
  const failing = await watch({ "fail-on-findings": "true" });
  expect(failing.lines).toEqual([expect.stringMatching(/^failed missed\.yml: no success since /)]);
});

test("more findings than GitHub shows annotations for are counted in the last", async () => {
  const { workflow, watch } = await watchedRepository();
  for (let index = 0; index < 12; index++) await workflow(`w${index}.yml`);
  const { lines } = await watch();
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toMatch(/There are 3 more findings/);
});

test("a workflow that GitHub turned off is turned on where that is asked for", async () => {
  const { workflow, watch } = await watchedRepository();
  await workflow("idle.yml", undefined, "disabled_inactivity");
  expect(JSON.parse((await watch()).outputs.get("findings") ?? "")).toMatchObject([{ kind: "disabled" }]);
  const { outputs, lines, summary } = await watch({ enable: "true" });
  expect(outputs.get("healthy")).toBe("true");
  expect(lines[0]).toBe("notice : GitHub had turned idle.yml off; it is on again.");
  expect(summary).toContain("is on again");
});

test("another repository is watched by a window, or by the schedules it has there", async () => {
  const { emulator, place, watch } = await watchedRepository();
  const repository = "octocat/elsewhere";
  await expect(watch({ repository })).rejects.toThrow(/the workflows of octocat\/elsewhere: not found \(404\)/);
  const elsewhere = await recordRepository(place, { owner: "octocat", name: "elsewhere" });
  const workflowPath = ".github/workflows/watchdog.yml";
  recordWorkflow(place, elsewhere, { path: workflowPath, createdAt: 0, updatedAt: 0 });
  const createdAt = now - 2 * hour;
  const ended = { status: "completed", conclusion: "success", updatedAt: createdAt + minute } as const;
  recordRun(place, elsewhere, { workflowPath, createdAt, ...ended });
  expect((await watch({ repository, workflows: "watchdog.yml: 3h" })).outputs.get("healthy")).toBe("true");
  expect((await watch({ repository, workflows: "watchdog.yml: 1h" })).outputs.get("healthy")).toBe("false");

  emulator.requests.clear();
  await expect(watch({ repository, workflows: "watchdog.yml" })).rejects.toThrow(/watchdog\.yml has no schedule/);
  const read = emulator.requests.all().filter(({ path }) => path.includes("/elsewhere/contents/"));
  expect(read).toHaveLength(1);
});

test("a token that may not read is told what it lacks", async () => {
  const { emulator, workflow, watch } = await watchedRepository();
  await workflow("nightly.yml");
  const body = { message: "Resource not accessible by integration" };
  emulator.faults.order({ times: "always", action: { kind: "status", status: 403, body } });
  await expect(watch()).rejects.toThrow(/the workflows of octocat\/hello-world: .* grant `actions: read`/);
});

test("where requests run out before everything is known it is not called healthy", async () => {
  const { workflow, succeed, watch } = await watchedRepository();
  const often = await workflow("often.yml", "*/10 * * * *");
  for (let count = 0; count < 510; count++) succeed(often, count * 10 * minute);
  for (let index = 0; index < 6; index++) await workflow(`rarely-${index}.yml`, "0 0 1 * *");
  const { outputs, lines, summary } = await watch({ "max-requests": "10", "waiting-index": "none" });
  const findings: unknown = JSON.parse(outputs.get("findings") ?? "");
  expect(findings).toMatchObject([{ workflow: "rarely-0.yml", because: expect.stringContaining("never succeeded") }]);
  expect([outputs.get("healthy"), outputs.get("unknown")]).toEqual(["false", "5"]);
  expect(lines.join("\n")).toMatch(
    /The requests ran out before enough was known of rarely-1\.yml.* Raise max-requests/,
  );
  expect(summary).toMatch(/❔ \| .*rarely&#45;1.*its runs were not looked at&#58; too few requests/);
});

test("where requests run out before all schedules are read it is not called healthy, and it is said what to do", async () => {
  const { place, watch } = await watchedRepository();
  const elsewhere = await recordRepository(place, { owner: "octocat", name: "elsewhere" });
  for (let index = 0; index < 10; index++) {
    recordWorkflow(place, elsewhere, { path: `.github/workflows/w${index}.yml`, createdAt: 0, updatedAt: 0 });
  }
  const looked = watch({ repository: "octocat/elsewhere", "max-requests": "10" });
  await expect(looked).rejects.toThrow(/requests ran out before all workflows were read.*; raise max-requests/);
});

test.each([
  [{ workflows: "../x.yml" }, /names no workflow/],
  [{ workflows: "!a.yml: 26h" }, /names no workflow/],
  [{ workflows: "a.yml: 26" }, /"a\.yml: 26": a duration needs its unit/],
  [{ workflows: "a.yml: 5s" }, /not within bounds/],
  [{ repository: "octocat" }, /write owner\/name/],
  [{ "queued-limit": "0s" }, /not within bounds/],
])("what makes no sense is refused with what to write: %j", (given, message) => {
  expect(() => parseInputs(schema, { ...given })).toThrow(message);
});
