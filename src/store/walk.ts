import type { FileStatus, Files } from "../world.ts";
import { isCode } from "../world/error-code.ts";

export interface WalkedPath {
  /** Relative to where the walk began, with `/`. */
  readonly path: string;
  readonly status: FileStatus;
}

/**
 * Everything below a folder, each folder before what is in it and names in order, so that two walks agree.
 * Links are not followed; `.git` is left out at any depth, and so is what is below a folder that is not entered.
 */
export async function* walk(
  files: Pick<Files, "list" | "status">,
  root: string,
  enters: (folder: string) => boolean,
  /** Called for what may not be looked at, which is then left out; it may throw. */
  onUnreadable: (path: string, error: unknown) => void,
): AsyncGenerator<WalkedPath> {
  const waiting = await namesIn("");
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const status = await readable(path, undefined, () => files.status(`${root}/${path}`));
    if (status === undefined) continue;
    yield { path, status };
    if (status.kind === "folder" && enters(path)) waiting.push(...(await namesIn(`${path}/`)));
  }

  /** Last name first: the next is taken from the end. */
  async function namesIn(prefix: string): Promise<string[]> {
    const names = await readable(prefix.replace(/\/$/, "") || ".", [], () => files.list(`${root}/${prefix}`));
    return names
      .filter((name) => name.toLowerCase() !== ".git")
      .map((name) => prefix + name)
      .toReversed();
  }
  async function readable<T, U>(path: string, otherwise: U, act: () => Promise<T>): Promise<T | U> {
    try {
      return await act();
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      onUnreadable(path, error);
      return otherwise;
    }
  }
}

/** Whether an error says that this user may not look at a file or folder. */
export function isUnreadable(error: unknown): boolean {
  return isCode(error, "EACCES", "EPERM");
}
