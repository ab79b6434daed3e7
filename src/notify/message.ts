import type { FailureReport } from "./failure-report.ts";
import type { Change, Incident } from "./incident/incident.ts";

/** What people are told of an incident, the same on each channel. */
export interface Message {
  readonly change: Change;
  readonly incident: Incident;
  /** None is known where a delivery that another run left open is made up for, and on recovery. */
  readonly failure?: FailureReport;
  /** Milliseconds from the first failure to the recovery. */
  readonly lasted?: number;
  /** What people open first. */
  readonly runbookUrl?: string;
  /** Who is called on: `@user` and `@organisation/team` on GitHub, `<@U…>` and `<!here>` on Slack, `name@example.com` on Teams. */
  readonly mentions: readonly string[];
  /** `owner/name`. */
  readonly repository: string;
}

/** When that happened of which it tells, in milliseconds since the epoch. */
export function changedAt({ change, incident }: Message): number {
  if (change === "recovered") return incident.closed?.at ?? incident.lastSeen.at;
  return change === "reminded" ? incident.notifiedAt : incident.lastSeen.at;
}
