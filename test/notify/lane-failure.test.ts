import { describe, expect, it } from "vitest";
import { writeHistory } from "../../src/journal/history.ts";
import type { NewEvent } from "../../src/journal/event.ts";
import type { RecordedFailure } from "../../src/journal/event-parts.ts";
import { readJournal } from "../../src/journal/journal-file.ts";
import { failureInLane, hasLaneFailed, type LaneFailure } from "../../src/notify/lane-failure.ts";

const reach = { key: "1", rerunUrl: undefined, isShared: false, isKept: false, isLeft: false };
const opened: NewEvent = { type: "opened", key: "1", writer: { id: "w" } };
const runStarted: NewEvent = { type: "run-started", name: "orders" };

/** How a lane of these events, each with the attempt of the workflow that wrote it, has failed. */
function failureOf(...events: readonly (NewEvent | readonly [attempt: number, NewEvent])[]): LaneFailure | undefined {
  const past = [opened, ...events].map((event, at) => {
    const [attempt, own] = "type" in event ? [1, event] : event;
    return { ...own, at, attempt };
  });
  const lane = readJournal(writeHistory("build", past));
  const found = failureInLane(lane, reach);
  // Who only asks whether it failed is told the same.
  expect(hasLaneFailed(lane)).toBe(found !== undefined);
  return found;
}

function started(step: string, semantics: "at-least-once" | "at-most-once" = "at-least-once"): NewEvent {
  return { type: "started", step, fingerprint: "f", semantics };
}

function done(step: string): readonly NewEvent[] {
  return [started(step), { type: "done", step, fingerprint: "f", attempts: 1, duration: 1 }];
}

const exit75: RecordedFailure = { kind: "exit", message: "exit code 75", code: 75 };

function failed(step: string, failure = exit75, attempts = 1): readonly NewEvent[] {
  return [started(step), { type: "failed", step, failure, attempts, duration: 1 }];
}

function ended(status: "failed" | "paused" | "cancelled", failure?: RecordedFailure, ...causes: string[]): NewEvent {
  return { type: "run-ended", status, causes, ...(failure && { failure }) };
}

/** A run that failed of one item of a map. */
function ofItem(key: string, step = "run"): readonly NewEvent[] {
  const path = `import/${key}`;
  const causes = [`${path}/${step}`];
  return [
    runStarted,
    ...failed(`${path}/${step}`),
    { type: "context-failed", path, kind: "item", failure: exit75, causes },
    ended("failed", exit75, ...causes),
  ];
}

describe("a run that failed", () => {
  it("tells what failed, why, whether it may pass, what is undone and how it goes on", () => {
    const found = failureOf(
      runStarted,
      ...done("fetch"),
      ...failed("import", exit75, 3),
      ended("failed", exit75, "import"),
    );
    const { graph, ...failure } = found!.failure;
    expect(failure).toEqual({
      automation: "orders",
      step: "import",
      reason: "exit code 75",
      attempt: 3,
      exitCode: 75,
      classification: { kind: "transient", rule: "temporary failure, EX_TEMPFAIL" },
      undone: ["import"],
      waysOn: ["To go on, re-run the failed jobs: what is done is replayed, and what failed runs again."],
    });
    expect(graph?.nodes.map(({ label, state }) => `${label} ${state}`)).toEqual([
      "fetch done",
      "import failed",
      "failed failed",
    ]);
    expect(found).toMatchObject({ cause: "import: exit code 75", subject: "orders failed at import" });
  });

  it("is the same problem whichever item it failed of, and another at another step", () => {
    expect(failureOf(...ofItem("order-7"))!.cause).toBe("import/*/run: exit code 75");
    expect(failureOf(...ofItem("order-7"))!.subject).toBe("orders failed at import");
    expect(failureOf(...ofItem("a%2Fb"))!.cause).toBe("import/*/run: exit code 75");
    expect(failureOf(...ofItem("a%2Fb"))!.failure.step).toBe("import/a/b/run");
    expect(failureOf(...ofItem("order-7", "other"))!.cause).toBe("import/*/other: exit code 75");
  });

  it("names the error of code by its name", () => {
    const error: RecordedFailure = { kind: "error", name: "TypeError", message: "no row 17" };
    const found = failureOf(runStarted, ...failed("a", error), ended("failed", error, "a"));
    expect(found!.failure).toMatchObject({ reason: "TypeError: no row 17", classification: { kind: "unknown" } });
    expect(found!.failure).not.toHaveProperty("exitCode");
    expect(found!.cause).toBe("a: TypeError: no row <number>");
  });

  it("lists its dead letters, and not what stands in them", () => {
    const letter = { type: "dead-letter", path: "import/a", key: "a", attempts: 2, failure: exit75 } as const;
    const found = failureOf(
      runStarted,
      ...failed("import/a/run"),
      letter,
      ...failed("publish"),
      ended("failed", exit75, "publish"),
    );
    expect(found!.failure.undone).toEqual(["publish", "import/a (dead letter)"]);
    expect(found!.failure.waysOn[1]).toMatch(/^The items are kept with their errors\./);
  });
});

describe("a run that stopped otherwise", () => {
  it("is paused, for a person to look", () => {
    const unknown: RecordedFailure = { kind: "interrupted", message: "nobody knows" };
    const found = failureOf(runStarted, started("charge", "at-most-once"), ended("paused", unknown, "charge"));
    expect(found!.subject).toBe("orders paused at charge");
    expect(found!.failure.waysOn[0]).toContain('look whether the effect of "charge" happened');
  });

  it("was cancelled", () => {
    const found = failureOf(runStarted, ...done("a"), ended("cancelled"));
    expect(found).toMatchObject({ cause: "it was cancelled", subject: "orders cancelled" });
    expect(found!.failure).not.toHaveProperty("classification");
  });

  it("was interrupted where its machine was lost", () => {
    const found = failureOf(runStarted, ...done("a"), started("b"));
    expect(found!.subject).toBe("orders interrupted at b");
    expect(found!.failure).toMatchObject({ step: "b", undone: ["b"], classification: { rule: "interrupted" } });
  });

  it("has not failed where it is completed or waits", () => {
    const waiting: NewEvent = { type: "run-suspended", until: 5, waiting: ["a"] };
    expect(failureOf(runStarted, { type: "wait-started", path: "a", until: 5 }, waiting)).toBeUndefined();
    expect(failureOf(runStarted, ...done("a"), { type: "run-ended", status: "completed", causes: [] })).toBeUndefined();
  });
});

describe("durable steps", () => {
  it("have not failed where all are done, or none was run", () => {
    expect(failureOf(...done("a"))).toBeUndefined();
    expect(failureOf()).toBeUndefined();
  });

  it("tell of the first that failed in the newest attempt", () => {
    const found = failureOf(
      ...failed("old"),
      ...[...done("old"), ...failed("build"), ...failed("clean-up")].map((event) => [2, event] as const),
    );
    expect(found).toMatchObject({ cause: "build: exit code 75", subject: "step build failed" });
    expect(found!.failure.undone).toEqual(["build", "clean-up"]);
    expect(found!.failure.waysOn).toEqual([
      "To go on, re-run the failed jobs: what is done is replayed, and what failed runs again.",
    ]);
  });

  it("are interrupted where their end is not recorded, whatever failed of them before", () => {
    const found = failureOf(...failed("build"), [2, started("build")]);
    expect(found!.failure.reason).toContain("interrupted");
  });

  it("do not run again by themselves where they must not run twice", () => {
    const found = failureOf(started("charge", "at-most-once"));
    expect(found!.failure.waysOn).toEqual([expect.stringContaining("look whether the effect of charge happened")]);
  });
});
