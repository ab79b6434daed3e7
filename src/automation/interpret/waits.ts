/** Steps that wait: for a time, for people, for something outside, for a condition. */
import { runCommand } from "../../command/command.ts";
import { describeFailure } from "../../policy/failure.ts";
import { UserError } from "../../policy/user-error.ts";
import { attempted } from "../../durable/command-attempt.ts";
import type { ApprovalStep, ConditionStep, EventStep, WaitStep } from "../definition.ts";
import { evaluateText, isTrue, type Scope } from "../evaluate.ts";
import { commandOf, worldAt } from "./command.ts";
import { scopeOf, type Frame } from "./frame.ts";

type Outputs = Record<string, string>;

export async function waitForTime({ context }: Frame, { wait }: WaitStep, name: string, scope: Scope): Promise<void> {
  if (wait.kind === "until") {
    const text = evaluateText(wait.time, scope);
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) {
      throw new UserError(`until is ${JSON.stringify(text)}: write a time such as 2026-11-21T18:00:00Z`);
    }
    return context.waitUntil(name, at);
  }
  const { duration } = wait;
  return context.wait(name, typeof duration === "number" ? `${duration}ms` : evaluateText(duration, scope));
}

/** Waits until as many have agreed as are to; who rejects it fails the step. */
export async function waitForApproval(frame: Frame, step: ApprovalStep, name: string, scope: Scope): Promise<Outputs> {
  const question = step.message && evaluateText(step.message, scope);
  const answers: Outputs[] = [];
  while (answers.length < step.approvals) {
    const number = answers.length + 1;
    const asked = number === 1 ? name : `${name} (${number} of ${step.approvals})`;
    answers.push(await waitForAnswer(frame, step, asked, question ?? `${step.name}: approve or reject`));
  }
  const all = (output: string): string => answers.map((answer) => answer[output] ?? "").join(", ");
  return { by: all("by"), comment: all("comment") };
}

/** What the event brings is the output `payload`, as JSON; where that is an object, its texts are outputs too. */
export function waitForEvent(frame: Frame, step: EventStep, name: string): Promise<Outputs> {
  return waitForAnswer(frame, step, name, `${step.name}: waits for an event`);
}

async function waitForAnswer(
  { context }: Frame,
  { timeout }: ApprovalStep | EventStep,
  name: string,
  question: string,
): Promise<Outputs> {
  const answer = await context.waitForCallback(name, (_id, step) => step.log.info(question), {
    ...(timeout !== undefined && { timeout: `${timeout}ms` }),
  });
  const texts: [string, string][] = [["payload", JSON.stringify(answer ?? null)]];
  if (typeof answer === "object" && answer !== null && !Array.isArray(answer)) {
    for (const [key, value] of Object.entries(answer)) {
      if (key !== "payload" && ["string", "number", "boolean"].includes(typeof value)) texts.push([key, String(value)]);
    }
  }
  return Object.fromEntries(texts);
}

interface Look {
  readonly succeeded: boolean;
  readonly outputs: Outputs;
}

/** Runs the command again and again until it succeeds, or until what it writes says so. */
export async function waitForCondition(
  frame: Frame,
  step: ConditionStep,
  name: string,
  scope: Scope,
): Promise<Outputs> {
  const { until, interval, timeout } = step;
  const command = commandOf(frame, { ...step, ...plain }, scope);
  const look = await frame.context.waitForCondition<Look>(
    name,
    async (_state, { signal, attempt, idempotencyKey }) => {
      const { key } = frame.context.run;
      const environment = {
        ...command.environment,
        HOLDFAST_RUN_KEY: key,
        HOLDFAST_STEP: name,
        HOLDFAST_ATTEMPT: String(attempt),
        HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey,
      };
      const result = await runCommand(worldAt(frame)(name), { ...command, environment, signal });
      const ended = attempted(result, undefined, {});
      if (ended.kind === "failure" && (until !== undefined || ended.failure.kind !== "exit")) {
        throw new Error(describeFailure(ended.failure));
      }
      return { succeeded: ended.kind === "success", outputs: Object.fromEntries(result.files.outputs) };
    },
    {
      initialState: { succeeded: false, outputs: {} },
      interval: `${interval}ms`,
      ...(timeout !== undefined && { timeout: `${timeout}ms` }),
      until: ({ succeeded, outputs }) => {
        if (until === undefined || !succeeded) return succeeded;
        const results = new Map(frame.results).set(step.name, { outcome: "success", conclusion: "success", outputs });
        return isTrue(until, scopeOf(frame, "success", { steps: results }));
      },
    },
  );
  return look.outputs;
}

/** A look has no effect to be careful with. */
const plain = { semantics: "at-least-once", unless: undefined, compensate: undefined, paths: [] } as const;
