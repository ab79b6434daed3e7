import type { NewInboxMessage } from "../../../durable/run/inbox.ts";

/** An answer as the inbox takes it, by the path of its callback. */
export type Answer = readonly [
  callback: string,
  answer: Omit<Extract<NewInboxMessage, { kind: "answer" }>, "kind" | "callback">,
];

export interface Answers {
  readonly answers: readonly Answer[];
  /** Why answers could not be looked for, or what was said is none. */
  readonly faults: readonly string[];
  /** GitHub did not say whether there are others. */
  readonly isUnread?: boolean;
}

export const noAnswers: Answers = { answers: [], faults: [] };
