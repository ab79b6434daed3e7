/** Commits as objects, over REST. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { readCommit, writeCommit } from "./commit.ts";
import { objectsOf } from "./objects.ts";
import { personInput, personOf } from "./person.ts";
import { presentGitCommit } from "./present.ts";

const newCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: personInput.optional(),
  committer: personInput.optional(),
  signature: z.string().optional(),
});

export function gitCommitRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();

  app.post("/git/commits", async (c) => {
    const { view, login } = c.var;
    const objects = objectsOf(state, view.repository);
    const body = await bodyOf(c, "Commit", newCommit);
    // Git knows the empty tree without being told; GitHub's REST does not, so it must have been made.
    if ((await objects.content(body.tree, "tree")) === undefined) throw unprocessable("Tree SHA does not exist");
    for (const parent of body.parents) {
      if ((await objects.content(parent, "commit")) === undefined) {
        throw unprocessable("Parent SHA does not exist or is not a commit object");
      }
    }
    const name = writer(login);
    const author = body.author ?? { name, email: `${name}@users.noreply.github.com` };
    const commit = {
      tree: body.tree,
      parents: body.parents,
      author: personOf(author, clock.now()),
      committer: personOf(body.committer ?? author, clock.now()),
      message: body.message,
      signature: body.signature,
    };
    const shown = presentGitCommit(view, { sha: await writeCommit(objects, commit), ...commit });
    return c.json(shown, 201, { Location: shown.url });
  });

  app.get("/git/commits/:commit_sha", async (c) => {
    const { view } = c.var;
    const sha = c.req.param("commit_sha");
    const commit = found(await readCommit(objectsOf(state, view.repository), sha));
    return c.json(presentGitCommit(view, { sha, ...commit }));
  });

  return app;
}
