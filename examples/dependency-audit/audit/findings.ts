import { isLicensed } from "./licence.ts";
import type { LockedPackage } from "./lockfile.ts";
import type { RegistryFacts } from "./registry.ts";
import { behind, type Distance } from "./version.ts";

/** What somebody should know about a package. */
export type Finding =
  | { readonly kind: "deprecated"; readonly message: string }
  | { readonly kind: "unlicensed"; readonly licence: string | undefined }
  | { readonly kind: "install-script" }
  | { readonly kind: "outdated"; readonly by: Distance; readonly latest: string };

/** All findings, the worst first. What the lock file and the registry say counts alike. */
export function findingsOf(locked: LockedPackage, facts: RegistryFacts): Finding[] {
  const findings: Finding[] = [];
  const deprecated = facts.deprecated ?? locked.deprecated;
  if (deprecated !== undefined) findings.push({ kind: "deprecated", message: deprecated });
  const licence = facts.licence ?? locked.licence;
  if (!isLicensed(licence)) findings.push({ kind: "unlicensed", licence });
  if (facts.installScript || locked.installScript) findings.push({ kind: "install-script" });
  const by = behind(locked.version, facts.latest);
  if (by !== undefined) findings.push({ kind: "outdated", by, latest: facts.latest });
  return findings;
}

/** Smaller is worse. */
export function rankOf(finding: Finding): number {
  switch (finding.kind) {
    case "deprecated":
      return 0;
    case "unlicensed":
      return 1;
    case "install-script":
      return 2;
    case "outdated":
      return { major: 3, minor: 4, patch: 5 }[finding.by];
  }
}
