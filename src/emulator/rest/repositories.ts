/** Repositories. */
import type { MiddlewareHandler } from "hono";
import type { Row, State } from "../state.ts";
import { repositoryRoutes, viewOf } from "./context.ts";
import type { RestEnv, View } from "./context.ts";
import { found } from "./errors.ts";
import { nodeId, timeOf } from "./present.ts";
import { minimalRepository } from "./minimal-repository.ts";
import { sameLogin } from "./users.ts";

export interface Repository extends Row {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly isPrivate: boolean;
  readonly createdAt: number;
}

export const repositories = (state: State) => state.table<Repository>("repositories");

export function repositoryNamed(state: State, owner: string, name: string): Repository | undefined {
  return repositories(state)
    .all()
    .find((row) => sameLogin(row.owner, owner) && sameLogin(row.name, name));
}

/** The repository the cache and artifact services serve: the first one made. */
export function isHome({ state, repository }: View): boolean {
  return repositories(state).all()[0]?.id === repository.id;
}

/** Sets `view`; answers 404 for a repository nobody made, and for a private one to those without a token. */
export function withRepository(state: State): MiddlewareHandler<RestEnv, "/repos/:owner/:repo/*"> {
  return async (c, next) => {
    const repository = found(repositoryNamed(state, c.req.param("owner"), c.req.param("repo")));
    found(repository.isPrivate && c.var.login === undefined ? undefined : repository);
    c.set("view", viewOf(state, new URL(c.req.url).origin, repository));
    await next();
  };
}

export function wholeRepositoryRoutes() {
  return repositoryRoutes().get("/", (c) => c.json(fullRepository(c.var.view)));
}

function fullRepository(view: View) {
  const { repository, page } = view;
  const host = page.replace("https://", "");
  const createdAt = timeOf(repository.createdAt);
  return {
    ...minimalRepository(view),
    git_url: `git://${host}.git`,
    ssh_url: `git@${host.replace("/", ":")}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    visibility: repository.isPrivate ? "private" : "public",
    permissions: { admin: false, maintain: false, push: true, triage: true, pull: true },
    size: 0,
    forks: 0,
    forks_count: 0,
    network_count: 0,
    stargazers_count: 0,
    subscribers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    pushed_at: createdAt,
    created_at: createdAt,
    updated_at: createdAt,
    node_id: nodeId("R", repository.id),
  };
}
