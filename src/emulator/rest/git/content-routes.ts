/** Files and folders at a commit. */
import { repositoryRoutes } from "../context.ts";
import type { Rest, RestEnv, View } from "../context.ts";
import type { Context } from "hono";
import { found } from "../errors.ts";
import { wrapped } from "./blob-routes.ts";
import { readCommit } from "./commit.ts";
import { objectsOf } from "./objects.ts";
import { resolveCommit } from "./resolve.ts";
import { entryAt, MODES, readTree } from "./tree.ts";
import type { TreeEntry } from "./tree.ts";

export function contentRoutes({ state }: Rest) {
  const app = repositoryRoutes();

  const answer = async (c: Context<RestEnv>) => {
    const { view } = c.var;
    const objects = objectsOf(state, view.repository);
    const ref = c.req.query("ref") ?? view.repository.defaultBranch;
    const { tree } = found(await readCommit(objects, found(await resolveCommit(view, ref))));
    const path = (c.req.param("path") ?? "").replaceAll(/^\/+|\/+$/g, "");
    const entry = path === "" ? rootEntry(tree) : found(await entryAt(objects, tree, path));
    if (MODES[entry.mode] === "tree") {
      const inside = found(await readTree(objects, entry.sha));
      const prefix = path === "" ? "" : `${path}/`;
      return c.json(await Promise.all(inside.map((one) => presentEntry(view, one, `${prefix}${one.name}`, ref))));
    }
    return file(c, found(await objects.content(entry.sha, "blob")), await presentEntry(view, entry, path, ref));
  };
  app.get("/contents", answer);
  app.get("/contents/:path{.+}", answer);
  return app;
}

function file(c: Context<RestEnv>, content: Buffer, shown: Awaited<ReturnType<typeof presentEntry>>) {
  if (/\.raw\b/.test(c.req.header("accept") ?? "")) return c.body(new Uint8Array(content));
  return c.json({ ...shown, encoding: "base64", content: wrapped(content) });
}

function rootEntry(sha: string): TreeEntry {
  return { name: "", mode: "040000", sha };
}

async function presentEntry({ state, repository, url, page }: View, entry: TreeEntry, path: string, ref: string) {
  const type = ({ blob: "file", tree: "dir", commit: "submodule" } as const)[MODES[entry.mode]];
  const content = type === "file" ? await objectsOf(state, repository).content(entry.sha, "blob") : undefined;
  const at = path.split("/").map(encodeURIComponent).join("/");
  const self = `${url}/contents/${at}?ref=${encodeURIComponent(ref)}`;
  const git = `${url}/git/${type === "dir" ? "trees" : "blobs"}/${entry.sha}`;
  const html = `${page}/${type === "dir" ? "tree" : "blob"}/${ref}/${at}`;
  return {
    type,
    name: entry.name,
    path,
    sha: entry.sha,
    size: content?.length ?? 0,
    url: self,
    git_url: git,
    html_url: html,
    download_url: type === "file" ? `${page}/raw/${ref}/${at}` : null,
    _links: { self, git, html },
  };
}
