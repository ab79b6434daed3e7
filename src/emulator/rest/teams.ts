/** Who is in a team of an organisation. */
import { Hono } from "hono";
import type { Row, State } from "../state.ts";
import type { Rest, RestEnv } from "./context.ts";
import { found, RestError } from "./errors.ts";
import { sameLogin } from "./users.ts";

export interface TeamMemberRow extends Row {
  readonly organization: string;
  /** The team's slug. */
  readonly team: string;
  readonly login: string;
  readonly role: "member" | "maintainer";
  /** Pending until an invitation is accepted. */
  readonly state: "active" | "pending";
}

export const teamMembers = (state: State) => state.table<TeamMemberRow>("team members");

export function teamRoutes({ state }: Rest): Hono<RestEnv> {
  return new Hono<RestEnv>().get("/orgs/:org/teams/:team_slug/memberships/:username", (c) => {
    if (c.var.login === undefined) throw new RestError(401, "Requires authentication");
    const { org, team_slug: team, username } = c.req.param();
    const member = found(
      teamMembers(state)
        .all()
        .find((row) => sameLogin(row.organization, org) && row.team === team && sameLogin(row.login, username)),
    );
    return c.json({ url: c.req.url, role: member.role, state: member.state });
  });
}
