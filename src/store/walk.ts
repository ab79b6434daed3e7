import type { Files, FileStatus } from "../world.ts";

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
): AsyncGenerator<WalkedPath> {
  const waiting = await namesIn("");
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const status = await files.status(`${root}/${path}`);
    if (status === undefined) continue;
    yield { path, status };
    if (status.kind === "folder" && enters(path)) waiting.push(...(await namesIn(`${path}/`)));
  }

  /** Last name first: the next is taken from the end. */
  async function namesIn(prefix: string): Promise<string[]> {
    const names = await files.list(`${root}/${prefix}`);
    return names
      .filter((name) => name.toLowerCase() !== ".git")
      .map((name) => prefix + name)
      .toReversed();
  }
}
