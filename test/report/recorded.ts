/** Lanes of runs that never were, by the events in their journals. */
import type { NewEvent } from "../../src/journal/event.ts";
import { folder, type LaneState } from "../../src/journal/fold.ts";
import { noHash } from "../../src/journal/sealed-line.ts";

/** When every run here started. */
export const start = Date.UTC(2026, 10, 21, 9, 0, 0);

export type At = readonly [milliseconds: number, event: NewEvent];

/** What a journal amounts to in which these events were recorded, each so many milliseconds after the start. */
export function laneOf(events: Iterable<At>): LaneState {
  const fold = folder();
  let prev = noHash;
  const take = (at: number, event: NewEvent): void => {
    const hash = `hash ${fold.length}`;
    fold.take({ v: 1, seq: fold.length, at: start + at, lane: "run", attempt: 1, prev, hash, ...event });
    prev = hash;
  };
  take(0, { type: "opened", key: "orders-2026-11-21", writer: { id: "test" } });
  take(0, { type: "run-started", name: "import-orders", version: 3, result: {} });
  for (const [at, event] of events) take(at, event);
  return fold.state;
}

export function started(at: number, step: string): At {
  return [at, { type: "started", step, fingerprint: "f", semantics: "at-least-once" }];
}

export function done(at: number, step: string, { attempts = 1, duration = 1000 } = {}): readonly At[] {
  return [started(at, step), [at + duration, { type: "done", step, fingerprint: "f", attempts, duration }]];
}

export function failed(at: number, step: string, message: string, attempts = 1): readonly At[] {
  const failure = { kind: "exit", message, code: 1 } as const;
  return [started(at, step), [at + 500, { type: "failed", step, attempts, duration: 500, failure }]];
}

export function ended(
  at: number,
  status: "completed" | "failed" | "cancelled" | "paused",
  causes: readonly string[] = [],
  message?: string,
  kind: "error" | "interrupted" = "error",
): At {
  const failure = message === undefined ? {} : { failure: { kind, message } as const };
  return [at, { type: "run-ended", status, causes: [...causes], ...failure }];
}

/** A map of three items: one is done, one failed, one is a dead letter. */
export function mapOfThree(at: number): readonly At[] {
  return [
    ...done(at, "import/A-1/one"),
    [at + 1100, { type: "context-done", path: "import/A-1", kind: "item" }],
    ...failed(at + 1200, "import/A-2/one", "customer 7 is gone", 5),
    [
      at + 1800,
      {
        type: "context-failed",
        path: "import/A-2",
        kind: "item",
        failure: { kind: "exit", message: "customer 7 is gone", code: 1 },
        causes: ["import/A-2/one"],
      },
    ],
    ...failed(at + 2000, "import/A-3/one", "amount is <b>not</b> a number", 5),
    [
      at + 2600,
      {
        type: "dead-letter",
        path: "import/A-3",
        key: "A-3",
        failure: { kind: "exit", message: "amount is <b>not</b> a number", code: 65 },
        attempts: 5,
      },
    ],
  ];
}
