/** The issues of a repository, as far as a channel needs them. */
import * as z from "zod/mini";
import { statusOf } from "../../github/failure.ts";
import type { Octokit } from "../../github/octokit.ts";
import type { Repository } from "../../github/context.ts";

const userSchema = z.object({ login: z.string(), type: z.string() });
const written = {
  user: z.nullish(userSchema),
  author_association: z.string(),
  body: z.nullish(z.string()),
};
const issueSchema = z.object({
  ...written,
  number: z.int(),
  state: z.string(),
  created_at: z.string(),
  closed_by: z.nullish(userSchema),
  pull_request: z.optional(z.unknown()),
});
const commentSchema = z.object(written);

export type Issue = z.infer<typeof issueSchema>;

export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

const perPage = 100;
const mostPages = 5;

/** Calls throw what Octokit throws. */
export function issuesOf(octokit: Octokit, { owner, name }: Repository, signal: AbortSignal) {
  const { issues } = octokit.rest;
  const place = { owner, repo: name, request: { signal } };
  return {
    /** Undefined where there is none, or none any more. */
    async get(number: number): Promise<Issue | undefined> {
      try {
        return issueSchema.parse((await issues.get({ ...place, issue_number: number })).data);
      } catch (error) {
        if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
        throw error;
      }
    },

    /** The first of the issues opened since then, newest first, that fits. `since` is in milliseconds since the epoch. */
    async find(since: number, fits: (body: string) => boolean): Promise<Issue | undefined> {
      const filter = { since: timeOf(since), state: "all", sort: "created", direction: "desc" } as const;
      for (let page = 1; page <= mostPages; page++) {
        const { data } = await issues.listForRepo({ ...place, ...filter, page, per_page: perPage });
        const listed = z.array(issueSchema).parse(data);
        const found = listed.find(
          (issue) => issue.pull_request === undefined && isOurs(issue) && fits(issue.body ?? ""),
        );
        if (found) return found;
        const oldest = listed.at(-1);
        if (oldest === undefined || listed.length < perPage || Date.parse(oldest.created_at) < since) return undefined;
      }
      return undefined;
    },

    async open({ labels, assignees, ...issue }: NewIssue): Promise<Issue> {
      const { data } = await issues.create({ ...place, ...issue, labels: [...labels], assignees: [...assignees] });
      return issueSchema.parse(data);
    },

    async change(number: number, to: { readonly body: string; readonly state?: "closed" }): Promise<true> {
      await issues.update({ ...place, issue_number: number, ...to });
      return true;
    },

    async comment(number: number, body: string): Promise<true> {
      await issues.createComment({ ...place, issue_number: number, body });
      return true;
    },

    /** Whether a comment since then fits. `since` is in milliseconds since the epoch. */
    async hasComment(number: number, since: number, fits: (body: string) => boolean): Promise<true | undefined> {
      for (let page = 1; page <= mostPages; page++) {
        const asked = { ...place, issue_number: number, since: timeOf(since), page, per_page: perPage };
        const listed = z.array(commentSchema).parse((await issues.listComments(asked)).data);
        if (listed.some((comment) => isOurs(comment) && fits(comment.body ?? ""))) return true;
        if (listed.length < perPage) return undefined;
      }
      return undefined;
    },
  };
}

/** Anybody may write what our marks look like, and have people told in their own issue. */
function isOurs({ user, author_association: association }: z.infer<typeof commentSchema>): boolean {
  return user?.type === "Bot" || ["OWNER", "MEMBER", "COLLABORATOR"].includes(association);
}

function timeOf(milliseconds: number): string {
  return new Date(Math.max(0, milliseconds)).toISOString();
}
