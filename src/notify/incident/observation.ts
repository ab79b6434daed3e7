import type { FailureReport } from "../failure-report.ts";
import type { RunReference, Severity } from "./incident.ts";

/** The outcome of an attempt of a run, as one of its jobs sees it. */
export type Outcome =
  | {
      readonly kind: "failed";
      /** Milliseconds since the epoch. */
      readonly at: number;
      readonly run: RunReference;
      /** Of what it failed, normalised: each cause is an incident of its own. */
      readonly cause?: string;
      readonly title: string;
      readonly severity: Severity;
      readonly failure: FailureReport;
    }
  | {
      readonly kind: "succeeded";
      readonly at: number;
      readonly run: RunReference;
      /** The one that is over; without it, all are. */
      readonly cause?: string;
    };

/** What is learnt of a key: what its incidents are decided by. */
export type Observation =
  | Outcome
  | {
      readonly kind: "closed-by-person";
      readonly at: number;
      readonly by: string;
      /** Which incident was closed: an older one is over anyway. */
      readonly incident: { readonly key: string; readonly number: number };
      /** Whether it was closed before people had heard of the newest failure: that one then opens an incident anew. */
      readonly unheard: boolean;
    };
