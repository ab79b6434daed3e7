import { describe, expect, test } from "vitest";
import type { JobExecution } from "../../src/github/job-executions.ts";
import { standingOf } from "../../src/waiting/standing.ts";
import { execution, suspended } from "./executions.ts";
import { minute, note, since, waiting } from "./scene.ts";

const later = since + minute;
const other = execution({ id: 13, name: "other" });

/** Where the job stands after another attempt, in which these ran. */
const after = (...executions: readonly JobExecution[]) =>
  standingOf(waiting(), { attempt: 2 }, [suspended, other, ...executions]);

describe("a job that suspended", () => {
  test("waits where only another job ran again, whether GitHub lists it anew or not", () => {
    const otherAgain = execution({ id: 23, name: "other", attempt: 2, startedAt: later });
    const carried = execution({ id: 22, attempt: 2 });
    expect(after(otherAgain)).toEqual({ kind: "waiting", job: suspended });
    expect(after(otherAgain, carried)).toEqual({ kind: "waiting", job: carried });
  });

  test.each<[string, Partial<JobExecution>]>([
    ["ended well", {}],
    ["failed", { conclusion: "failure" }],
    ["is at work", { status: "in_progress", conclusion: undefined }],
    ["was cancelled at work", { conclusion: "cancelled" }],
  ])("has started again where its next execution %s", (_, given) => {
    expect(after(execution({ id: 22, attempt: 2, startedAt: later, ...given }))).toEqual({ kind: "started-again" });
  });

  test.each<[string, Partial<JobExecution>]>([
    ["is queued", { status: "queued", conclusion: undefined, hadRunner: false }],
    ["was cancelled before a runner took it", { conclusion: "cancelled", hadRunner: false }],
  ])("waits still where its next execution %s", (_, given) => {
    const next = execution({ id: 22, attempt: 2, startedAt: later, ...given });
    expect(after(next)).toEqual({ kind: "waiting", job: next });
  });

  test("has not started again where its next execution was skipped, but where a later one was not", () => {
    const skipped = execution({ id: 22, attempt: 2, startedAt: later, conclusion: "skipped", hadRunner: false });
    const carried = { ...skipped, id: 32, attempt: 3 };
    expect(after(skipped)).toEqual({ kind: "skipped" });
    expect(after(skipped, carried)).toEqual({ kind: "skipped" });
    const next = { ...carried, startedAt: later + minute, status: "queued", conclusion: undefined };
    expect(after(skipped, next)).toEqual({ kind: "waiting", job: next });
    expect(after(skipped, { ...next, status: "in_progress" })).toEqual({ kind: "started-again" });
  });

  test("of several of one name waits until all of them have started again", () => {
    const twin = execution({ id: 14, startedAt: since - 2 * minute });
    const [first, second] = [22, 24].map((id) => execution({ id, attempt: 2, startedAt: later + id * 1000 }));
    expect(standingOf(waiting(), { attempt: 2 }, [suspended, twin, first!])).toMatchObject({ kind: "waiting" });
    expect(standingOf(waiting(), { attempt: 2 }, [suspended, twin, first!, second!])).toEqual({
      kind: "started-again",
    });
  });
});

describe("a wait that names no job", () => {
  const nameless = waiting({ jobId: undefined });
  const standing = (executions: readonly JobExecution[], given?: Partial<typeof note>) =>
    standingOf(nameless, { attempt: 1 }, executions, given && { ...note, ...given });

  test("is that of the only one there is", () => {
    expect(standing([suspended])).toEqual({ kind: "waiting", job: suspended });
  });

  test.each([
    ["build", "build/orders"],
    ["nightly / build", "build/orders"],
    ["build (20, linux)", "build (node=20, os=linux)/orders"],
    ["build", "build"],
    ["Build", "build/orders"],
    ["Build (20, Linux)", "build (os=Linux, node=20)/orders"],
    ["Tell all", "Tell all"],
  ])("is that of job %s where its lane is %s", (name, lane) => {
    const own = execution({ id: 12, name });
    expect(standing([other, own], { lane })).toEqual({ kind: "waiting", job: own });
  });

  test("is nobody's where there is no note, none of its words, or two", () => {
    expect(standing([other, suspended])).toEqual({ kind: "unknown" });
    expect(standing([other, suspended], { lane: "mine" })).toEqual({ kind: "unknown" });
    const called = execution({ id: 15, name: "nightly / build" });
    expect(standing([other, suspended, called], {})).toEqual({ kind: "unknown" });
  });
});

test("a run of which GitHub knows no jobs has started again with its next attempt", () => {
  expect(standingOf(waiting(), { attempt: 1 }, [])).toEqual({ kind: "jobless" });
  expect(standingOf(waiting(), { attempt: 2 }, [])).toEqual({ kind: "started-again" });
});
