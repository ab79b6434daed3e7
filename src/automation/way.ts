/** Which way a run took through the state machine of its definition, as far as its journal tells. */
import type { RunStatus } from "../journal/fold-run.ts";
import type { Graph, GraphEdge } from "../report/graph.ts";
import type { Operation } from "../report/operation.ts";
import { endStates } from "../report/run-graph.ts";
import type { StepDefinition } from "./definition.ts";
import { endId, stepId } from "./node-id.ts";

export interface Way {
  /** What a step came to each time, by its node. */
  readonly visits: ReadonlyMap<string, readonly Operation[]>;
  /** Nodes on the way that have no record: decisions, steps that were passed over, and ends. */
  readonly passed: ReadonlySet<string>;
  readonly taken: ReadonlySet<GraphEdge>;
}

/**
 * A journal has no record of decisions and of steps that did not run, so between two recorded steps the run is taken to
 * have gone the shortest way over nodes without a record.
 */
export function markWay(
  { nodes, edges }: Graph,
  steps: readonly StepDefinition[],
  operations: readonly Operation[],
  status: RunStatus,
): Way {
  const visits = new Map<string, Operation[]>();
  const passed = new Set<string>();
  const taken = new Set<GraphEdge>();
  const leaving = Map.groupBy(edges, ({ from }) => from);
  const ends = new Set(nodes.filter(({ kind }) => kind === "end").map(({ id }) => id));
  const known = new Map([...eachStep(steps)].map((step) => [stepId(step.name), step]));
  /** From a failure that nothing caught on, every step is passed over that does not ask for failures. */
  let isFailing = false;

  /** The ways that are open after a node: recorded, or passed in silence. */
  function waysFrom(id: string, operation: Operation | undefined): readonly GraphEdge[] {
    const step = known.get(id);
    const ways = leaving.get(id) ?? [];
    if (step?.kind === "goto" || step?.kind === "end") return ways;
    if (operation?.state !== "failed") {
      return ways.filter(({ kind }) => (operation ? kind !== "failure" : kind === "next"));
    }
    const caught = step?.onFailure.kind;
    const kind = caught === "goto" || caught === "end" ? "failure" : "next";
    return ways.filter((way) => way.kind === kind);
  }

  function mayPass(id: string): boolean {
    const step = known.get(id);
    if (!step || visits.has(id)) return false;
    return isFailing || step.if !== undefined || step.kind === "goto" || step.kind === "end";
  }

  /** Marks the shortest way from a node to `goal`; false where there is none. */
  function connect(from: string, operation: Operation | undefined, goal: string): boolean {
    const cameBy = new Map<string, GraphEdge>();
    const queue = [from];
    for (const at of queue) {
      for (const edge of waysFrom(at, at === from ? operation : undefined)) {
        if (edge.to === goal) {
          mark(edge, cameBy, from);
          return true;
        }
        if (!mayPass(edge.to) || cameBy.has(edge.to)) continue;
        cameBy.set(edge.to, edge);
        queue.push(edge.to);
      }
    }
    return false;
  }

  function mark(last: GraphEdge, cameBy: ReadonlyMap<string, GraphEdge>, from: string): void {
    for (let edge: GraphEdge | undefined = last; edge; edge = edge.from === from ? undefined : cameBy.get(edge.from)) {
      taken.add(edge);
      if (edge.from !== from) passed.add(edge.from);
    }
  }

  /** Follows one list of steps from the node it is entered by; gives what was come to last. */
  function follow(list: readonly StepDefinition[], recorded: readonly Operation[], entry: string | undefined): Stop[] {
    let last: Stop[] = entry === undefined ? [] : [{ id: entry }];
    for (const operation of recorded) {
      const { step, isGoneOnWith } = visitIn(list, operation.name);
      if (!step) continue;
      const id = stepId(step.name);
      if (!isGoneOnWith) for (const stop of last) connect(stop.id, stop.operation, id);
      if (last.length === 0) passUpTo(list, id);
      const before = visits.get(id) ?? [];
      visits.set(id, [...(isGoneOnWith ? before.slice(0, -1) : before), operation]);
      last = step.kind === "parallel" ? branchesOf(step, operation) : [{ id, operation }];
      const isCaught = step.kind === "goto" || step.kind === "end" || step.onFailure.kind !== "fail";
      if (operation.state === "failed" && !isCaught) isFailing = true;
    }
    return last;
  }

  function branchesOf(step: StepDefinition & { kind: "parallel" }, operation: Operation): Stop[] {
    const own = stepId(step.name);
    const stops = operation.children.flatMap((branch) => {
      const list = step.branches.get(branch.name) ?? [];
      const first = list[0] && stepId(list[0].name);
      const nothingRan = branch.children.length === 0 && first !== undefined && mayPass(first);
      if (!nothingRan) return follow(list, branch.children, own);
      if (connect(own, undefined, first)) passed.add(first);
      return [{ id: first }];
    });
    const hasJumped = operation.state === "failed" && (step.onFailure.kind === "goto" || step.onFailure.kind === "end");
    return stops.length === 0 || hasJumped ? [{ id: own, operation }] : stops;
  }

  /** The first record need not be of the first step. */
  function passUpTo(list: readonly StepDefinition[], id: string): void {
    const first = list[0] && stepId(list[0].name);
    if (first === undefined || first === id || !mayPass(first)) return;
    if (connect(first, undefined, id)) passed.add(first);
  }

  const last = follow(steps, operations, undefined);
  const state = endStates[status];
  if (state === "done" || state === "failed") {
    const end =
      state === "failed" && ends.has(endId("failed")) ? (["failed", "succeeded"] as const) : (["succeeded"] as const);
    for (const { id, operation } of last) {
      const reached = end.map(endId).find((goal) => connect(id, operation, goal));
      if (reached !== undefined) passed.add(reached);
    }
  }
  return { visits, passed, taken };
}

interface Stop {
  readonly id: string;
  readonly operation?: Operation;
}

/**
 * Which step an operation is of: from the second visit on its name has the visit's number, and from the second person
 * who is asked to approve, which one of how many it is.
 */
function visitIn(
  list: readonly StepDefinition[],
  operation: string,
): { readonly step: StepDefinition | undefined; readonly isGoneOnWith: boolean } {
  const named = list.find(({ name }) => name === operation);
  if (named) return { step: named, isGoneOnWith: false };
  const [visit = operation, ...asked] = operation.split(/ \(\d+ of \d+\)$/);
  const name = visit.replace(/ \(resumed \d+\)$/, "").replace(/#\d+$/, "");
  return { step: list.find((each) => each.name === name), isGoneOnWith: asked.length > 0 };
}

function* eachStep(steps: readonly StepDefinition[]): Generator<StepDefinition> {
  for (const step of steps) {
    yield step;
    if (step.kind === "parallel") for (const branch of step.branches.values()) yield* eachStep(branch);
  }
}
