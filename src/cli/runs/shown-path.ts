import { isAbsolute, relative } from "node:path";
import type { LocalRepository } from "../repository.ts";

/** A file as people name it: from the root of its repository, where it is in there. */
export function shownPath(path: string, { root }: Pick<LocalRepository, "root">): string {
  const within = relative(root, path);
  return within === "" || within.startsWith("..") || isAbsolute(within) ? path : within;
}
