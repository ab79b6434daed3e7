/** For programs: an object a line on standard output, and what commands print on standard error. */
import type { Progress } from "../../durable/engine/progress.ts";
import { neutralise } from "../../github/neutralise.ts";
import type { World } from "../../world.ts";
import type { RunSummary } from "../runs/run-summary.ts";
import { readable } from "../../report/path-text.ts";
import { deadLetterObject } from "../show/status-object.ts";
import type { Reporter } from "./reporter.ts";
import type { Tally } from "../../report/progress/tally.ts";

export function jsonReporter({ clock, output }: Pick<World, "clock" | "output">, tally: Tally): Reporter {
  const startedAt = new Map<string, number>();
  const write = (value: object) => output.write(`${JSON.stringify(value)}\n`);

  /** Milliseconds since it started, where that was seen. */
  function timeOf(path: string): { ms?: number } {
    const start = startedAt.get(path);
    startedAt.delete(path);
    return start === undefined ? {} : { ms: Math.round(clock.monotonic() - start) };
  }

  function observe(progress: Progress): void {
    const { path } = progress;
    const attempts = tally.atWork.get(path)?.failures;
    tally.take(progress);
    switch (progress.type) {
      case "started":
        startedAt.set(path, clock.monotonic());
        return;
      case "replayed":
        return write({ type: progress.kind, path, outcome: "replayed" });
      case "done": {
        const { kind, duration } = progress;
        const own = progress.attempts === undefined ? {} : { attempts: progress.attempts };
        const time = timeOf(path);
        const ms = duration === undefined ? time : { ms: Math.round(duration) };
        return write({ type: kind, path, outcome: "done", ...own, ...ms });
      }
      case "attempt-failed": {
        const { attempt, failure, next } = progress;
        if (next === undefined) return undefined;
        return write({ type: "step", path, outcome: "retrying", attempts: attempt, next: timestamp(next), failure });
      }
      case "failed": {
        const { kind, failure } = progress;
        return write({ type: kind, path, outcome: "failed", ...(attempts && { attempts }), ...timeOf(path), failure });
      }
      case "waiting": {
        const { kind, until } = progress;
        if (kind === "step") return; // for its next attempt, which was told of
        return write({ type: kind, path, outcome: "waiting", ...(until !== undefined && { until: timestamp(until) }) });
      }
      case "items":
        return write({ type: "items", path, count: progress.count });
      case "dead-letter":
        return write({ type: "dead-letter", path, failure: progress.failure });
      case "log": {
        const { level, message, details } = progress;
        return write({ type: "log", path, level, message, ...(details && { details }) });
      }
    }
  }

  return {
    observe,
    output: (path, line) => output.writeError(`${readable(path)} | ${neutralise(line)}\n`),
    note: (text) => output.writeError(`holdfast: ${text}\n`),
    close: () => {},
    end: (summary) => write(summaryObject(summary)),
  };
}

/** The last line. */
function summaryObject({ key, automation, outcome, counts, view }: RunSummary): object {
  return {
    type: "run",
    status: outcome.status,
    key,
    automation,
    ...(outcome.status === "completed" && { outputs: outcome.output ?? null }),
    ...("failure" in outcome && { failure: outcome.failure, causes: outcome.causes }),
    ...(outcome.status === "suspended" && { waiting: outcome.waiting }),
    deadLetters: view.deadLetters.map(deadLetterObject),
    nextWake: outcome.status === "suspended" && outcome.until !== undefined ? timestamp(outcome.until) : null,
    counts,
  };
}

function timestamp(at: number): string {
  return new Date(at).toISOString();
}
