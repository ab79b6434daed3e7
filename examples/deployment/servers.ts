/**
 * A folder that stands for the servers of an environment. Each release is a folder of its own, `current` links to the
 * one that is served, and `previous` to the one before. A link is put in place by a rename: whoever looks sees the old
 * release or the new one, and a deployment that was cut short is simply done again.
 */
import { cpSync, existsSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";

export interface Environment {
  /** `servers/staging`. */
  readonly folder: string;
}

/** SERVERS and ENVIRONMENT say which. */
export function environmentOf(env: Readonly<Record<string, string | undefined>>): Environment {
  return { folder: join(env["SERVERS"] ?? "servers", env["ENVIRONMENT"] ?? "staging") };
}

/** The version that is served, or undefined before the first deployment. */
export function currentVersion({ folder }: Environment): string | undefined {
  return linked(join(folder, "current"));
}

/** What the release of a version is made of. */
export function releaseOf({ folder }: Environment, version: string): string {
  return join(folder, "releases", version);
}

/** Serves the files in `build` as `version`. Does nothing where it is served already. */
export function deploy(environment: Environment, version: string, build: string): "deployed" | "already there" {
  const before = currentVersion(environment);
  if (before === version) return "already there";
  const release = releaseOf(environment, version);
  mkdirSync(join(environment.folder, "releases"), { recursive: true });
  rmSync(release, { recursive: true, force: true }); // half a copy of an attempt that was cut short
  cpSync(build, release, { recursive: true });
  if (before !== undefined) link(environment, "previous", before);
  link(environment, "current", version);
  return "deployed";
}

/** Serves the release before `version` again. Does nothing where `version` is not served. */
export function rollBack(environment: Environment, version: string): string | undefined {
  const current = currentVersion(environment);
  if (current !== version) return current;
  const previous = linked(join(environment.folder, "previous"));
  // With a first release there is nothing to go back to: it is taken away.
  if (previous === undefined || previous === version) rmSync(join(environment.folder, "current"));
  else link(environment, "current", previous);
  return currentVersion(environment);
}

function link({ folder }: Environment, name: string, version: string): void {
  const fresh = join(folder, `.${name}.${process.pid}`);
  rmSync(fresh, { force: true });
  symlinkSync(join("releases", version), fresh);
  renameSync(fresh, join(folder, name));
}

function linked(path: string): string | undefined {
  return existsSync(path) ? basename(readlinkSync(path)) : undefined;
}
