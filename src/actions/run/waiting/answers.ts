import type { NewInboxMessage } from "../../../durable/run/inbox.ts";

/** An answer as the inbox takes it, by the path of its callback. */
export type Answer = readonly [
  callback: string,
  answer: Omit<Extract<NewInboxMessage, { kind: "answer" }>, "kind" | "callback">,
];

export interface Answers {
  readonly answers: readonly Answer[];
  /** Why answers could not be looked for. */
  readonly faults: readonly string[];
}

export const noAnswers: Answers = { answers: [], faults: [] };
