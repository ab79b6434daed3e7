import type { Workflow } from "../github/workflows.ts";
import type { Schedule } from "./schedule.ts";

/** A workflow that is watched, and when it is due. */
export interface Watch {
  readonly workflow: Workflow;
  readonly due: Due;
  /** It was asked for by name: then it matters, too, when a person has turned it off. */
  readonly isNamed: boolean;
}

export type Due =
  /** A success is due within each span of so many milliseconds. */
  | { readonly kind: "window"; readonly ms: number }
  | { readonly kind: "schedule"; readonly schedule: Schedule }
  /** Nobody can tell when it is due, GitHub neither. */
  | { readonly kind: "unreadable"; readonly reason: string };
