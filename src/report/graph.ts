/** An automation as a state machine, and how far a run has come in it. Mermaid and SVG are drawn from it. */
import { formatDuration } from "../policy/duration.ts";
import {
  countsInWords,
  countStates,
  stateInWords,
  type Operation,
  type OperationKind,
  type OperationState,
} from "./operation.ts";
import { timeInWords } from "./time-text.ts";

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Contexts that are drawn around what stands in them; outer ones come first. */
  readonly groups: readonly GraphGroup[];
}

export interface GraphNode {
  /** Unique in the graph. */
  readonly id: string;
  readonly label: string;
  /** Short lines below the label. */
  readonly notes: readonly string[];
  readonly kind: OperationKind | "decision" | "end";
  readonly state: OperationState;
  /** The id of the group it stands in. */
  readonly group?: string;
}

export interface GraphGroup {
  readonly id: string;
  readonly label: string;
  readonly group?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `failure` is the way after a step failed. */
  readonly kind: "next" | "goto" | "failure";
  readonly label?: string;
  /** The run went this way. */
  readonly isTaken: boolean;
}

/** Whether the graph tells of a run, rather than of a definition alone. */
export function isOfRun({ nodes }: Graph): boolean {
  return nodes.some(({ state }) => state !== "pending");
}

/** What a node says of its operation besides its name. */
export function notesOn(operation: Operation): string[] {
  const { state, attempts = 0, duration, until, kind, children } = operation;
  const isBatch = kind === "map" || kind === "parallel";
  if (isBatch && children.length > 0) return [countsInWords(countStates(children))];
  if (state === "pending") return [];
  const parts = [
    stateInWords(state),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
    ...(until === undefined ? [] : [`until ${timeInWords(until)}`]),
    ...(duration === undefined ? [] : [formatDuration(duration)]),
  ];
  return [parts.join(" · ")];
}
