import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { newUser, requireSuccess, type User } from "./act.ts";

let user: User;
let weapon: string;

beforeEach(async () => {
  user = await newUser();
  weapon = join(user.outside, "weapon");
});

const workflow = (semantics: string) => [
  "workflow_dispatch",
  "-W",
  join(import.meta.dirname, "fixtures", "killed.yml"),
  "--input",
  `semantics=${semantics}`,
  "--env",
  `WEAPON=${weapon}`,
];

/** Starts a run whose second step never ends, and kills holdfast and act when it has begun. */
async function loseMachine(semantics: string): Promise<void> {
  await writeFile(weapon, "hang");
  const run = user.startHoldfastAct(...workflow(semantics));
  await victimStarted();
  run.kill();
  expect((await run.ended).code).toBeNull();
  await rm(weapon);
}

async function victimStarted(): Promise<void> {
  await vi.waitFor(async () => expect(await readFile(join(user.outside, "executed"), "utf8")).toContain("victim"), {
    timeout: 60_000,
    interval: 20,
  });
}

/** The executed steps, and the idempotency key that the second was given, which each attempt of it shares. */
async function trace(): Promise<{ steps: string[]; key: string | undefined }> {
  const executed = (await user.executed()).map((line) => line.split(" "));
  return { steps: executed.map(([step]) => step!), key: executed.findLast(([step]) => step === "victim")?.[1] };
}

describe("a step whose process was killed", () => {
  it("runs again in the re-run, under the same idempotency key; what was done before it does not", async () => {
    await writeFile(weapon, "wrapper");
    const killed = await user.holdfastAct(...workflow("at-least-once"));
    expect(killed.code).toBe(1);
    const before = await trace();
    expect(before.steps).toEqual(["before", "victim"]);

    await rm(weapon);
    const resumed = await user.holdfastAct("--rerun", ...workflow("at-least-once"));
    requireSuccess(resumed);
    expect(await trace()).toEqual({ steps: ["victim"], key: before.key });
    expect(resumed.said).toMatch(/\*\*replayed\*\* <code>before<\/code>/);
    expect(resumed.said).toMatch(/\*\*done\*\* <code>victim<\/code>/);
  });
});

describe("a machine that was lost in the middle of a step", () => {
  it("costs an at-least-once step a second execution, and nothing else", async () => {
    await loseMachine("at-least-once");
    const before = await trace();
    expect(before.steps).toEqual(["before", "victim"]);

    const resumed = await user.holdfastAct("--rerun", ...workflow("at-least-once"));
    requireSuccess(resumed);
    expect(resumed.errors).toContain("run 1001, attempt 2");
    expect(await trace()).toEqual({ steps: ["victim"], key: before.key });
  });

  it("leaves an at-most-once step interrupted: it says what to check and does not run", async () => {
    await loseMachine("at-most-once");
    await trace();

    const resumed = await user.holdfastAct("--rerun", ...workflow("at-most-once"));
    expect(resumed.code).toBe(1);
    expect((await trace()).steps).toEqual([]);
    expect(resumed.said).toContain('Step "victim" is interrupted');
  });
});

it("a run that is asked to stop ends act, and can be re-run", async () => {
  await writeFile(weapon, "hang");
  const run = user.startHoldfastAct(...workflow("at-least-once"));
  await victimStarted();
  run.interrupt();
  expect((await run.ended).code).not.toBe(0);
  await rm(weapon);
  await trace();

  const resumed = await user.holdfastAct("--rerun", ...workflow("at-least-once"));
  requireSuccess(resumed);
  expect((await trace()).steps).toEqual(["victim"]);
});
