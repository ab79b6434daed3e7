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
  mayMatchBelow(folder: string): boolean;
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
      return patterns.slice(last + 1).some((pattern) => !pattern.excludes && pattern.mayMatchBelow(folder));
    },
  };
}

function parse(text: string, root: string): Pattern {
  const excludes = text.startsWith("!");
  const names = namesOf(excludes ? text.slice(1).trim() : text, text, root);
  // At the end it stands for what is in the folder, not for the folder: "*/**" takes no file at the top.
  if (names.at(-1) === "**") names.push("*");
  const parts = names.map((name) => (name === "**" ? anyDepth : new RegExp(`^${globExpression(name)}$`, "s")));
  return {
    text,
    excludes,
    matches: (path) => follow(parts, path) === "matches",
    mayMatchBelow: (folder) => follow(parts, folder) !== "cannot match",
  };
}

/** `**`: any number of names, none included. */
const anyDepth = Symbol("any depth");
type Part = RegExp | typeof anyDepth;

/**
 * Follows a path name by name, keeping all places of the pattern it may have come to: one expression for the whole
 * would try each division of the path among several `**`.
 */
function follow(parts: readonly Part[], path: string): "matches" | "may match below" | "cannot match" {
  let places = reach(parts, [0]);
  for (const name of path.split("/")) {
    // The folder above matches, and so all that is in it.
    if (places.has(parts.length)) return "matches";
    const next = Array.from(places, (place) => {
      const part = parts[place];
      return part === anyDepth ? place : part?.test(name) ? place + 1 : -1;
    });
    places = reach(
      parts,
      next.filter((place) => place >= 0),
    );
  }
  if (places.has(parts.length)) return "matches";
  return places.size > 0 ? "may match below" : "cannot match";
}

/** These places and those behind each `**`, which may stand for nothing. */
function reach(parts: readonly Part[], places: readonly number[]): Set<number> {
  const reached = new Set(places);
  for (const place of reached) if (parts[place] === anyDepth) reached.add(place + 1);
  return reached;
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

/** A regular expression for one name. */
function globExpression(name: string): string {
  return name.replaceAll(/\*+|\?|\[(!?)([^\]/]+)\]|[\\^$.+()|{}[\]]/g, (found, not: string, characters?: string) => {
    if (found.startsWith("*")) return ".*";
    if (found === "?") return ".";
    if (characters === undefined) return `\\${found}`;
    return `[${not ? "^" : ""}${characters.replaceAll(/[\\^[]/g, "\\$&")}]`;
  });
}
