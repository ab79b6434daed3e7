/** Refs: names for objects, and the only thing in git that changes. */
import type { Row, State } from "../../state.ts";
import { unprocessable } from "../errors.ts";
import type { Repository } from "../repositories.ts";
import { isAncestor } from "./commit.ts";
import type { Objects } from "./objects.ts";

export interface RefRow extends Row {
  readonly repository: number;
  /** Full name, such as `refs/heads/main`. */
  readonly name: string;
  readonly sha: string;
}

const refs = (state: State) => state.table<RefRow>("refs");

export function refsOf(state: State, repository: Pick<Repository, "id">): RefRow[] {
  return refs(state)
    .all()
    .filter((ref) => ref.repository === repository.id)
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}

export function refNamed(state: State, repository: Pick<Repository, "id">, name: string): RefRow | undefined {
  return refsOf(state, repository).find((ref) => ref.name === name);
}

/** Throws 422 where the name is taken, is no name, or has another ref above or below it. Looks and makes in one go. */
export function createRef(state: State, repository: Pick<Repository, "id">, name: string, sha: string): RefRow {
  if (!/^refs\/[^/]+\/./.test(name)) {
    throw unprocessable("Reference name must start with 'refs' and have at least two slashes.");
  }
  if (!isRefName(name)) throw unprocessable(`${name} is not a valid ref name.`);
  for (const other of refsOf(state, repository)) {
    if (other.name === name) throw unprocessable("Reference already exists");
    if (other.name.startsWith(`${name}/`) || name.startsWith(`${other.name}/`)) {
      throw unprocessable("Reference update failed");
    }
  }
  return refs(state).insert({ repository: repository.id, name, sha });
}

/**
 * Points a ref at another object. Unless forced, that must have the present one among its ancestors: throws 422 where
 * not, and where there is no such ref.
 */
export async function updateRef(
  { state, objects }: { state: State; objects: Objects },
  repository: Pick<Repository, "id">,
  to: { name: string; sha: string; force: boolean },
): Promise<RefRow> {
  for (;;) {
    const ref = existing(state, repository, to.name);
    const mayMove = to.force || ref.sha === to.sha || (await isAncestor(objects, ref.sha, to.sha));
    // Others may have moved it while the ancestors were read: then what was found out says nothing of the present.
    const present = existing(state, repository, to.name);
    if (present.sha !== ref.sha) continue;
    if (!mayMove) throw unprocessable("Update is not a fast forward");
    return refs(state).update(present.id, { sha: to.sha });
  }
}

/** Throws 422 where there is no such ref. */
export function deleteRef(state: State, repository: Pick<Repository, "id">, name: string): void {
  refs(state).delete(existing(state, repository, name).id);
}

function existing(state: State, repository: Pick<Repository, "id">, name: string): RefRow {
  const ref = refNamed(state, repository, name);
  if (ref === undefined) throw unprocessable("Reference does not exist");
  return ref;
}

/** The rules of git-check-ref-format. */
function isRefName(name: string): boolean {
  return (
    // oxlint-disable-next-line no-control-regex -- git refuses them, and so does this
    !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/.test(name) &&
    name.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"))
  );
}
