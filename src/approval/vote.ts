/** Answers to a question, as GitHub has them: comments that are commands, and thumbs under the question itself. */
import * as z from "zod/mini";
import { readCommand } from "./command.ts";

export interface Vote {
  /** Login. */
  readonly by: string;
  /** Milliseconds since the epoch, whole seconds. */
  readonly at: number;
  readonly answer: "approve" | "reject";
  readonly comment?: string;
  /** Somebody changed the comment, perhaps another than who wrote it. */
  readonly isEdited: boolean;
  /** Not a person. */
  readonly isBot: boolean;
  readonly source: "comment" | "reaction";
  /** The comment's, or the reaction's. */
  readonly id: number;
}

/** GitHub says null, or this login, of an account that was deleted. */
export const deletedAccount = "ghost";

const userSchema = z.nullish(z.object({ login: z.string(), type: z.string() }));

export const commentSchema = z.object({
  id: z.int(),
  user: userSchema,
  body: z.nullish(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
});

export const reactionSchema = z.object({
  id: z.int(),
  user: userSchema,
  content: z.string(),
  created_at: z.string(),
});

/**
 * Milliseconds. GitHub sometimes dates the update of a comment that nobody has changed a second after its creation:
 * https://github.com/palantir/policy-bot/pull/459
 */
const longestWrite = 1000;

/** Undefined where it is no command. */
export function voteOfComment(comment: z.infer<typeof commentSchema>): Vote | undefined {
  const said = readCommand(comment.body ?? "");
  if (said === undefined) return undefined;
  const at = Date.parse(comment.created_at);
  return {
    ...voter(comment.user),
    at,
    answer: said.answer,
    ...(said.comment !== undefined && { comment: said.comment }),
    isEdited: Date.parse(comment.updated_at) - at > longestWrite,
    source: "comment",
    id: comment.id,
  };
}

const thumbs: ReadonlyMap<string, Vote["answer"]> = new Map([
  ["+1", "approve"],
  ["-1", "reject"],
]);

/** Undefined where it is none of the two thumbs. */
export function voteOfReaction({
  user,
  content,
  created_at: at,
  id,
}: z.infer<typeof reactionSchema>): Vote | undefined {
  const answer = thumbs.get(content);
  if (answer === undefined) return undefined;
  return { ...voter(user), at: Date.parse(at), answer, isEdited: false, source: "reaction", id };
}

function voter(user: z.infer<typeof userSchema>): Pick<Vote, "by" | "isBot"> {
  return { by: user?.login ?? deletedAccount, isBot: (user?.type ?? "User") !== "User" };
}

/** In order of time. Of one second, a no comes first: who comes too late to stop a run is not to be overruled by a tie. */
export function inOrder<T extends Vote>(votes: readonly T[]): T[] {
  const rank = ({ answer, source }: Vote) => (answer === "reject" ? 0 : 2) + (source === "comment" ? 0 : 1);
  return votes.toSorted((a, b) => a.at - b.at || rank(a) - rank(b) || a.id - b.id);
}
