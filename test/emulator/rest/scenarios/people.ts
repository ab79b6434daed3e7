import { collaborators as collaboratorRows, teamMembers, tokens } from "../../../../src/emulator/rest/index.ts";
import type { Scenario } from "./scenario.ts";

export const collaborators: Scenario = async ({ octokit, place, state, repository }) => {
  collaboratorRows(state).insert({ repository: repository.id, login: "mona", role: "maintain" });
  await octokit.rest.repos.listCollaborators(place);
  await octokit.rest.repos.checkCollaborator({ ...place, username: "mona" });
  await octokit.rest.repos.getCollaboratorPermissionLevel({ ...place, username: "mona" });
};

export const teams: Scenario = async ({ octokit, state }) => {
  const member = { organization: "octo", team: "release", login: "mona", role: "member", state: "active" } as const;
  teamMembers(state).insert(member);
  await octokit.rest.teams.getMembershipForUserInOrg({ org: "octo", team_slug: "release", username: "mona" });
};

export const oneself: Scenario = async ({ octokit, state }) => {
  tokens(state).insert({ token: "ghs_emulator", login: "mona" });
  await octokit.rest.users.getAuthenticated();
  await octokit.rest.rateLimit.get();
};
