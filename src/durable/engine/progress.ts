import type { RecordedFailure } from "../../journal/event-parts.ts";
import type { ContextKind } from "../../journal/run-events.ts";

export type OperationKind = "step" | "wait" | "condition" | "answer" | "compensation" | ContextKind;

/** What an onlooker is told while a run goes on; `path` names the operation. */
export type Progress =
  | { readonly type: "replayed" | "started"; readonly path: string; readonly kind: OperationKind }
  | {
      readonly type: "done";
      readonly path: string;
      readonly kind: OperationKind;
      readonly attempts?: number;
      /** Milliseconds. */
      readonly duration?: number;
    }
  | {
      readonly type: "attempt-failed";
      readonly path: string;
      readonly attempt: number;
      readonly failure: RecordedFailure;
      /** When the next attempt is due, in milliseconds since the epoch, where one follows. */
      readonly next?: number;
    }
  | {
      readonly type: "failed";
      readonly path: string;
      readonly kind: OperationKind;
      readonly failure: RecordedFailure;
    }
  | { readonly type: "waiting"; readonly path: string; readonly kind: OperationKind; readonly until?: number }
  /** How many items a map has, where that is known at its start. */
  | { readonly type: "items"; readonly path: string; readonly count: number }
  | { readonly type: "dead-letter"; readonly path: string; readonly failure: RecordedFailure }
  | {
      readonly type: "log";
      readonly path: string;
      readonly level: "debug" | "info" | "warn" | "error";
      readonly message: string;
      readonly details?: Readonly<Record<string, unknown>>;
    };

export type Observer = (progress: Progress) => void;
