/** Questions to people, each in an issue of the repository. */
import type { Repository } from "../github/context.ts";
import { statusOf } from "../github/failure.ts";
import { unlessRefused, type NotReached } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import { writeOnce } from "../github/write-once.ts";
import type { World } from "../world.ts";
import { isLabelled, questionIssues, type Issue } from "./issues.ts";
import { beginningOf, markOf, readMark } from "./question-mark.ts";
import { bodyOf, closingText, titleOf, type Closing } from "./question-text.ts";
import type { OpenQuestion, Question } from "./question.ts";
import { inOrder, voteOfComment, voteOfReaction, type Vote } from "./vote.ts";

export type Asked =
  | { readonly kind: "asked"; readonly issue: number; readonly url: string; readonly isNew: boolean }
  | NotReached;

export type Listed = { readonly kind: "listed"; readonly questions: readonly OpenQuestion[] } | NotReached;

export interface ApprovalIssues {
  /** Asks it, where it does not stand in an open issue yet. Needs `issues: write`. */
  ask(question: Question): Promise<Asked>;
  /** All that stand in open issues, the oldest first. Needs `issues: read`. */
  open(): Promise<Listed>;
  openOf(lane: string): Promise<Listed>;
  /** Undefined where the issue is no open question. Throws what Octokit throws. */
  get(issue: number): Promise<OpenQuestion | undefined>;
  /** In order of time. Throws what Octokit throws. */
  votes(question: Pick<OpenQuestion, "issue">): Promise<Vote[]>;
  /** Shows under a comment whether it counts, as far as GitHub lets it. */
  acknowledge(vote: Vote, counts: boolean): Promise<void>;
  /** Says what came of it and closes the issue, once. Needs `issues: write`. */
  close(issue: number, closing: Closing): Promise<{ readonly kind: "closed" } | NotReached>;
}

const closingMark = "<!-- holdfast:approval-closed -->";

/** Everything ends, in the way of what GitHub does not answer, when `signal` aborts. */
export function approvalIssues(
  world: Pick<World, "clock">,
  octokit: Octokit,
  repository: Repository,
  signal: AbortSignal,
): ApprovalIssues {
  const { clock } = world;
  const issues = questionIssues(octokit, repository, signal);

  /** Those that ask it, of which the oldest counts. */
  async function standing(question: Question): Promise<Issue[]> {
    const beginning = beginningOf(question);
    return (await issues.list()).filter(({ body }) => body?.startsWith(beginning));
  }

  async function open(fits: (question: OpenQuestion) => boolean): Promise<Listed> {
    return unlessRefused("open approvals could not be listed", "issues: read", async () => {
      const questions = (await issues.list()).flatMap((issue) => questionIn(issue) ?? []).filter(fits);
      return { kind: "listed", questions };
    });
  }

  async function ask(question: Question): Promise<Asked> {
    const mark = markOf(question);
    if (mark === undefined) {
      const reason = "the approval could not be asked for: its path, key and approvers are longer than an issue may be";
      return { kind: "denied", reason };
    }
    return unlessRefused("the approval could not be asked for", "issues: write", async () => {
      let isNew = false;
      let own: Issue | undefined;
      let seen: readonly Issue[] = [];
      const write = async () => {
        isNew = true;
        return (own = await issues.open(titleOf(question), mark + bodyOf(question)));
      };
      const find = async () => {
        seen = await standing(question);
        return seen[0];
      };
      const issue = await writeOnce(clock, write, find, signal);
      if (own !== undefined) return elected(question, own);
      // A write whose answer was lost may have asked beside another that was first.
      for (const { number } of seen.slice(1)) await withdraw(number);
      return asked(issue, isNew);
    });
  }

  async function withdraw(issue: number): Promise<void> {
    await issues.change(issue, { state: "closed", state_reason: "not_planned" });
  }

  /** Two jobs may ask at once: each looks again once it has asked, and takes its own back where another was first. */
  async function elected(question: Question, own: Issue): Promise<Asked> {
    if (!isLabelled(own)) {
      await withdraw(own.number);
      return { kind: "denied", reason: "the approval could not be asked for: the token may not set labels" };
    }
    const [first = own] = await standing(question);
    if (first.number >= own.number) return asked(own, true);
    await withdraw(own.number);
    return asked(first, false);
  }

  async function close(issue: number, closing: Closing): Promise<{ kind: "closed" } | NotReached> {
    return unlessRefused("the approval's issue could not be closed", "issues: write", async () => {
      if ((await issues.get(issue)) === undefined) return { kind: "closed" };
      const write = () => issues.comment(issue, `${closingMark}\n${closingText(closing)}`);
      await writeOnce(clock, write, () => hasClosing(issue), signal);
      const reason = closing.outcome === "approved" ? "completed" : "not_planned";
      const end = () => issues.change(issue, { state: "closed", state_reason: reason });
      const ended = async () => ((await issues.get(issue)) === undefined ? true : undefined);
      await writeOnce(clock, end, ended, signal);
      return { kind: "closed" };
    });
  }

  async function hasClosing(issue: number): Promise<true | undefined> {
    for (const comment of await issues.comments(issue)) {
      if (comment.body?.startsWith(closingMark) && (await issues.isOurs(comment))) return true;
    }
    return undefined;
  }

  return {
    ask,
    close,
    open: () => open(() => true),
    openOf: (lane) => open((question) => question.lane === lane),
    async get(number) {
      const issue = await issues.get(number);
      return issue && questionIn(issue);
    },
    async votes({ issue }) {
      const comments = (await issues.comments(issue)).flatMap((comment) => voteOfComment(comment) ?? []);
      const reactions = (await issues.reactions(issue)).flatMap((reaction) => voteOfReaction(reaction) ?? []);
      return inOrder([...comments, ...reactions]);
    },
    async acknowledge({ source, id }, counts) {
      if (source !== "comment") return;
      try {
        await issues.react(id, counts ? "+1" : "confused");
      } catch (error) {
        // A comment that was deleted, a token that may only read: what counts is said elsewhere, too.
        if (statusOf(error) === undefined) throw error;
      }
    },
  };
}

function asked({ number, html_url: url }: Issue, isNew: boolean): Asked {
  return { kind: "asked", issue: number, url, isNew };
}

function questionIn({ number, html_url: url, body, comments, reactions }: Issue): OpenQuestion | undefined {
  const mark = readMark(body ?? "");
  if (mark === undefined) return undefined;
  const thumbs = reactions === undefined ? 1 : reactions["+1"] + reactions["-1"];
  return { issue: number, url, ...mark, mayHaveAnswers: comments + thumbs > 0 };
}
