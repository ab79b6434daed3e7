import { isAbsolute, relative } from "node:path";
import { UserError } from "../policy/user-error.ts";

/**
 * Which paths of a workspace a `paths` input keeps. The patterns are those of actions/cache and upload-artifact:
 * `*`, `?`, `[…]` and `**`, names that begin with a dot included; a folder that matches stands for all below it; `!`
 * takes out what earlier lines put in, and later lines put back. (`fs.glob` and `path.matchesGlob` leave dot names
 * out and know no order, and `@actions/glob` walks `.git` and follows links.) Case matters on every system.
 */
export interface PathPatterns {
  /** Paths are relative to the workspace, with `/`. */
  keeps(path: string): boolean;
  /** False where nothing below a folder can be kept, so that it need not be read. */
  mayKeepBelow(folder: string): boolean;
  /** The patterns that put paths in. */
  readonly included: readonly IncludedPattern[];
}

export interface IncludedPattern {
  /** As the author wrote it. */
  readonly text: string;
  matches(path: string): boolean;
}

interface Pattern extends IncludedPattern {
  readonly excludes: boolean;
  mayMatchBelow(folder: readonly string[]): boolean;
}

/**
 * Reads patterns, one a line; empty lines and `#` comments are skipped.
 * Throws a UserError for one that leads out of `root`.
 */
export function pathPatterns(lines: readonly string[], root: string): PathPatterns {
  const patterns = lines
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => parse(line, root));
  const lastMatch = (path: string) => patterns.findLastIndex((pattern) => pattern.matches(path));
  const included = patterns.filter((pattern) => !pattern.excludes);
  return {
    included,
    keeps: (path) => patterns[lastMatch(path)]?.excludes === false,
    mayKeepBelow(folder) {
      const last = lastMatch(folder);
      if (patterns[last]?.excludes === false) return true;
      const names = folder.split("/");
      return patterns.slice(last + 1).some((pattern) => !pattern.excludes && pattern.mayMatchBelow(names));
    },
  };
}

function parse(text: string, root: string): Pattern {
  const excludes = text.startsWith("!");
  const names = namesOf(excludes ? text.slice(1).trim() : text, text, root);
  const whole = new RegExp(`^${names.map(expressionOf).join("")}(/.*)?$`, "s");
  const single = names.map((name) => new RegExp(`^${globExpression(name)}$`, "s"));
  return {
    text,
    excludes,
    // No name at all is the workspace itself.
    matches: (path) => names.length === 0 || whole.test(path),
    mayMatchBelow(folder) {
      const unbounded = names.indexOf("**");
      const depth = unbounded < 0 ? names.length : unbounded;
      if (unbounded < 0 && folder.length >= depth) return false;
      return folder.slice(0, depth).every((name, index) => single[index]?.test(name));
    },
  };
}

function namesOf(pattern: string, text: string, root: string): string[] {
  const outside = (why: string) =>
    new UserError(`paths: "${text}" ${why}; only paths below the workspace are kept, so write it relative to ${root}`);
  if (pattern.startsWith("~")) throw outside("is in the home folder");
  if (pattern.split(/[\\/]/).includes("..")) throw outside('has ".."');
  const local = isAbsolute(pattern) ? relative(root, pattern) : pattern;
  if (isAbsolute(local) || /^[A-Za-z]:/.test(local)) throw outside("is on another drive");
  if (local.split(/[\\/]/).includes("..")) throw outside("is outside the workspace");
  return local.split(/[\\/]/).filter((name) => name !== "" && name !== ".");
}

/** One name of a pattern with the slash that parts it from its neighbour. */
function expressionOf(name: string, index: number, names: readonly string[]): string {
  const isLast = index === names.length - 1;
  if (name === "**") return isLast ? "[^/]+" : "(?:[^/]+/)*";
  return globExpression(name) + (isLast ? "" : "/");
}

function globExpression(name: string): string {
  return name.replaceAll(/\*+|\?|\[(!?)([^\]/]+)\]|[\\^$.+()|{}[\]]/g, (found, not: string, characters?: string) => {
    if (found.startsWith("*")) return "[^/]*";
    if (found === "?") return "[^/]";
    if (characters === undefined) return `\\${found}`;
    return `[${not ? "^/" : ""}${characters.replaceAll(/[\\^[]/g, "\\$&")}]`;
  });
}
