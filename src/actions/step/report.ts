/** What a durable step says: in the log, in annotations, in its outputs and in the job's summary. */
import { dirname } from "node:path";
import type { AttemptsObserver } from "../../durable/step/attempts.ts";
import type { CommandValue } from "../../durable/command/step.ts";
import type { Lane } from "../../durable/lane/lane.ts";
import type { StepOutcome } from "../../durable/step/step.ts";
import { runAttemptUrl, type RunnerContext } from "../../github/context.ts";
import { code, codeBlock, details, link, text, type Markdown } from "../../github/markdown.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { StepRecord } from "../../journal/fold.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { formatDuration } from "../../policy/duration.ts";
import { newFiles } from "../../store/new-files.ts";
import type { World } from "../../world.ts";
import { sayUnsaved } from "../lane/unsaved.ts";

type Outcome = StepOutcome<CommandValue>;

export interface Reporter {
  /** Says what the record means for this run, before anything happens. */
  begin(record: StepRecord | undefined): void;
  readonly attempts: AttemptsObserver<CommandValue>;
  /** Sets the outputs that are the action's own. */
  outputs(outcome: Outcome): void;
  end(outcome: Outcome, how: Ending): Promise<void>;
}

export interface Ending {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly workspace: string;
  readonly paths: readonly string[];
  readonly onFailure: "fail" | "continue";
}

export function reporter(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  lane: Lane,
  step: string,
  guardOf: (masked: readonly string[]) => SecretGuard,
): Reporter {
  const named = `"${step}"`;

  return {
    begin(record) {
      if (record?.status === "started") {
        runner.warning(
          `Step ${named} was started by attempt ${record.attempt} and never recorded: whether its effect happened is not known.`,
          { title: "Interrupted before" },
        );
      }
      if (record?.done?.withheld !== undefined) {
        runner.info(
          `Step ${named} was done before, but ${record.done.withheld}, so nothing was kept of it: it runs again.`,
        );
      }
    },

    attempts: {
      onAttemptFailed(number, { value }, decision) {
        if (decision.kind === "give-up") return;
        const wait = formatDuration(decision.delay);
        const reason = (value?.guard ?? guardOf([])).redact(decision.reason);
        runner.info(`Attempt ${number} of step ${named} failed: ${reason}. The next one starts in ${wait}.`);
      },
      onAttemptStart(number) {
        if (number > 1) runner.info(`Attempt ${number} of step ${named}:`);
      },
    },

    outputs: (outcome) => setOutputs(runner, outcome),

    async end(outcome, how) {
      if ("saved" in outcome) sayUnsaved(runner, step, outcome.saved);
      switch (outcome.kind) {
        case "replayed":
          return sayReplayed(outcome);
        case "skipped":
          runner.info(`Step ${named} is done already, as its unless command says: recorded without running.`);
          sayWhatIsKept(outcome.value);
          return summarise("skipped", `its unless command says that it is done already${unlessKept(outcome.value)}`);
        case "done":
          return sayDone(outcome, how);
        case "failed":
          return sayFailed(outcome, how);
        case "interrupted":
          return sayInterrupted(outcome);
        case "cancelled":
          runner.setFailed(`Step ${named} was cancelled. A re-run starts it again.`);
          return summarise("cancelled", "a re-run starts it again");
      }
    },
  };

  async function sayReplayed({ done }: Outcome & { kind: "replayed" }): Promise<void> {
    const saved = formatDuration(Math.round(done.duration));
    const when = new Date(done.at).toISOString();
    runner.info(
      `Step ${named} was done by attempt ${done.attempt} at ${when}: replayed instead of run, ${saved} saved.`,
    );
    const url = runAttemptUrl({ ...context, attempt: done.attempt });
    const by = `attempt ${done.attempt}`;
    const isThisRun = lane.identity.key === String(context.runId);
    await summarise("replayed", `done by ${isThisRun && url ? link(by, url) : by} at ${when}, ${saved} saved`);
  }

  async function sayDone({ value, attempts }: Outcome & { kind: "done" }, how: Ending): Promise<void> {
    const taken = formatDuration(Math.round(value.command.duration));
    runner.info(`Step ${named} is done and recorded${attempts > 1 ? ` after ${attempts} attempts` : ""} (${taken}).`);
    sayWhatIsKept(value);
    const left = await sayNewFiles(how, value.guard);
    const took = text(attempts > 1 ? `${attempts} attempts` : taken);
    await summarise("done", `${took}${left ? `; ${left}` : ""}${unlessKept(value)}`);
  }

  function sayWhatIsKept(value: CommandValue): void {
    if (value.withheld !== undefined) {
      runner.warning(
        `Nothing of step ${named} is kept for a replay: ${value.withheld}. It runs again when the job is re-run.`,
        { title: "Not replayable" },
      );
    }
    if (value.missing.length > 0) {
      const missing = value.guard.redact(value.missing.join(", "));
      runner.warning(`Nothing matches ${missing} of the input paths of step ${named}.`);
    }
  }

  /** What a replay would not bring back. */
  async function sayNewFiles(
    { workspace, startedAt, paths }: Ending,
    guard: SecretGuard,
  ): Promise<Markdown | undefined> {
    const { count, sample, complete } = await newFiles(world, workspace, startedAt, { patterns: paths });
    if (count === 0) return undefined;
    const some = sample.slice(0, 3);
    const shown = guard.redact(some.join(", ")) + (count > some.length ? ", …" : "");
    const many = `${complete ? "" : "at least "}${count} new or changed file${count === 1 ? "" : "s"}`;
    runner.info(
      `It left ${many} in the workspace that a replay will not bring back (${shown}): list them in paths if later steps need them.`,
    );
    return text(`${many} not kept by paths`);
  }

  async function sayFailed(outcome: Outcome & { kind: "failed" }, { onFailure }: Ending): Promise<void> {
    const command = outcome.value?.command;
    const guard = outcome.value?.guard ?? guardOf([]);
    const reason = guard.redact(outcome.decision.reason);
    const message = `Step ${named} failed: ${reason}.`;
    const title = `${step} failed`;
    if (onFailure === "continue") runner.warning(`${message} The job goes on, as on-failure says.`, { title });
    else runner.setFailed(message, { title });
    const lines = guard.redact((command?.lastLines ?? []).join("\n"));
    const { keepLastLines } = await import("../lane/last-lines.ts");
    await keepLastLines(world.files, dirname(lane.files), step, lines);
    await summarise("failed", text(reason), lines === "" ? "" : details("Last lines", codeBlock(lines)));
  }

  async function sayInterrupted({ record, attempts }: Outcome & { kind: "interrupted" }): Promise<void> {
    const when =
      attempts > 0 ? "it ended without telling" : `attempt ${record.attempt} started it and never recorded it`;
    runner.setFailed(
      `Step ${named} is interrupted: ${when}, and an at-most-once step is not run again. Check whether its effect happened. ` +
        "If it did, or if it may run again, say so with a command in the input unless (success means: it is done), " +
        "or take another key.",
      { title: `${step} is interrupted` },
    );
    await summarise("interrupted", `${text(when)}; check whether its effect happened`);
  }

  /** One line a step, so that the lines of a job read as a table of what happened. */
  async function summarise(outcome: keyof typeof signs, said: Markdown, more: Markdown = ""): Promise<void> {
    await runner.appendSummary(`${signs[outcome]} **${outcome}** ${code(step)} — ${said}\n${more}\n`);
  }
}

const signs = { done: "✅", replayed: "⏩", skipped: "⏭️", failed: "❌", interrupted: "⚠️", cancelled: "🛑" } as const;

function unlessKept({ withheld }: CommandValue): Markdown {
  return withheld === undefined ? "" : `; ${text(`runs again when the job is re-run, since ${withheld}`)}`;
}

function setOutputs(runner: RunnerCommands, outcome: Outcome): void {
  runner.setOutput("outcome", outcome.kind === "cancelled" ? "failed" : outcome.kind);
  runner.setOutput("attempts", String(outcome.kind === "replayed" ? outcome.done.attempts : outcome.attempts));
  runner.setOutput("exit-code", exitCodeOf(outcome));
  runner.setOutput("checkpointed", String(isSaved(outcome)));
}

function isSaved(outcome: Outcome): boolean {
  // What is known of an interrupted step is its start, which was saved before it.
  if (outcome.kind === "interrupted") return true;
  return "saved" in outcome && outcome.saved.kind === "saved";
}

function exitCodeOf(outcome: Outcome): string {
  if (outcome.kind === "replayed" || outcome.kind === "skipped") return "0";
  const end = "value" in outcome ? outcome.value?.command.end : undefined;
  return end?.kind === "exited" ? String(end.code) : "";
}
