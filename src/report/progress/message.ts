/** What is said of a single event of a run, where anything is: a word, what it is about, and more. */
import type { OperationKind, Progress } from "../../durable/engine/progress.ts";
import { neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { failureText } from "../failure-text.ts";
import { awayText, timeText } from "../time-text.ts";

export type Outcome = "done" | "replayed" | "failed" | "retrying" | "waiting" | "dead-letter" | "progress" | "log";

export interface Message {
  readonly outcome: Outcome;
  readonly path: string;
  readonly text: string;
}

/** `now` is in milliseconds since the epoch. */
export function messageOf(progress: Progress, now: number): Message | undefined {
  const { path } = progress;
  switch (progress.type) {
    case "started":
    case "items":
      return undefined;
    case "replayed":
      return { outcome: "replayed", path, text: "" };
    case "done": {
      const { attempts = 1, duration } = progress;
      const said = [
        ...(progress.kind === "compensation" ? ["undone"] : []),
        ...(duration === undefined ? [] : [formatDuration(duration)]),
        ...(attempts > 1 ? [`${attempts} ${progress.kind === "condition" ? "looks" : "attempts"}`] : []),
      ];
      return { outcome: "done", path, text: said.join(", ") };
    }
    case "attempt-failed": {
      // The last one's failure is told as the step's.
      if (progress.next === undefined) return undefined;
      const text = `attempt ${progress.attempt} failed, next in ${formatDuration(Math.max(0, progress.next - now))}: `;
      return { outcome: "retrying", path, text: text + failureText(progress.failure) };
    }
    case "failed":
      return { outcome: "failed", path, text: failureText(progress.failure) };
    case "waiting":
      // A step waits for its next attempt, which was told of with the failure of the last.
      if (progress.kind === "step") return undefined;
      return { outcome: "waiting", path, text: waitText(progress.kind, progress.until, now) };
    case "dead-letter":
      return { outcome: "dead-letter", path, text: failureText(progress.failure) };
    case "log": {
      const details = progress.details ? ` ${JSON.stringify(progress.details)}` : "";
      const level = progress.level === "info" ? "" : `${progress.level}: `;
      return { outcome: "log", path, text: level + neutraliseLine(progress.message + details) };
    }
  }
}

/** What something waits for, and how long. */
export function waitText(kind: OperationKind, until: number | undefined, now: number): string {
  const forWhat = waitsFor[kind] ?? "";
  if (until === undefined) return forWhat;
  const isSoon = until - now < 60_000;
  if (kind === "step") return `${forWhat} ${isSoon ? awayText(until, now) : timeText(until, now)}`;
  if (forWhat === "" && isSoon) return `goes on ${awayText(until, now)}`;
  return `${forWhat} until ${timeText(until, now)}`.trimStart();
}

const waitsFor: Readonly<Partial<Record<OperationKind, string>>> = {
  callback: "for an answer",
  answer: "for an answer",
  step: "for the next attempt",
};
