/** What is said of a single event of a run, where anything is: a word, what it is about, and more. */
import { namesOf } from "../../durable/engine/path.ts";
import type { OperationKind, Progress } from "../../durable/engine/progress.ts";
import { neutraliseLine } from "../../github/neutralise.ts";
import type { RecordedFailure } from "../../journal/event-parts.ts";
import { formatDuration } from "../../policy/duration.ts";

export type Outcome = "done" | "replayed" | "failed" | "retrying" | "waiting" | "dead-letter" | "progress" | "log";

export interface Message {
  readonly outcome: Outcome;
  readonly path: string;
  readonly text: string;
}

/** A path as people read it: with the slashes and signs that names have. */
export function readable(path: string): string {
  return neutraliseLine(namesOf(path).join("/"));
}

/** The step a person knows of: `waitForCallback` keeps its callback within a context of the name it was given. */
export function answeredBy(path: string): string {
  return path.replace(/(?<=.)\/callback$/, "");
}

export function failureText({ message }: RecordedFailure): string {
  return neutraliseLine(message);
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
      return { outcome: "waiting", path: answeredBy(path), text: waitText(progress.kind, progress.until, now) };
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
  const forWhat = kind === "callback" || kind === "answer" ? "for an answer" : "";
  const isSoon = until !== undefined && until - now < 60_000;
  const left = until === undefined ? "" : isSoon ? `goes on ${awayText(until, now)}` : `until ${timeText(until, now)}`;
  return [forWhat, left].filter(Boolean).join(" ");
}

/** A time and how far it is, such as `2026-11-21 15:04 (in 3m20s)`; without the date where it is near. */
export function timeText(at: number, now: number): string {
  const date = new Date(at);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${Math.abs(at - now) > 12 * 3_600_000 ? `${day} ${clock}` : clock} (${awayText(at, now)})`;
}

function awayText(at: number, now: number): string {
  return at >= now ? `in ${formatDuration(at - now)}` : `${formatDuration(now - at)} ago`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
