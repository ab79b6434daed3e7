import type { Severity } from "../notify/incident/incident.ts";

/** What a watchdog looks for in a workflow. */
export const findingKinds = ["schedule", "disabled", "overdue", "stuck", "success-rate", "duration"] as const;
export type FindingKind = (typeof findingKinds)[number];

/** What it looks for in a run that waits. */
export const waitingKinds = ["unanswered", "not-resumed", "dead-letters"] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** What is wrong; it holds until a later look no longer finds it. Texts are plain. */
export interface Finding {
  readonly kind: FindingKind | WaitingKind;
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
