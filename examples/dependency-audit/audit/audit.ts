/** What is known once every package was asked about. */
import { findingsOf, rankOf, type Finding } from "./findings.ts";
import type { Lockfile, LockedPackage, Skipped } from "./lockfile.ts";
import type { Absent, RegistryFacts } from "./registry.ts";

/** How a look-up ended, by the package's `name@version`: with an answer, or with an error. */
export type LookUp = { readonly key: string } & (RegistryFacts | Absent | { readonly error: string });

export interface Audit {
  readonly project: string;
  readonly packageCount: number;
  readonly counts: Readonly<Record<Finding["kind"], number>>;
  /** Packages with findings, the worst first. */
  readonly found: readonly { readonly package: LockedPackage; readonly findings: readonly Finding[] }[];
  readonly notLookedUp: readonly { readonly package: LockedPackage; readonly error: string }[];
  /** What no registry has: by what the lock file says, or by the registry's own answer. */
  readonly skipped: readonly Skipped[];
}

export function keyOf({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}

export function auditOf(lockfile: Lockfile, lookUps: Iterable<LookUp>): Audit {
  const byKey = new Map([...lookUps].map((lookUp) => [lookUp.key, lookUp]));
  const found = [];
  const notLookedUp = [];
  const skipped = [...lockfile.skipped];
  for (const locked of lockfile.packages) {
    const key = keyOf(locked);
    const ended = byKey.get(key) ?? { error: "was not looked up" };
    if ("error" in ended) notLookedUp.push({ package: locked, error: ended.error });
    else if ("absent" in ended) skipped.push({ entry: key, because: ended.absent });
    else found.push({ package: locked, findings: findingsOf(locked, ended) });
  }
  const all = found.flatMap(({ findings }) => findings);
  const count = (kind: Finding["kind"]) => all.filter((finding) => finding.kind === kind).length;
  return {
    project: lockfile.project ?? "this project",
    packageCount: lockfile.packages.length,
    counts: {
      deprecated: count("deprecated"),
      unlicensed: count("unlicensed"),
      "install-script": count("install-script"),
      outdated: count("outdated"),
    },
    // The sort is stable: packages of one rank stay in the order of their names.
    found: found
      .filter(({ findings }) => findings.length > 0)
      .sort((a, b) => worstOf(a.findings) - worstOf(b.findings)),
    notLookedUp,
    skipped,
  };
}

/** What a run of the audit gives. */
export function outputsOf({ counts, notLookedUp }: Audit): Readonly<Record<string, number>> {
  return {
    deprecated: counts.deprecated,
    unlicensed: counts.unlicensed,
    "install-scripts": counts["install-script"],
    outdated: counts.outdated,
    "not-looked-up": notLookedUp.length,
  };
}

function worstOf(findings: readonly Finding[]): number {
  return Math.min(...findings.map(rankOf));
}
