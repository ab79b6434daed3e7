/** Trees over REST. */
import { z } from "zod";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { bodyOf } from "../input.ts";
import { objectsOf } from "./objects.ts";
import type { Objects } from "./objects.ts";
import { resolveCommit } from "./resolve.ts";
import { readCommit } from "./commit.ts";
import { MODES, readTree } from "./tree.ts";
import { changeTree } from "./tree-changes.ts";
import type { TreeChange } from "./tree-changes.ts";

const modes = z.enum(["100644", "100755", "120000", "040000", "160000"]);
const entry = z.object({
  path: z.string().min(1),
  mode: modes.default("100644"),
  type: z.enum(["blob", "tree", "commit"]).optional(),
  sha: z.string().nullish(),
  content: z.string().optional(),
});
const newTree = z.object({ base_tree: z.string().optional(), tree: z.array(entry) });

export function treeRoutes({ state }: Rest) {
  const app = repositoryRoutes();

  app.post("/git/trees", async (c) => {
    const { view } = c.var;
    const objects = objectsOf(state, view.repository);
    const body = await bodyOf(c, "Tree", newTree);
    const base = body.base_tree === undefined ? undefined : await treeOf(view, body.base_tree);
    if (body.base_tree !== undefined && base === undefined) throw unprocessable("base_tree is not a valid tree oid");
    const changes = await Promise.all(body.tree.map((one) => changeOf(objects, one)));
    const sha = await changeTree(objects, base, changes);
    if (sha === undefined) throw unprocessable("Invalid tree info");
    const shown = await present(view, sha, false);
    return c.json(shown, 201, { Location: shown.url });
  });

  app.get("/git/trees/:tree_sha", async (c) => {
    const { view } = c.var;
    const sha = found(await treeOf(view, c.req.param("tree_sha")));
    // Whatever its value, even "false", the parameter turns recursion on.
    return c.json(await present(view, sha, c.req.query("recursive") !== undefined));
  });

  return app;
}

async function changeOf(objects: Objects, { path, mode, sha, content }: z.infer<typeof entry>): Promise<TreeChange> {
  if (content !== undefined) {
    if (sha !== undefined) throw unprocessable("Must supply either tree.sha or tree.content, not both");
    return { path, mode, sha: await objects.write({ type: "blob", content: Buffer.from(content) }) };
  }
  if (sha === undefined) throw unprocessable("Must supply a valid tree.sha or tree.content");
  // A submodule's commit lives in another repository.
  const isKnown = sha === null || mode === "160000" || (await objects.content(sha, MODES[mode])) !== undefined;
  if (!isKnown) throw unprocessable(`tree.sha ${sha} is not a valid ${MODES[mode]}`);
  return { path, mode, sha };
}

/** The tree that an id of a tree or commit, or the name of a commit, stands for. */
async function treeOf(view: View, name: string): Promise<string | undefined> {
  const objects = objectsOf(view.state, view.repository);
  if ((await objects.content(name, "tree")) !== undefined) return name;
  const commit = await resolveCommit(view, name);
  return commit === undefined ? undefined : (await readCommit(objects, commit))?.tree;
}

async function present(view: View, sha: string, isRecursive: boolean) {
  const tree = await presentEntries(view, sha, "", isRecursive);
  return { sha, url: `${view.url}/git/trees/${sha}`, tree, truncated: false };
}

interface ShownEntry {
  path: string;
  mode: string;
  type: string;
  sha: string;
  size?: number;
  url?: string;
}

async function presentEntries(view: View, tree: string, prefix: string, isRecursive: boolean): Promise<ShownEntry[]> {
  const objects = objectsOf(view.state, view.repository);
  const shown: ShownEntry[] = [];
  for (const { name, mode, sha } of (await readTree(objects, tree)) ?? []) {
    const type = MODES[mode];
    const content = type === "blob" ? await objects.content(sha, "blob") : undefined;
    shown.push({
      path: `${prefix}${name}`,
      mode,
      type,
      sha,
      ...(content === undefined ? {} : { size: content.length }),
      ...(type === "commit" ? {} : { url: `${view.url}/git/${type}s/${sha}` }),
    });
    if (isRecursive && type === "tree") shown.push(...(await presentEntries(view, sha, `${prefix}${name}/`, true)));
  }
  return shown;
}
