import type { AttemptedRun } from "../../src/github/attempted-runs.ts";
import type { NewEvent } from "../../src/journal/event.ts";
import type { LaneState } from "../../src/journal/fold.ts";
import { writeHistory } from "../../src/journal/history.ts";
import { readJournal } from "../../src/journal/journal-file.ts";

export const minute = 60_000;
export const now = Date.UTC(2026, 10, 21, 12);

/** A run of the main branch that failed a minute ago at its first attempt. */
export function failedRun(given: Partial<AttemptedRun> = {}): AttemptedRun {
  const began = now - 10 * minute;
  return {
    id: 100,
    number: 10,
    workflowId: 1,
    event: "push",
    status: "completed",
    conclusion: "failure",
    createdAt: began,
    startedAt: began,
    updatedAt: now - minute,
    url: "https://github.com/octocat/hello-world/actions/runs/100",
    attempt: 1,
    workflow: "Nightly",
    branch: "main",
    commit: "0123456789abcdef0123456789abcdef01234567",
    fork: undefined,
    ...given,
  };
}

/** A lane of these events, all of the first attempt. */
export function foldHistory(lane: string, ...events: readonly NewEvent[]): LaneState {
  const opened: NewEvent = { type: "opened", key: "1", writer: { id: "w" } };
  return readJournal(
    writeHistory(
      lane,
      [opened, ...events].map((event, at) => ({ ...event, at, attempt: 1 })),
    ),
  );
}
