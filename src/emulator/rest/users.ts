/** Users: a login says all there is to know of one. */
import { crc32 } from "node:zlib";
import { Hono } from "hono";
import type { Row, State } from "../state.ts";
import type { RestEnv, View } from "./context.ts";
import { RestError } from "./errors.ts";
import { nodeId, timeOf } from "./present.ts";

/** GitHub's simple user. */
export function simpleUser(origin: string, login: string) {
  const id = crc32(login.toLowerCase());
  const url = `${origin}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId("U", id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    gravatar_id: "",
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot(login) ? "Bot" : "User",
    site_admin: false,
  };
}

/** An account that is no more. */
export interface DeletedAccountRow extends Row {
  readonly login: string;
}

export const deletedAccounts = (state: State) => state.table<DeletedAccountRow>("deleted accounts");

/** Who wrote something; null where the account was deleted since. */
export function authorOf({ state, origin }: Pick<View, "state" | "origin">, login: string) {
  const isDeleted = deletedAccounts(state)
    .all()
    .some((account) => sameLogin(account.login, login));
  return isDeleted ? null : simpleUser(origin, login);
}

export function isBot(login: string): boolean {
  return login.endsWith("[bot]");
}

export function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function userRoutes(): Hono<RestEnv> {
  return new Hono<RestEnv>().get("/user", (c) => {
    const { login } = c.var;
    if (login === undefined) throw new RestError(401, "Requires authentication");
    if (isBot(login)) throw new RestError(403, "Resource not accessible by integration");
    return c.json({
      ...simpleUser(new URL(c.req.url).origin, login),
      name: login,
      company: null,
      blog: null,
      location: null,
      email: null,
      hireable: null,
      bio: null,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      created_at: timeOf(0),
      updated_at: timeOf(0),
    });
  });
}
