/** `holdfast approve`, `reject` and `signal`: an answer to what a run waits for. */
import { putInInbox, takeInbox, type NewInboxMessage } from "../../durable/run/inbox.ts";
import { neutraliseLine } from "../../github/neutralise.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { answerCommand } from "../../report/commands.ts";
import { shorten } from "../../report/label.ts";
import { readable } from "../../report/path-text.ts";
import { callbackCalled } from "./callback-called.ts";
import { findRun } from "./find-run.ts";
import { readRun } from "./recorded-run.ts";
import { unansweredIn } from "../../report/run-view.ts";
import { word } from "../../report/shell-word.ts";

type Answer = Extract<NewInboxMessage, { kind: "answer" }>["answer"];

export interface AnswerOptions {
  /** The step that waits; it may be left out where only one does. */
  readonly step?: string | undefined;
  readonly by: string;
  readonly kind: "approval" | "rejection" | "event";
  readonly answer: Answer;
}

/** Throws a {@link UserError} where nothing waits for an answer, or it is not clear what is meant. */
export async function answerRun(
  world: World,
  { folder: here }: Invocation,
  key: string,
  { step, by, kind, answer }: AnswerOptions,
): Promise<void> {
  // What one run is told by mistake cannot be taken back.
  const found = await findRun(world, key, here, kind === "event" ? "beginning" : "whole");
  const { card, state, folder, holder } = await readRun(world, found);
  const callback = chosen(unansweredIn(state.run), step, card.key);
  const { answer: before, expects, approval } = state.run.callbacks.get(callback) ?? {};
  if (before) throw new UserError(`"${readable(callback)}" of run "${card.key}" was answered before`);
  // An event that is rejected fails, as an approval does.
  if (expects !== undefined && kind !== "rejection" && kind !== expects) {
    const command = answerCommand(card.key, readable(callback), expects);
    throw new UserError(`"${readable(callback)}" of run "${card.key}" waits for an ${expects}: ${command}`);
  }
  if (holder === undefined) await requireNoneBefore(world, folder, callback, card.key);
  await putInInbox(world, folder, { kind: "answer", callback, answer, by });
  const what = `${readable(callback)} of ${card.key} is answered.`;
  const next =
    holder === undefined
      ? `The run goes on with: holdfast resume ${word(card.key)}`
      : `Process ${holder} takes it from here.`;
  world.output.write(`${what} ${next}\n${askedLine(approval?.question)}`);
}

/** Empty where nobody worded a question. */
export function askedLine(question = ""): string {
  return question.trim() === "" ? "" : `It was asked: ${shorten(question, 300)}\n`;
}

/** Of two answers the run takes the first: who gives the second hears of it, and may be asked anew once the run went on. */
async function requireNoneBefore(world: World, folder: string, callback: string, key: string): Promise<void> {
  const messages = (await takeInbox(world, folder, () => {})).map(({ message }) => message);
  const before = messages.find((message) => message.kind === "answer" && message.callback === callback);
  if (before === undefined) return;
  const who = before.by === undefined ? "" : ` by ${neutraliseLine(before.by)}`;
  throw new UserError(
    `"${readable(callback)}" of run "${key}" was answered${who}, which the run has not taken in yet: holdfast resume ${word(key)}`,
  );
}

function chosen(open: readonly string[], step: string | undefined, key: string): string {
  const [only, other] = open;
  if (only === undefined) throw new UserError(`run "${key}" waits for no answer: holdfast status ${word(key)}`);
  if (step !== undefined) return callbackCalled(step, open, `run "${key}" waits for no answer at`);
  if (other === undefined) return only;
  const steps = open.map(readable);
  throw new UserError(`run "${key}" waits for several answers (${steps.slice(0, 20).join(", ")}): name the step`);
}
