import type { Finding, FindingKind } from "./finding.ts";

/** What is said of one thing that a watchdog looks for. */
export type Ruling =
  | { readonly kind: "found"; readonly finding: Finding }
  /** It was judged, and is as it should be. */
  | { readonly kind: "well" }
  /** Nothing can be said yet: nothing is due, or there are too few runs to compare. What was found before is not over. */
  | { readonly kind: "undecided" }
  /** The requests ran out before enough was known. */
  | { readonly kind: "unread" };

/** One ruling for everything that is looked for in a workflow. */
export type Rulings = Readonly<Record<FindingKind, Ruling>>;

export const well: Ruling = { kind: "well" };
export const undecided: Ruling = { kind: "undecided" };
export const unread: Ruling = { kind: "unread" };

export function found(finding: Finding): Ruling {
  return { kind: "found", finding };
}

export function findingsOf(rulings: Rulings): Finding[] {
  return Object.values(rulings).flatMap((ruling) => (ruling.kind === "found" ? [ruling.finding] : []));
}

/** Whether there were too few requests for something that was looked for. */
export function isUnknown(rulings: Rulings): boolean {
  return Object.values(rulings).some(({ kind }) => kind === "unread");
}
