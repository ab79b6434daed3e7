import { statusOf } from "../../github/failure.ts";
import type { Repository } from "../../github/context.ts";
import type { Octokit } from "../../github/octokit.ts";
import type { Entry } from "../incident/entry.ts";
import type { Known, Ledger, Read, Written } from "./ledger.ts";
import { reachable } from "./not-reached.ts";
import { deserialise, keysNamed, nameOf, serialise } from "./serialised.ts";

/** Refs that start no workflow and that a plain clone does not fetch. */
const hidden = "holdfast/incidents";

const readme = "The messages of these commits are what Holdfast knows of incidents. They hold nothing of the code.\n";

export interface RefsLedgerOptions {
  readonly repository: Repository;
  /** What stands between `refs/` and an entry's name; `heads/…` where a server takes no namespace but its own. */
  readonly namespace?: string;
}

/**
 * Incidents in git refs, each a line of commits with the entry as their message and nothing of the repository in them.
 * A ref that exists is not made again, and a move that is no fast-forward is refused: a compare-and-swap. No ref is deleted
 * here, which GitHub would do whatever it points to. To read takes two requests, or one where nothing is kept; to write
 * takes two, and three the first time. Needs `contents: write`.
 */
export function refsLedger(octokit: Octokit, { repository, namespace = hidden }: RefsLedgerOptions): Ledger {
  const at = { owner: repository.owner, repo: repository.name };
  const { git } = octokit.rest;
  /** The tree of each commit that was read: the next one takes it over. */
  const trees = new Map<string, string>();

  async function read(key: string): Promise<Read> {
    const ref = `${namespace}/${nameOf(key)}`;
    const revision = await pointedTo(ref);
    if (revision === undefined) return { kind: "none" };
    const { data } = await git.getCommit({ ...at, commit_sha: revision });
    trees.set(revision, data.tree.sha);
    return deserialise(data.message, key, `refs/${ref}`, revision);
  }

  async function known(keys: readonly string[]): Promise<Known> {
    const { data } = await git.listMatchingRefs({ ...at, ref: namespace });
    const names = data.map(({ ref }) => ref.slice(ref.lastIndexOf("/") + 1));
    return { kind: "known", keys: keysNamed(names, keys) };
  }

  async function pointedTo(ref: string): Promise<string | undefined> {
    try {
      return (await git.getRef({ ...at, ref })).data.object.sha;
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async function write(entry: Entry, revision: string | undefined): Promise<Written> {
    const ref = `${namespace}/${nameOf(entry.key)}`;
    const tree = (revision === undefined ? undefined : trees.get(revision)) ?? (await makeTree());
    const parents = revision === undefined ? [] : [revision];
    const { data: commit } = await git.createCommit({ ...at, message: serialise(entry), tree, parents });
    try {
      if (revision === undefined) await git.createRef({ ...at, ref: `refs/${ref}`, sha: commit.sha });
      else await git.updateRef({ ...at, ref, sha: commit.sha, force: false });
      return { kind: "written" };
    } catch (error) {
      if (isLostRace(error)) return { kind: "conflict" };
      throw error;
    }
  }

  /** GitHub's REST knows no empty tree and makes none, so this one has a file to say what it is. */
  async function makeTree(): Promise<string> {
    const response = await git.createTree({
      ...at,
      tree: [{ path: "README.md", mode: "100644", type: "blob", content: readme }],
    });
    return response.data.sha;
  }

  return reachable({ read, known, write }, "contents");
}

/** GitHub answers 422 to much else, too. */
function isLostRace(error: unknown): boolean {
  return statusOf(error) === 422 && error instanceof Error && /already exists|not a fast.?forward/i.test(error.message);
}
