import { statusOf } from "../github/failure.ts";
import type { Repository } from "../github/context.ts";
import { unlessRefused } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import type { WaitingIndex } from "./waiting-index.ts";
import { readNote, serialiseNote, type WaitingNote } from "./waiting-note.ts";
import { readWaitingName, waitingName, type WaitingRun } from "./waiting-run.ts";

/** Refs that start no workflow and that a plain clone does not fetch. */
const hidden = "holdfast/waiting";

const readme = "The messages of these commits say which runs wait. They hold nothing of the code.\n";

/**
 * Waiting runs as git refs, each to a commit without parents whose message is the note. A ref is made once, never moved, and
 * deleted when its wait is over. To list takes one request whatever waits, to add three. Needs `contents: write`.
 */
export function refsIndex(octokit: Octokit, repository: Repository, namespace = hidden): WaitingIndex {
  const at = { owner: repository.owner, repo: repository.name };
  const { git } = octokit.rest;
  /** The commit of each ref that was listed. */
  const commits = new Map<string, string>();

  async function add(run: WaitingRun, note: WaitingNote) {
    const name = waitingName(run);
    const message = `${serialiseNote(note)}\n`;
    const { data: commit } = await git.createCommit({ ...at, message, tree: await makeTree(), parents: [] });
    try {
      await git.createRef({ ...at, ref: `refs/${namespace}/${name}`, sha: commit.sha });
    } catch (error) {
      // Nobody else gives this name: it is ours, and its answer was lost.
      if (!saysOf(error, /already exists/i)) throw error;
    }
    return { kind: "added" } as const;
  }

  /** GitHub's REST knows no empty tree and makes none, so this one has a file to say what it is. */
  async function makeTree(): Promise<string> {
    const file = { path: "README.md", mode: "100644", type: "blob", content: readme } as const;
    return (await git.createTree({ ...at, tree: [file] })).data.sha;
  }

  async function list(lane = "") {
    const { data } = await git.listMatchingRefs({ ...at, ref: `${namespace}/${lane}` });
    const runs = data.flatMap(({ ref, object }) => {
      const name = ref.slice(`refs/${namespace}/`.length);
      commits.set(name, object.sha);
      return readWaitingName(name) ?? [];
    });
    return { kind: "listed", runs } as const;
  }

  async function noteOf(run: WaitingRun): Promise<WaitingNote | undefined> {
    const name = waitingName(run);
    try {
      const sha = commits.get(name) ?? (await git.getRef({ ...at, ref: `${namespace}/${name}` })).data.object.sha;
      return readNote((await git.getCommit({ ...at, commit_sha: sha })).data.message);
    } catch (error) {
      if (statusOf(error) === undefined) throw error;
      return undefined;
    }
  }

  async function remove(run: WaitingRun) {
    try {
      await git.deleteRef({ ...at, ref: `${namespace}/${waitingName(run)}` });
    } catch (error) {
      if (!saysOf(error, /does not exist/i)) throw error;
    }
    return { kind: "removed" } as const;
  }

  return {
    add: (run, note) => unlessRefused("the waiting run could not be added", "contents: write", () => add(run, note)),
    list: (lane) => unlessRefused("the waiting runs could not be listed", "contents: read", () => list(lane)),
    noteOf,
    remove: (run) => unlessRefused("the waiting run could not be removed", "contents: write", () => remove(run)),
  };
}

/** GitHub answers 422 to much else, too. */
function saysOf(error: unknown, words: RegExp): boolean {
  return statusOf(error) === 422 && error instanceof Error && words.test(error.message);
}
