/** A repository on the emulator, its people with their own tokens, and the job that asks them. */
import { Octokit } from "@octokit/rest";
import { approvalIssues } from "../../src/approval/approval-issues.ts";
import type { Question } from "../../src/approval/question.ts";
import { collaborators, repositoryNamed, tokens } from "../../src/emulator/rest/index.ts";
import type { Role } from "../../src/emulator/rest/collaborators.ts";
import { patientFetch } from "../../src/github/rate-limit.ts";
import { clockForTest } from "../emulator/clock.ts";
import { hastyClock } from "../github/haste.ts";
import { emulatorForTest } from "../emulator/clients.ts";

export const place = { owner: "octocat", repo: "hello-world" };
export const repository = { owner: place.owner, name: place.repo };

export const ASK = "POST /repos/octocat/hello-world/issues";

export const question: Question = {
  lane: "0123456789abcdef0123456789abcdef",
  callback: "approve/callback",
  id: "5c3680b3-72c8-4934-8f80-8d39f1384947",
  automation: "release",
  key: "release-1.4.0",
  step: "approve",
  text: "Publish 1.4.0?",
  approvers: [],
  approvals: 1,
  preventSelfReview: false,
  startedBy: "mona",
  until: Date.UTC(2026, 10, 21, 15),
  runUrl: "https://github.com/octocat/hello-world/actions/runs/1/attempts/1",
};

const patience = { longestWait: 60_000, attempts: 3, answerWithin: 30_000 };
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The client is ours but for its throttling, which all clients of a process share: it would space out what tests write. */
export async function scene({ factor = 20 }: { factor?: number } = {}) {
  const dates = clockForTest();
  const emulator = await emulatorForTest({ clock: dates });
  const clock = hastyClock(factor);
  const fetch = patientFetch(globalThis.fetch, clock, patience);
  const clientOf = (auth: string) => new Octokit({ auth, baseUrl: emulator.url, request: { fetch }, log: silent });
  const octokit = clientOf("ghs_emulator");
  const home = repositoryNamed(emulator.state, place.owner, place.repo);
  if (home === undefined) throw new Error("the emulator made no repository");
  const forms = () => approvalIssues({ clock }, octokit, repository, new AbortController().signal);
  return {
    emulator,
    /** The repository, as the emulator keeps it. */
    home,
    octokit,
    clientOf,
    /** The clock by which GitHub dates what is written. */
    dates,
    approvals: forms(),
    /** What another job with this token has. */
    approvalsAs: (auth: string) => approvalIssues({ clock }, clientOf(auth), repository, new AbortController().signal),
    /** A person with a token, and a role in the repository where one is given. */
    person: (login: string, role?: Role) => {
      tokens(emulator.state).insert({ token: `ghp_${login}`, login });
      if (role !== undefined) collaborators(emulator.state).insert({ repository: home.id, login, role });
      const { rest } = clientOf(`ghp_${login}`);
      return {
        rest,
        comment: async (body: string, issue = 1) =>
          (await rest.issues.createComment({ ...place, issue_number: issue, body })).data,
        react: async (content: "+1" | "-1" | "heart", issue = 1) =>
          (await rest.reactions.createForIssue({ ...place, issue_number: issue, content })).data,
      };
    },
    issues: async () => (await octokit.rest.issues.listForRepo({ ...place, state: "all", direction: "asc" })).data,
    comments: async (number = 1) =>
      (await octokit.rest.issues.listComments({ ...place, issue_number: number })).data.map(({ body = "" }) => body),
  };
}

/** What a reader of the page reads. */
export function readable(body: string | null | undefined): string {
  return (body ?? "")
    .replaceAll("\u200b", "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
