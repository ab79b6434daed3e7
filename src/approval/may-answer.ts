/** Who may answer a question, as GitHub knows people. */
import * as z from "zod/mini";
import type { Repository } from "../github/context.ts";
import { failureOf, isDenial, statusOf } from "../github/failure.ts";
import type { Octokit } from "../github/octokit.ts";
import { whyUncounted, type Eligibility, type JudgedVote } from "./decide.ts";
import type { ApprovalRule } from "./question.ts";
import type { Vote } from "./vote.ts";

export type MayAnswer = (login: string) => Promise<Eligibility>;

/** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
const permissionSchema = z.object({ permission: z.string(), role_name: z.optional(z.string()) });
const membershipSchema = z.object({ state: z.string() });

/**
 * Asks GitHub who somebody is, each person once. Teams are read with a token of their own, for a job's may not: what cannot
 * be checked is no yes. Throws what Octokit throws where GitHub does not answer, or limits how often it may be asked.
 */
export function mayAnswer(
  octokit: Octokit,
  repository: Repository,
  { approvers }: Pick<ApprovalRule, "approvers">,
  teamsOctokit: Octokit | undefined,
): MayAnswer {
  const named = approvers.map((approver) => approver.replace(/^@/, "").toLowerCase());
  const teams = named.filter((name) => name.includes("/"));
  const logins = new Set(named.filter((name) => !name.includes("/")));
  const asked = new Map<string, Promise<Eligibility>>();
  const ask = (login: string) =>
    named.length === 0
      ? whetherWriter(octokit, repository, login)
      : whetherNamed(login, { isListed: logins.has(login), teams, octokit: teamsOctokit ?? octokit });
  return (login) => {
    const name = login.toLowerCase();
    const answer = asked.get(name) ?? ask(name);
    asked.set(name, answer);
    return answer;
  };
}

/** The votes with who may give them; of one that counts for nothing anyway, nobody is asked. */
export async function judged(votes: readonly Vote[], rule: ApprovalRule, may: MayAnswer): Promise<JudgedVote[]> {
  const results: JudgedVote[] = [];
  for (const vote of votes) {
    const why = whyUncounted(vote, rule);
    results.push({ ...vote, eligibility: why === undefined ? await may(vote.by) : { may: false, why } });
  }
  return results;
}

async function whetherWriter(octokit: Octokit, { owner, name }: Repository, login: string): Promise<Eligibility> {
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo: name, username: login });
    const { permission, role_name: role } = permissionSchema.parse(data);
    // It has `write` for `maintain`, `read` for `triage`, and for an organisation's own role the one it is made from.
    if (permission === "admin" || permission === "write") return { may: true, teams: [] };
    return { may: false, why: `may not write to the repository (${role ?? permission})` };
  } catch (error) {
    if (statusOf(error) === 404) return { may: false, why: "is no user who may write to the repository" };
    if (!isDenial(error)) throw error;
    return { may: false, why: failureOf(error, "could not be checked", "metadata: read") };
  }
}

interface Named {
  readonly isListed: boolean;
  readonly teams: readonly string[];
  readonly octokit: Octokit;
}

async function whetherNamed(login: string, { isListed, teams, octokit }: Named): Promise<Eligibility> {
  const found: string[] = [];
  const unknown: string[] = [];
  for (const team of teams) {
    const membership = await membershipIn(team, login, octokit);
    if (membership === "unknown") unknown.push(team);
    else if (membership === "active") found.push(team);
  }
  if (isListed || found.length > 0) return { may: true, teams: found };
  if (unknown.length === 0) {
    const unseen = teams.length === 0 ? "" : ", nor in a team of theirs that the token may see";
    return { may: false, why: `is none of the approvers${unseen}` };
  }
  return {
    may: false,
    why: `could not be looked up in ${unknown.join(", ")}: give a \`teams-token\` that may read the members of the organisation (read:org)`,
  };
}

async function membershipIn(team: string, login: string, octokit: Octokit): Promise<"active" | "none" | "unknown"> {
  const [org = "", slug = ""] = team.split("/");
  try {
    const asked = { org, team_slug: slug, username: login };
    const { data } = await octokit.rest.teams.getMembershipForUserInOrg(asked);
    // `pending` is an invitation nobody accepted yet.
    return membershipSchema.parse(data).state === "active" ? "active" : "none";
  } catch (error) {
    if (statusOf(error) === 404) return "none";
    if (!isDenial(error)) throw error;
    return "unknown";
  }
}
