/** Branches, and commits as the history of one. */
import { z } from "zod";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { instant, queryOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { history, readCommit } from "./commit.ts";
import type { FoundCommit } from "./commit.ts";
import { objectsOf } from "./objects.ts";
import { presentCommit } from "./present.ts";
import { refNamed, refsOf } from "./refs.ts";
import { resolveCommit } from "./resolve.ts";
import { entryAt } from "./tree.ts";

const BRANCHES = "refs/heads/";

const commitQuery = z.object({
  sha: z.string().optional(),
  path: z.string().optional(),
  author: z.string().optional(),
  since: instant.default(Number.NEGATIVE_INFINITY),
  until: instant.default(Number.POSITIVE_INFINITY),
});

export function historyRoutes({ state }: Rest) {
  const app = repositoryRoutes();

  app.get("/branches", (c) => {
    const { view } = c.var;
    const branches = refsOf(state, view.repository).filter((ref) => ref.name.startsWith(BRANCHES));
    return c.json(
      pageOf(c, branches).map(({ name, sha }) => ({
        name: name.slice(BRANCHES.length),
        commit: { sha, url: `${view.url}/commits/${sha}` },
        protected: false,
      })),
    );
  });

  app.get("/branches/:branch{.+}", async (c) => {
    const { view } = c.var;
    const name = c.req.param("branch");
    const { sha } = found(refNamed(state, view.repository, `${BRANCHES}${name}`));
    const self = `${view.url}/branches/${name}`;
    return c.json({
      name,
      commit: presentCommit(view, await commitOf(view, sha)),
      _links: { self, html: `${view.page}/tree/${name}` },
      protected: false,
      protection: { enabled: false },
      protection_url: `${self}/protection`,
    });
  });

  app.get("/commits", async (c) => {
    const { view } = c.var;
    const asked = queryOf(c, "Commit", commitQuery);
    const from = found(await resolveCommit(view, asked.sha ?? view.repository.defaultBranch));
    const commits: FoundCommit[] = [];
    for await (const commit of history(objectsOf(state, view.repository), from)) {
      const at = commit.committer.seconds * 1000;
      const isBy = asked.author === undefined || [commit.author.name, commit.author.email].includes(asked.author);
      if (at < asked.since || at > asked.until || !isBy) continue;
      if (asked.path === undefined || (await changes(view, commit, asked.path))) commits.push(commit);
    }
    return c.json(pageOf(c, commits).map((commit) => presentCommit(view, commit)));
  });

  app.get("/commits/:ref{.+}", async (c) => {
    const { view } = c.var;
    const name = c.req.param("ref");
    const sha = await resolveCommit(view, name);
    if (sha === undefined) throw unprocessable(`No commit found for SHA: ${name}`);
    return c.json({ ...presentCommit(view, await commitOf(view, sha)), stats: {}, files: [] });
  });

  return app;
}

async function commitOf({ state, repository }: View, sha: string): Promise<FoundCommit> {
  return { sha, ...found(await readCommit(objectsOf(state, repository), sha)) };
}

/** Whether a commit has something else at a path than its first parent. */
async function changes({ state, repository }: View, commit: FoundCommit, path: string): Promise<boolean> {
  const objects = objectsOf(state, repository);
  const at = async (tree: string | undefined) =>
    tree === undefined ? undefined : (await entryAt(objects, tree, path))?.sha;
  const parent = commit.parents[0] === undefined ? undefined : await readCommit(objects, commit.parents[0]);
  return (await at(commit.tree)) !== (await at(parent?.tree));
}
