/** The issues that questions stand in, over REST. Calls throw what Octokit throws. */
import * as z from "zod/mini";
import type { Repository } from "../github/context.ts";
import { isDenial, statusOf } from "../github/failure.ts";
import type { Octokit } from "../github/octokit.ts";
import { questionLabel } from "./question-mark.ts";
import { commentSchema, reactionSchema } from "./vote.ts";

const userSchema = z.nullish(z.object({ login: z.string(), type: z.string() }));
const issueSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.string(),
  user: userSchema,
  body: z.nullish(z.string()),
  labels: z.array(z.union([z.string(), z.object({ name: z.nullish(z.string()) })])),
  comments: z.int(),
  reactions: z.optional(z.object({ "+1": z.int(), "-1": z.int() })),
  pull_request: z.optional(z.unknown()),
});

export type Issue = z.infer<typeof issueSchema>;
export type Comment = z.infer<typeof commentSchema>;
export type Reaction = z.infer<typeof reactionSchema>;

export interface Change {
  readonly state: "closed";
  readonly state_reason: "completed" | "not_planned";
}

export function questionIssues(octokit: Octokit, { owner, name }: Repository, signal: AbortSignal) {
  const { issues, reactions, users } = octokit.rest;
  const place = { owner, repo: name, request: { signal } };
  const all = { ...place, per_page: 100 };
  let oneself: Promise<string | undefined> | undefined;

  /** The login the token belongs to; undefined where it is an app's, as a job's own. */
  async function ownLogin(): Promise<string | undefined> {
    try {
      return (await users.getAuthenticated({ request: { signal } })).data.login;
    } catch (error) {
      if (isDenial(error)) return undefined;
      throw error;
    }
  }

  /** Anybody may write what our marks look like, and have people agree to something else than they read. */
  async function isOurs({ user }: Pick<Issue, "user">): Promise<boolean> {
    if (!user) return false;
    return user.type === "Bot" || user.login === (await (oneself ??= ownLogin()));
  }

  async function isQuestion(issue: Issue): Promise<boolean> {
    return issue.state === "open" && issue.pull_request === undefined && isLabelled(issue) && (await isOurs(issue));
  }

  return {
    isOurs,

    /** The open ones, the oldest first. */
    async list(): Promise<Issue[]> {
      const asked = { ...all, labels: questionLabel, state: "open", sort: "created", direction: "asc" } as const;
      const listed = z.array(issueSchema).parse(await octokit.paginate(issues.listForRepo, asked));
      const found: Issue[] = [];
      for (const issue of listed) if (await isQuestion(issue)) found.push(issue);
      return found;
    },

    /** Undefined where there is no open question of this number. */
    async get(number: number): Promise<Issue | undefined> {
      try {
        const issue = issueSchema.parse((await issues.get({ ...place, issue_number: number })).data);
        return (await isQuestion(issue)) ? issue : undefined;
      } catch (error) {
        if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
        throw error;
      }
    },

    async open(title: string, body: string): Promise<Issue> {
      return issueSchema.parse((await issues.create({ ...place, title, body, labels: [questionLabel] })).data);
    },

    async change(number: number, to: Change): Promise<true> {
      await issues.update({ ...place, issue_number: number, ...to });
      return true;
    },

    /** All of them: GitHub takes no more than 2,500. */
    async comments(number: number): Promise<Comment[]> {
      return z
        .array(commentSchema)
        .parse(await octokit.paginate(issues.listComments, { ...all, issue_number: number }));
    },

    async reactions(number: number): Promise<Reaction[]> {
      const listed = await octokit.paginate(reactions.listForIssue, { ...all, issue_number: number });
      return z.array(reactionSchema).parse(listed);
    },

    async comment(number: number, body: string): Promise<true> {
      await issues.createComment({ ...place, issue_number: number, body });
      return true;
    },

    async react(comment: number, content: "+1" | "confused"): Promise<void> {
      await reactions.createForIssueComment({ ...place, comment_id: comment, content });
    },
  };
}

export function isLabelled({ labels }: Pick<Issue, "labels">): boolean {
  return labels.some((label) => (typeof label === "string" ? label : label.name)?.toLowerCase() === questionLabel);
}
