import { neutralise } from "../github/neutralise.ts";

export interface ApprovalCommand {
  readonly answer: "approve" | "reject";
  /** What was said with it: the rest of its line, and the lines below. */
  readonly comment: string | undefined;
}

/**
 * A command begins the comment's first line that is not blank. Four spaces or a tab before it make it code, and a `>` a
 * quote, as Markdown reads them: who shows how it is done has not done it.
 */
const command = /^(?:[^\S\n]*\n)* {0,3}\/(approve|reject)(?:\s+([^]*))?$/i;

/** Of what was said, in characters, so much is kept. */
const longest = 1000;

/** What a comment commands; undefined where it is only a comment. */
export function readCommand(body: string): ApprovalCommand | undefined {
  const [, word, said = ""] = command.exec(body.replace(/\r\n?/g, "\n")) ?? [];
  if (word === undefined) return undefined;
  const comment = neutralise(said.slice(0, longest).toWellFormed()).trim();
  return {
    answer: word.toLowerCase() === "approve" ? "approve" : "reject",
    comment: comment === "" ? undefined : comment,
  };
}
