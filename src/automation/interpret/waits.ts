/** Steps that wait: for a time, for people, for something outside, for a condition. */
import * as z from "zod/mini";
import { runCommand } from "../../command/command.ts";
import { describeFailure } from "../../policy/failure.ts";
import type { WaitForCallbackOptions } from "../../durable/context.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { attempted } from "../../durable/command/attempt.ts";
import { OperationFailed } from "../../durable/run-errors.ts";
import { accessTo } from "../../durable/operations/run-access.ts";
import type { ApprovalStep, ConditionStep, EventStep, WaitStep } from "../definition.ts";
import { evaluateText, isTrue, type Scope } from "../evaluate.ts";
import { parseTime } from "../read-wait.ts";
import { commandOf, worldAt } from "./command.ts";
import { scopeOf, type Frame } from "./frame.ts";

type Outputs = Record<string, string>;

export async function waitForTime({ context }: Frame, { wait }: WaitStep, name: string, scope: Scope): Promise<void> {
  if (wait.kind === "until") {
    return context.waitUntil(name, new Date(parseTime(evaluateText(wait.time, scope))));
  }
  const { duration } = wait;
  return context.wait(name, typeof duration === "number" ? `${duration}ms` : evaluateText(duration, scope));
}

/**
 * Waits until as many people have agreed as are to; who rejects it fails the step. Nobody counts twice, and who may not
 * approve may not reject either.
 */
export async function waitForApproval(frame: Frame, step: ApprovalStep, name: string, scope: Scope): Promise<Outputs> {
  const { context, around } = frame;
  const question = (step.message && evaluateText(step.message, scope)) ?? `${step.name}: approve or reject`;
  const agreed: Vote[] = [];
  const people = new Set<string>();
  const { approvers, approvals, preventSelfReview, timeout } = step;
  const until = timeout === undefined ? undefined : context.now() + timeout;
  for (let asked = 1; agreed.length < approvals; asked++) {
    const inAll = asked - 1 - agreed.length + approvals;
    const own = asked === 1 ? name : `${name} (${asked} of ${inAll})`;
    const answer = await answerOf(frame, step, {
      expects: "approval",
      approval: { question, approvers, approvals: approvals - agreed.length, preventSelfReview },
      name: own,
      question,
      timeout: until === undefined ? timeout : Math.max(0, until - around.world.clock.now()),
    });
    if (answer === undefined) continue;
    if (textsIn(answer)["approved"] !== "true" && takesOnlyApprovals(frame, own)) {
      context.log.warn(
        `an answer to ${step.name} was no approval and does not count: holdfast approve or holdfast reject`,
      );
      continue;
    }
    for (const vote of votesIn(answer)) {
      const by = personIn(vote.by);
      if (people.has(by)) {
        context.log.warn(`${vote.by} has approved ${step.name} before and does not count twice`);
      } else if (!mayApprove(step, vote)) {
        warnOf(frame, step, vote.by);
      } else {
        agreed.push(vote);
        if (by !== "") people.add(by);
      }
    }
  }
  return {
    by: agreed.map(({ by = "" }) => by).join(", "),
    comment: agreed.map(({ comment = "" }) => comment).join(", "),
  };
}

const voteSchema = z.object({
  by: z.optional(z.string()),
  comment: z.optional(z.string()),
  /** As `organisation/team`: those of the approvers' that the person is in, where GitHub was asked. */
  teams: z.optional(z.array(z.string())),
});
type Vote = z.infer<typeof voteSchema>;

/** An answer is one person's, or has the votes of several who were asked in one place. */
function votesIn(answer: unknown): Vote[] {
  const several = z.object({ votes: z.array(voteSchema).check(z.minLength(1)) }).safeParse(answer);
  if (several.success) return several.data.votes;
  const one = voteSchema.safeParse(answer);
  return [one.success ? one.data : {}];
}

/** Whether an answer has to say yes. */
function takesOnlyApprovals({ context }: Frame, name: string): boolean {
  const run = accessTo(context);
  // What stands in for people in a trial gives whatever it was told to.
  if (run.effects === "faked") return false;
  // Callbacks once did not say what they expect, and then any answer counted: it does so still where it is replayed.
  return run.state.run.callbacks.get(`${run.pathOf(name)}/callback`)?.expects === "approval";
}

/** Undefined where somebody rejected it who may not. */
async function answerOf(frame: Frame, step: ApprovalStep, question: Question): Promise<unknown> {
  try {
    return await ask(frame, question);
  } catch (error) {
    if (!(error instanceof OperationFailed) || error.failure.code !== "REJECTED") throw error;
    const { by, teams } = error.failure;
    if (isAmong(step, { by, teams })) throw error;
    warnOf(frame, step, by);
    return undefined;
  }
}

/** Who does not say who they are cannot be told from others, so that they count where one answer is all. */
function mayApprove(step: ApprovalStep, vote: Voter): boolean {
  return isAmong(step, vote) && (personIn(vote.by) !== "" || step.approvals === 1);
}

interface Voter {
  readonly by?: string | undefined;
  readonly teams?: readonly string[] | undefined;
}

function isAmong({ approvers }: ApprovalStep, { by, teams = [] }: Voter): boolean {
  if (approvers.length === 0) return true;
  const names = new Set([by, ...teams].map(personIn));
  return approvers.some((each) => names.has(personIn(each)));
}

/** Names of users and teams are the same in capitals. */
function personIn(name = ""): string {
  return name.trim().toLowerCase();
}

function warnOf({ context }: Frame, { name }: ApprovalStep, by = ""): void {
  const who = by.trim() === "" ? "somebody who gave no name" : by;
  context.log.warn(`${who} is not among those who may approve ${name}: the answer does not count`);
}

/** What the event brings is the output `payload`, as JSON; where that is an object, its texts are outputs too. */
export async function waitForEvent(frame: Frame, step: EventStep, name: string, scope: Scope): Promise<Outputs> {
  const event = (step.event && evaluateText(step.event, scope)) || step.name;
  const question = `${step.name}: waits for the event ${event}`;
  const answer = await ask(frame, { expects: "event", event, name, question, timeout: step.timeout });
  return { ...textsIn(answer), payload: JSON.stringify(answer ?? null) };
}

interface Question extends Pick<WaitForCallbackOptions<unknown>, "expects" | "approval" | "event"> {
  readonly name: string;
  readonly question: string;
  /** Milliseconds. */
  readonly timeout: number | undefined;
}

function ask({ context }: Frame, { name, question, timeout, ...asked }: Question): Promise<unknown> {
  return context.waitForCallback(name, (_id, step) => step.log.info(question), {
    ...asked,
    ...(timeout !== undefined && { timeout: `${timeout}ms` }),
  });
}

/** The members of an object that are texts, numbers or booleans. */
function textsIn(value: unknown): Outputs {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const texts = Object.entries(value).filter(([, each]) => ["string", "number", "boolean"].includes(typeof each));
  return Object.fromEntries(texts.map(([name, each]) => [name, String(each)]));
}

const lookSchema = z.strictObject({
  succeeded: z.boolean(),
  /** Names and values. */
  outputs: z.array(z.tuple([z.string(), z.string()])),
});
type Look = z.infer<typeof lookSchema>;

/** Runs the command again and again until it succeeds, or until what it writes says so. */
export async function waitForCondition(
  frame: Frame,
  step: ConditionStep,
  name: string,
  scope: Scope,
): Promise<Outputs> {
  const { until, interval, timeout } = step;
  const command = commandOf(frame, { ...step, ...plain }, scope);
  const run = accessTo(frame.context);
  const path = run.pathOf(name);
  const look = await frame.context.waitForCondition<Look>(
    name,
    async (_state, { signal, attempt, idempotencyKey }) => {
      const { key, lane } = run.lane.identity;
      const environment = {
        ...command.environment,
        HOLDFAST_RUN_KEY: key,
        HOLDFAST_LANE: lane,
        HOLDFAST_STEP: path,
        HOLDFAST_ATTEMPT: String(attempt),
        HOLDFAST_IDEMPOTENCY_KEY: idempotencyKey,
      };
      const result = await runCommand(worldAt(frame)(path), { ...command, environment, signal });
      const ended = attempted(result, undefined, command);
      if (ended.kind === "failure" && (until !== undefined || ended.failure.kind !== "exit")) {
        throw new Error(describeFailure(ended.failure));
      }
      requireNoSecret(frame.around.guard(result.masked), result.files.outputs);
      return { succeeded: ended.kind === "success", outputs: [...result.files.outputs] };
    },
    {
      initialState: { succeeded: false, outputs: [] },
      interval: `${interval}ms`,
      ...(timeout !== undefined && { timeout: `${timeout}ms` }),
      until: ({ succeeded, outputs }) => {
        if (until === undefined || !succeeded) return succeeded;
        const looked = { outcome: "success", conclusion: "success", outputs: Object.fromEntries(outputs) } as const;
        const results = new Map(frame.results).set(step.name, looked);
        return isTrue(until, scopeOf(frame, "success", { steps: results }));
      },
    },
  );
  const own = lookSchema.safeParse(look);
  // What stands in for the command gives outputs by their names.
  return own.success ? Object.fromEntries(own.data.outputs) : textsIn(look);
}

/** Each look is recorded, and the next one goes on from there. */
function requireNoSecret(guard: SecretGuard, outputs: ReadonlyMap<string, string>): void {
  for (const [name, value] of outputs) {
    if (!guard.holds(`${name}\n${value}`)) continue;
    throw new Error(
      `its output ${guard.redact(name)} holds a secret, and what a condition gives is recorded: leave it out`,
    );
  }
}

/** A look has no effect to be careful with. */
const plain = { semantics: "at-least-once", unless: undefined, compensate: undefined, paths: [] } as const;
