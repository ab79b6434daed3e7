/** Who waits, and whose answer is there. */
import type { Asking } from "../../approval/decision-on.ts";
import { code, text } from "../../github/markdown.ts";
import { unlessRefused, type NotReached } from "../../github/not-reached.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import { UserError } from "../../policy/user-error.ts";
import type { WaitingIndex } from "../../waiting/waiting-index.ts";
import type { WaitingRun } from "../../waiting/waiting-run.ts";
import { acknowledge, answeredLanes, answerTo, isNews, type Answer, type Answered } from "./answered.ts";

export interface Looked {
  readonly waits: readonly WaitingRun[];
  readonly answered: Answered;
}

/** At `now`, in milliseconds since the epoch. Throws a {@link UserError} where the index cannot be listed. */
export async function allThatWaits(asking: Asking, index: WaitingIndex, now: number): Promise<Looked> {
  const waits = reached(await index.list()).runs;
  return { waits, answered: await answeredLanes(asking, index, waits, now) };
}

/**
 * Whoever waits for the approval that is asked for in an issue; shows under its comments which count. Throws a
 * {@link UserError} where that cannot be had.
 */
export async function askedIn(
  runner: RunnerCommands,
  asking: Asking,
  index: WaitingIndex,
  issue: number,
): Promise<Looked> {
  const { questions } = asking;
  const answer = reached(
    await unlessRefused(`issue #${issue} could not be read`, "issues: read", async () => {
      const question = await questions.get(issue);
      return question === undefined ? noQuestion : ({ kind: "asked", ...(await answerTo(asking, question)) } as const);
    }),
  );
  if (answer.kind === "none") {
    runner.info(`Issue #${issue} asks for no approval, or it is decided and closed.`);
    return { waits: [], answered: { lanes: new Set(), faults: [] } };
  }
  await acknowledge(questions, answer);
  await sayAnswer(runner, answer);
  const { lane } = answer.question;
  const waits = reached(await index.list(lane)).runs;
  return { waits, answered: { lanes: new Set(isNews(answer, waits) ? [lane] : []), faults: [] } };
}

async function sayAnswer(runner: RunnerCommands, { question, decision }: Answer): Promise<void> {
  const told = inWords(decision);
  const ignored = decision.ignored.map(({ vote, why }) => ({ by: vote.by, why }));
  runner.info(`${question.step} of ${question.automation} ${told}.`);
  for (const { by, why } of ignored) runner.info(`An answer of ${by} does not count: ${why}.`);
  const lines = ignored.map(({ by, why }) => `- ${text(`An answer of ${by} does not count: ${why}.`)}\n`);
  await runner.appendSummary(`### ${code(question.step)} ${text(told)}\n${lines.join("")}\n`);
}

function inWords(decision: Answer["decision"]): string {
  switch (decision.kind) {
    case "open":
      return `needs ${decision.missing} more to agree`;
    case "approved":
      return `is approved by ${decision.votes.map(({ by }) => by).join(", ")}`;
    case "rejected":
      return `is rejected by ${decision.by}`;
  }
}

const noQuestion = { kind: "none" } as const;

function reached<T extends { readonly kind: string }>(answer: T | NotReached): T {
  if (isNotReached(answer)) throw new UserError(answer.reason);
  return answer;
}

function isNotReached(answer: { readonly kind: string }): answer is NotReached {
  return answer.kind === "denied" || answer.kind === "unavailable";
}
