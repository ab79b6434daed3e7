import type { Incident } from "../../notify/incident/incident.ts";
import type { Ruling } from "../../watchdog/ruling.ts";

/** What people are told by. Where nothing can be said, an incident stays as it is. */
export type Told = Extract<Ruling, { kind: "found" | "well" }>;

/** What people may be told of under one key. */
export interface Subject {
  readonly key: string;
  /** What is to be told, where these incidents of the key are open. */
  readonly casesOf: (open: readonly Incident[]) => readonly Case[];
}

export interface Case {
  /** What tells it from others of its key, where there are any. */
  readonly cause?: string;
  /** Of the workflow's file, or the run that waits. */
  readonly name: string;
  readonly ruling: Told;
  /** The one that is open of it. */
  readonly incident: Incident | undefined;
}
