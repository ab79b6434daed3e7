/**
 * What an archive of kept files may hold. Packing refuses what unpacking would refuse, so that a step is never
 * recorded with files that cannot come back.
 */

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of the archive before compression. */
  readonly bytes: number;
}

/** A repository has 10 GB of cache in all. */
export const archiveLimits: ArchiveLimits = { entries: 200_000, bytes: 10 * 2 ** 30 };

/** Bytes of a path. */
const longestPath = 1024;

/** Why a path (relative, with `/`) may not be in an archive; undefined where it may. */
export function faultOfPath(path: string): string | undefined {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "is an absolute path";
  if (Buffer.byteLength(path) > longestPath) return `has a path of more than ${longestPath} bytes`;
  // Windows takes a backslash for a separator, and a line break ends a record of the archive's extended header.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\0-\x1f\x7f\\]/.test(path)) return "has a backslash or a control character in its name";
  return faultOfNames(path.split("/"));
}

/**
 * Why a symbolic link at `path` may not point to `target`; undefined where it may. `..` is good only at the start:
 * after the name of another link it leads where no reader of the archive can tell.
 */
export function faultOfLink(path: string, target: string): string | undefined {
  const names = target.split("/").filter((name) => name !== "" && name !== ".");
  const up = names.findIndex((name) => name !== "..");
  const rest = up < 0 ? [] : names.slice(up);
  const climbs = names.length - rest.length;
  if (target === "" || target.startsWith("/") || climbs >= path.split("/").length) {
    return `is a link that leaves the workspace (to "${target}")`;
  }
  const fault = rest.length === 0 ? undefined : faultOfPath(rest.join("/"));
  return fault === undefined ? undefined : `is a link to "${target}", which ${fault}`;
}

function faultOfNames(names: readonly string[]): string | undefined {
  if (names.some((name) => name === "" || name === "." || name === "..")) return 'has "..", "." or an empty name in it';
  // Hooks and configuration in there are executed by later steps.
  if (names.some((name) => name.toLowerCase() === ".git")) return "is in a .git folder";
  return undefined;
}
