import { rootPath } from "../durable/engine/path.ts";
import type { RunStatus } from "../journal/fold-run.ts";
import { notesOn, type Graph, type GraphEdge, type GraphGroup, type GraphNode } from "./graph.ts";
import type { Operation, OperationState } from "./operation.ts";

/** More branches than this are one node with counts. */
const mostBranches = 8;

/** How deep contexts are opened, where there is room. */
const deepest = 4;

/** The state of the end of a run, for the statuses that end one. */
export const endStates: Readonly<Partial<Record<RunStatus, OperationState>>> = {
  completed: "done",
  failed: "failed",
  cancelled: "interrupted",
};

/**
 * The way a run went, from its operations alone: they follow each other in the order in which they were come to,
 * contexts are groups, branches go side by side and a map is one node with counts. Contexts are drawn closed as far as
 * that is needed to stay within `maxNodes`; a run with more operations at its root is drawn whole all the same.
 */
export function graphOfRun(operations: readonly Operation[], status: RunStatus, maxNodes: number): Graph {
  for (let depth = deepest; depth > 0; depth--) {
    const graph = draw(operations, status, depth);
    if (graph.nodes.length <= maxNodes) return graph;
  }
  return draw(operations, status, 0);
}

function draw(operations: readonly Operation[], status: RunStatus, depth: number): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const groups: GraphGroup[] = [];

  function join(from: readonly string[], to: string, label: string | undefined): void {
    for (const each of from) edges.push({ from: each, to, kind: "next", isTaken: true, ...(label && { label }) });
  }

  /** Draws one after the other, coming from the nodes `from`; gives the last ones. */
  function chain(list: readonly Operation[], from: readonly string[], place: Place): readonly string[] {
    let last = from;
    list.forEach((operation, index) => {
      last = one(operation, last, index === 0 ? place : { ...place, label: undefined });
    });
    return last;
  }

  function one(operation: Operation, from: readonly string[], { group, left, label }: Place): readonly string[] {
    const { path, name, kind, state, children } = operation;
    const inGroup = group === undefined ? {} : { group };
    if (kind === "child" && children.length > 0 && left > 0) {
      groups.push({ id: path, label: name, ...inGroup });
      return chain(children, from, { group: path, left: left - 1, label });
    }
    nodes.push({ id: path, label: name, notes: notesOn(operation), kind, state, ...inGroup });
    join(from, path, label);
    const isOpen = kind === "parallel" && children.length <= mostBranches && left > 0;
    if (!isOpen) return [path];
    const ends = children.flatMap((branch) =>
      chain(branch.children, [path], { group, left: left - 1, label: branch.name }),
    );
    return ends.length > 0 ? [...new Set(ends)] : [path];
  }

  const last = chain(operations, [], { group: undefined, left: depth, label: undefined });
  const end = endStates[status];
  if (end) {
    // No operation has this path.
    nodes.push({ id: rootPath, label: status, notes: [], kind: "end", state: end });
    join(last, rootPath, undefined);
  }
  return { nodes, edges, groups };
}

interface Place {
  readonly group: string | undefined;
  /** How many more levels of contexts may be opened. */
  readonly left: number;
  /** Of the way to the first node. */
  readonly label: string | undefined;
}
