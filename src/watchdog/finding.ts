import type { Severity } from "../notify/incident/incident.ts";

/** What a watchdog looks for. */
export const findingKinds = ["schedule", "disabled", "overdue", "stuck", "success-rate", "duration"] as const;
export type FindingKind = (typeof findingKinds)[number];

/** What is wrong with a watched workflow; it holds until a later look no longer finds it. Texts are plain. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** In a few words, such as `no success since 2026-11-19 04:00 UTC`. */
  readonly title: string;
  /** By what it was found, with the figures, in sentences. */
  readonly because: string;
  /** What a person can do. */
  readonly next: string;
  /** Where to look first: a run, or the workflow's page. */
  readonly url: string;
}
