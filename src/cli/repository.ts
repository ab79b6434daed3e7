/** The repository whose GitHub is emulated, as its work tree tells it. */
import { createHash } from "node:crypto";
import { basename, isAbsolute, relative } from "node:path";
import { UserError } from "../policy/user-error.ts";
import type { World } from "../world.ts";
import { capture } from "./capture.ts";

export interface LocalRepository {
  readonly owner: string;
  readonly name: string;
  /** Name of the branch that caches fall back to. */
  readonly defaultBranch: string;
  /** The full ref that is checked out. */
  readonly ref: string;
  /** The commit that is checked out; undefined before the first. */
  readonly sha: string | undefined;
  /** The folder of the work tree; the one that was asked about where there is none. */
  readonly root: string;
}

export interface RepositoryHints {
  /** `owner/name`; without it, what the remote's address says. */
  readonly repository?: string | undefined;
  readonly remote?: string | undefined;
  readonly defaultBranch?: string | undefined;
}

/** Reads the work tree in `folder`. Throws a {@link UserError} on a repository that is not `owner/name`. */
export async function localRepository(
  world: Pick<World, "processes" | "environment">,
  folder: string,
  hints: RepositoryHints,
): Promise<LocalRepository> {
  const git = async (...args: string[]) => {
    const { code, output } = await capture(world, "git", args, folder);
    return code === 0 ? output.trim() : "";
  };
  const remote = hints.remote ?? "origin";
  const [root, address, head, tag, sha, remoteHead, branches] = await Promise.all([
    git("rev-parse", "--show-toplevel"),
    git("remote", "get-url", remote),
    git("symbolic-ref", "--quiet", "HEAD"),
    git("describe", "--tags", "--exact-match"),
    git("rev-parse", "--verify", "--quiet", "HEAD"),
    git("symbolic-ref", "--quiet", `refs/remotes/${remote}/HEAD`),
    git("for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/master"),
  ]);
  const defaultBranch =
    hints.defaultBranch ??
    [remoteHead.replace(`refs/remotes/${remote}/`, ""), branches.split("\n")[0] ?? "", head]
      .map((ref) => ref.replace("refs/heads/", ""))
      .find((name) => name !== "") ??
    "main";
  const ref = head || (tag && `refs/tags/${tag}`) || `refs/heads/${defaultBranch}`;
  return {
    ...repositoryCalled(hints.repository ?? nameFromAddress(address) ?? nameFromFolder(root || folder)),
    defaultBranch,
    ref,
    sha: sha === "" ? undefined : sha,
    root: root || folder,
  };
}

/** A file as people name it: from the root of its repository, where it is in there. */
export function shownPath(path: string, { root }: Pick<LocalRepository, "root">): string {
  const within = relative(root, path);
  return within === "" || within.startsWith("..") || isAbsolute(within) ? path : within;
}

/** Throws a {@link UserError} where the text is not `owner/name`. */
export function repositoryCalled(repository: string): { owner: string; name: string } {
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(repository) ?? [];
  if (owner === undefined || name === undefined) {
    throw new UserError(`repository is "${repository}": write owner/name`);
  }
  return { owner, name };
}

/** What has no remote on GitHub is told from other folders, so that none meets the caches and run keys of another. */
function nameFromFolder(folder: string): string {
  const path = createHash("sha256").update(folder).digest("hex");
  return `local/${basename(folder)
    .replace(/[^\w.-]/g, "-")
    .slice(0, 80)}-${path.slice(0, 8)}`;
}

/** `owner/name` of `https://github.com/owner/name.git` and `git@github.com:owner/name`, as act reads them. */
function nameFromAddress(address: string): string | undefined {
  const [, owner, name] = /github\.com[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(address) ?? [];
  return owner === undefined ? undefined : `${owner}/${name}`;
}
