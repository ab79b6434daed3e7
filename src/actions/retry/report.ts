import { details, type Markdown, table, text } from "../../github/markdown.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { formatDuration } from "../../policy/duration.ts";
import type { Decision } from "../../policy/retry.ts";
import type { Clock } from "../../world.ts";
import type { Inputs } from "./inputs.ts";

/** One attempt as people are told of it; `took` in milliseconds. */
export interface AttemptEnd {
  readonly number: number;
  readonly ended: string;
  readonly took: number;
  /** What followed a failure. */
  readonly decision?: Decision;
}

export interface Report {
  start(attempt: number): void;
  /** Why an attempt failed, and how long and until when the next one is waited for. */
  end(attempt: AttemptEnd): void;
  /** The outcome: a line in the log and, where there were retries, a summary that lists them. */
  conclude(kind: "success" | "failure" | "cancelled", outcome: string): Promise<void>;
}

export function reporter(clock: Clock, runner: RunnerCommands, inputs: Inputs): Report {
  const all = inputs["max-attempts"];
  const attempts: AttemptEnd[] = [];

  return {
    start(attempt) {
      if (attempt > 1) runner.info(`Attempt ${attempt} of ${all}`);
    },
    end(attempt) {
      attempts.push(attempt);
      const { number, decision } = attempt;
      if (decision?.kind !== "retry") return;
      const at = new Date(clock.now() + decision.delay).toISOString().slice(11, 19);
      const next = `Attempt ${number + 1} follows in ${formatDuration(decision.delay)}, at ${at} UTC.`;
      const line = `Attempt ${number} of ${all} failed: ${decision.reason}. ${next}`;
      if (inputs.warning_on_retry) runner.warning(line);
      else runner.info(line);
    },
    async conclude(kind, outcome) {
      if (kind === "success") runner.info(outcome);
      else if (kind === "failure" && inputs["on-failure"] === "continue") runner.warning(outcome);
      else runner.setFailed(outcome);
      if (attempts.some(({ decision }) => decision?.kind === "retry")) {
        await runner.appendSummary(summaryOf(`${signs[kind]} ${outcome}`, attempts));
      }
    },
  };
}

const signs = { success: "✅", failure: "❌", cancelled: "🛑" } as const;

function summaryOf(outcome: string, attempts: readonly AttemptEnd[]): Markdown {
  const rows = attempts.map(({ number, ended, took, decision }) => [
    String(number),
    text(ended),
    formatDuration(took),
    decision?.kind === "retry" ? formatDuration(decision.delay) : "",
  ]);
  const list = table(["Attempt", "Ended with", "Took", "Then waited"], rows);
  return `**${text(outcome)}**\n${details("Attempts", list)}`;
}
