/** Takes a run from its start to its end: each time it is suspended, to when it has something to do again. */
import { join } from "node:path";
import { putInInbox } from "../../src/durable/run/inbox.ts";
import type { RunOutcome } from "../../src/durable/run/run.ts";
import { checkpointFiles } from "../../src/store/checkpoint.ts";
import { systemFiles } from "../../src/world/files.ts";
import type { Automation } from "../../src/index.ts";
import { planned, type Planned } from "./callback-actions.ts";
import type { CallbackAction, ConformanceCase } from "./case.ts";
import { skippingClock } from "./clock.ts";
import { readEvents } from "./journal-events.ts";
import type { Invocation } from "./history.ts";
import { invoke, invokeInProcess, laneFolder, type InvocationEnd, type InvocationOptions } from "./invocation.ts";
import { casesInProcesses } from "./killed.ts";

export interface Driven {
  readonly outcome: Exclude<RunOutcome, { status: "suspended" }>;
  readonly invocations: readonly Invocation[];
  /** What was logged, in order. */
  readonly logs: readonly string[];
}

/** No case needs as many. */
const mostInvocations = 50;

/** What is done to a run from outside, and with what it starts. */
export type Driveable = Pick<ConformanceCase, "id" | "Input" | "CallbackActions"> &
  Pick<InvocationOptions, "alwaysReplay">;

/** Throws where the run waits for what never comes. */
export async function drive(test: Driveable, automation: Automation, folder: string): Promise<Driven> {
  const clock = skippingClock(Date.parse("2026-01-01T00:00:00Z"));
  const lane = laneFolder(folder);
  const logs: string[] = [];
  const invocations: Invocation[] = [];
  const sent = new Set<CallbackAction>();
  const onLog = (message: string) => void logs.push(message);

  for (;;) {
    const number = invocations.length + 1;
    if (number > mostInvocations) throw new Error(`the run did not end in ${mostInvocations} invocations`);
    const end = await next(number);
    const events = readEvents(join(lane, checkpointFiles.journal));
    const before = invocations.reduce((count, invocation) => count + invocation.events.length, 0);
    invocations.push({ events: events.slice(before), wasKilled: end.status === "killed" });
    if (end.status === "killed") continue;
    if (end.status !== "suspended") return { outcome: end, invocations, logs };
    const waiting = planned(test.CallbackActions, events).filter(({ action }) => !sent.has(action));
    await untilDue(end.until, waiting);
  }

  function next(number: number): Promise<InvocationEnd> {
    const { id, Input: input, alwaysReplay = false } = test;
    const options = { id, folder, input, now: clock.now(), alwaysReplay };
    return casesInProcesses.has(id) ? invokeInProcess(number, options, onLog) : invoke(automation, options, onLog);
  }

  /** Lets time pass until the run has something to do, or the world outside has. */
  async function untilDue(until = Number.POSITIVE_INFINITY, waiting: readonly Planned[]): Promise<void> {
    const [first] = waiting.toSorted((one, other) => one.due - other.due);
    const due = Math.min(until, first?.due ?? Number.POSITIVE_INFINITY);
    if (!Number.isFinite(due)) throw new Error("the run waits for what never comes");
    clock.skipTo(due);
    if (!first || first.due > due) return;
    sent.add(first.action);
    await putInInbox({ clock, files: systemFiles }, lane, messageOf(first));
  }
}

function messageOf({ id, action: { Operation, Payload } }: Planned): Parameters<typeof putInInbox>[2] {
  switch (Operation) {
    case "heartbeat":
      return { kind: "heartbeat", callback: id };
    case "success":
      return { kind: "answer", callback: id, answer: { ok: true, value: Payload } };
    case "failure":
      return { kind: "answer", callback: id, answer: { ok: false, failure: failureOf(Payload) } };
  }
}

function failureOf(payload: unknown) {
  const { ErrorType, ErrorMessage } = (payload ?? {}) as { ErrorType?: string; ErrorMessage?: string };
  return { kind: "error", ...(ErrorType !== undefined && { name: ErrorType }), message: ErrorMessage ?? "" } as const;
}
