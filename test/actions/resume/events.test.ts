import { describe, expect, test } from "vitest";
import { recordRun } from "../../../src/emulator/rest/index.ts";
import { artifacts } from "../../../src/emulator/rows.ts";
import { eventDigest, signalArtifact } from "../../../src/signal/signal.ts";
import { day, minute, repositoryForTest } from "./scene.ts";

const forEvent = { due: null, waitsFor: new Set(["event"] as const) };

const signal = signalArtifact({ key: "orders", event: "shipped" });

/** A repository in which jobs of some run leave artifacts. */
async function repositoryWithSignals() {
  const repository = await repositoryForTest();
  const { emulator, place, home, dates } = repository;
  const leaves = (
    name: string,
    given: { readonly fork?: { owner: string; name: string }; readonly ago?: number; readonly days?: number } = {},
  ) => {
    const { fork, ago = 0, days = 90 } = given;
    const run = recordRun(place, home, { workflowPath: "signal.yml", status: "completed", ...(fork && { fork }) });
    const times = { createdAt: dates.now() - ago, expiresAt: dates.now() + days * day };
    const kept = { size: 1, digest: "", attempt: 1, workflowJob: "a", mimeType: "application/zip", finalized: true };
    artifacts(emulator.state).insert({ ...kept, ...times, name, runId: run.id, blob: "none" });
  };
  return { ...repository, leaves };
}

describe("a run that waits for an event", () => {
  test("is resumed when a signal came for its key, and for no other's", async () => {
    const { suspends, resume, leaves, attemptOf } = await repositoryWithSignals();
    const { runId } = await suspends(forEvent);
    leaves(signalArtifact({ key: "parcels", event: "shipped" }));
    expect((await resume()).decisions).toEqual({ [runId]: "waits" });
    leaves(signal);
    for (let other = 0; other < 150; other++) leaves(`report-${other}`);
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
    expect(attemptOf(runId)).toBe(2);
  });

  test("is resumed for the events that it waits for, whoever else of its key waits", async () => {
    const { starts, putsIn, ends, resume, leaves, isTaken, jobsOf } = await repositoryWithSignals();
    const legs = ["packed", "shipped", "delivered"];
    const { id, jobs } = starts([...legs, "notify"]);
    for (const [index, event] of legs.entries()) {
      await putsIn(id, jobs[index]!, { ...forEvent, note: { events: [eventDigest(event)] } });
    }
    for (const job of jobs) await ends(job);
    leaves(signalArtifact({ key: "orders", event: "paid" }));
    expect((await resume()).outputs["waiting"]).toBe("3");
    leaves(signal);
    expect((await resume()).outputs).toMatchObject({ resumed: "1", waiting: "2" });
    const taken = new Set(isTaken(id));
    expect(jobsOf(id).flatMap((job) => (taken.has(job.id) ? [job.name] : []))).toEqual(["shipped"]);
  });

  test("is not resumed for what it knew when it began to wait, what a fork left, or what is no signal", async () => {
    const { suspends, resume, leaves } = await repositoryWithSignals();
    leaves(signal, { ago: 3 * minute });
    const { runId } = await suspends(forEvent);
    leaves(signal, { fork: { owner: "eve", name: "hello-world" } });
    leaves(signal.slice(0, -17));
    expect((await resume()).decisions).toEqual({ [runId]: "waits" });
  });

  test("is resumed however much forks and what has expired lie before its signal", async () => {
    const { suspends, resume, leaves } = await repositoryWithSignals();
    const { runId } = await suspends(forEvent);
    leaves(signal);
    for (let made = 0; made < 60; made++) leaves("old", { days: -1 });
    for (let made = 0; made < 600; made++) leaves("report", { fork: { owner: "eve", name: "hello-world" } });
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
  });

  test("is resumed for what came while it was put in, by a clock that is not quite GitHub's", async () => {
    const { suspends, resume, leaves } = await repositoryWithSignals();
    leaves(signal, { ago: minute });
    const { runId } = await suspends(forEvent);
    expect((await resume()).decisions).toEqual({ [runId]: "resumed" });
  });

  test("says what to grant where signals may not be listed", async () => {
    const { suspends, resume, emulator } = await repositoryWithSignals();
    await suspends(forEvent);
    const body = { message: "Resource not accessible by integration" };
    emulator.faults.order({ path: /\/artifacts$/, times: "always", action: { kind: "status", status: 403, body } });
    await expect(resume()).rejects.toThrow(/actions: read/);
  });
});
