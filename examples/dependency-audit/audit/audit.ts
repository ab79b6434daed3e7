/** What is known once every package was asked about. */
import { findingsOf, rankOf, type Finding } from "./findings.ts";
import type { Lockfile, LockedPackage, Skipped } from "./lockfile.ts";
import type { RegistryFacts } from "./registry.ts";

/** How a look-up ended, by the package's `name@version`. */
export type Answer = { readonly key: string } & (
  | { readonly facts: RegistryFacts; readonly error?: never }
  | { readonly error: string; readonly facts?: never }
);

export interface Audit {
  readonly project: string;
  readonly packageCount: number;
  readonly counts: Readonly<Record<Finding["kind"], number>>;
  /** Packages with findings, the worst first. */
  readonly found: readonly { readonly package: LockedPackage; readonly findings: readonly Finding[] }[];
  readonly notLookedUp: readonly { readonly package: LockedPackage; readonly error: string }[];
  readonly skipped: readonly Skipped[];
}

export function keyOf({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}

export function auditOf(lockfile: Lockfile, answers: Iterable<Answer>): Audit {
  const byKey = new Map([...answers].map((answer) => [answer.key, answer]));
  const found = [];
  const notLookedUp = [];
  for (const locked of lockfile.packages) {
    const answer = byKey.get(keyOf(locked));
    if (answer?.facts === undefined) notLookedUp.push({ package: locked, error: answer?.error ?? "was not looked up" });
    else found.push({ package: locked, findings: findingsOf(locked, answer.facts) });
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
    skipped: lockfile.skipped,
  };
}

function worstOf(findings: readonly Finding[]): number {
  return Math.min(...findings.map(rankOf));
}
