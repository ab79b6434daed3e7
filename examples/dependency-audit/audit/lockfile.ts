/**
 * package-lock.json, as npm writes it: version 1 (npm 5 and 6) is a tree of `dependencies`, 2 and 3 are a map of
 * `packages` by folder. https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
import { isObject, text, type JsonObject } from "./json.ts";

/** A package that a registry can be asked about, and what the lock file already says of it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  readonly deprecated: string | undefined;
  readonly installScript: boolean;
  /** Only for development: it is not installed with `npm ci --omit=dev`. */
  readonly development: boolean;
}

/** An entry that no registry knows of. */
export interface Skipped {
  /** Its folder, or its name in a lock file of version 1. */
  readonly entry: string;
  readonly because: string;
}

export interface Lockfile {
  /** The project's own name. */
  readonly project: string | undefined;
  /** One for each name and version, by name. */
  readonly packages: readonly LockedPackage[];
  readonly skipped: readonly Skipped[];
}

type Entry = LockedPackage | Skipped;

/** Throws where the text is no lock file of npm's. */
export function readLockfile(content: string): Lockfile {
  const lockfile: unknown = JSON.parse(content);
  if (!isObject(lockfile)) throw new Error("A lock file is a JSON object.");
  const entries = entriesOf(lockfile);
  const packages = new Map<string, LockedPackage>();
  for (const entry of entries) {
    if (isSkipped(entry)) continue;
    const key = `${entry.name}@${entry.version}`;
    packages.set(key, merged(packages.get(key), entry));
  }
  return {
    project: text(lockfile["name"]),
    packages: [...packages.values()].sort((a, b) => order(a.name, b.name) || order(a.version, b.version)),
    skipped: entries.filter(isSkipped),
  };
}

function entriesOf(lockfile: JsonObject): Entry[] {
  const { lockfileVersion, packages, dependencies } = lockfile;
  if (isObject(packages)) return Object.entries(packages).flatMap(([folder, entry]) => fromPackages(folder, entry));
  if (lockfileVersion === 1) return isObject(dependencies) ? fromDependencies(dependencies) : [];
  throw new Error(`This lock file has lockfileVersion ${JSON.stringify(lockfileVersion)}; npm's are 1, 2 and 3.`);
}

/** One entry of `packages`. The root project itself is none. */
function fromPackages(folder: string, entry: unknown): Entry[] {
  if (folder === "" || !isObject(entry)) return [];
  const skip = (because: string) => [{ entry: folder, because }];
  const installedAt = folder.lastIndexOf("node_modules/");
  if (entry["link"] === true) return skip(`a link to ${text(entry["resolved"]) ?? "a folder"}`);
  if (installedAt === -1) return skip("a workspace of the project");
  const elsewhere = notFromRegistry(text(entry["resolved"]) ?? "");
  if (elsewhere !== undefined) return skip(elsewhere);
  const version = text(entry["version"]);
  if (version === undefined) return skip("has no version");
  // An alias is installed under one name and has its own in `name`.
  const name = text(entry["name"]) ?? folder.slice(installedAt + "node_modules/".length);
  return [locked(name, version, entry)];
}

/** A tree of version 1, in which aliases and foreign places stand where the version would. */
function fromDependencies(dependencies: JsonObject): Entry[] {
  return Object.entries(dependencies).flatMap(([name, entry]) => {
    if (!isObject(entry)) return [];
    const below = isObject(entry["dependencies"]) ? fromDependencies(entry["dependencies"]) : [];
    return [fromDependency(name, entry), ...below];
  });
}

function fromDependency(name: string, entry: JsonObject): Entry {
  const version = text(entry["version"]);
  if (version === undefined) return { entry: name, because: "has no version" };
  const alias = /^npm:(?<name>.+)@(?<version>[^@]+)$/.exec(version)?.groups;
  if (alias) return locked(alias["name"] ?? name, alias["version"] ?? version, entry);
  const elsewhere = notFromRegistry(version);
  return elsewhere === undefined ? locked(name, version, entry) : { entry: name, because: elsewhere };
}

function notFromRegistry(place: string): string | undefined {
  if (place.startsWith("file:")) return `a file of the project, ${place}`;
  if (/^(?:git\b|git@|github:|gitlab:|bitbucket:)/.test(place)) return `from git, ${withoutPassword(place)}`;
  return undefined;
}

/** A URL may carry a token, and what is skipped is shown. */
function withoutPassword(place: string): string {
  return place.replace(/\/\/[^/@]*@/, "//");
}

function locked(name: string, version: string, entry: JsonObject): LockedPackage {
  return {
    name,
    version,
    licence: text(entry["license"]),
    deprecated: text(entry["deprecated"]),
    installScript: entry["hasInstallScript"] === true,
    development: entry["dev"] === true,
  };
}

/** The same package in two folders is for development only where both are. */
function merged(known: LockedPackage | undefined, entry: LockedPackage): LockedPackage {
  if (known === undefined) return entry;
  return {
    ...known,
    licence: known.licence ?? entry.licence,
    deprecated: known.deprecated ?? entry.deprecated,
    installScript: known.installScript || entry.installScript,
    development: known.development && entry.development,
  };
}

function isSkipped(entry: Entry): entry is Skipped {
  return "because" in entry;
}

/** By code units, so that every machine sorts alike. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
