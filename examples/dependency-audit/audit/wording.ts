/** The words of both reports. */
import type { Audit } from "./audit.ts";
import type { Finding } from "./findings.ts";

/** What a finding is called, and what it says of this package in particular; the latter may be foreign text. */
export function wordingOf(finding: Finding): { readonly label: string; readonly detail: string } {
  switch (finding.kind) {
    case "deprecated":
      return { label: "deprecated", detail: finding.message };
    case "unlicensed":
      return { label: "unlicensed", detail: finding.licence ?? "says nothing of a licence" };
    case "install-script":
      return { label: "install script", detail: "runs code when it is installed" };
    case "outdated":
      return { label: `${finding.by} behind`, detail: finding.latest };
  }
}

/** What was counted, in the order of its weight. */
export function tallyOf(audit: Audit): readonly (readonly [what: string, count: number])[] {
  const { counts } = audit;
  return [
    ["packages", audit.packageCount],
    ["deprecated", counts.deprecated],
    ["unlicensed", counts.unlicensed],
    ["with an install script", counts["install-script"]],
    ["outdated", counts.outdated],
    ["not looked up", audit.notLookedUp.length],
  ];
}

/** Control characters, which turn text around or away, are no part of a report. */
export function plain(foreign: string): string {
  return foreign
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .trim();
}
