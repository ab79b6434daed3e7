/** Which way a run took through the state machine of its definition, as far as its journal tells. */
import type { RunStatus } from "../journal/fold-run.ts";
import type { Graph, GraphEdge } from "../report/graph.ts";
import type { Operation } from "../report/operation.ts";
import { endStates } from "../report/run-graph.ts";
import type { StepDefinition } from "./definition.ts";

export interface Way {
  /** What a step came to each time, by its name. */
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
  const known = new Map([...eachStep(steps)].map((step) => [step.name, step]));
  /** From a failure that nothing caught on, every step is passed over that does not ask for failures. */
  let isFailing = false;

  /** The ways that are open after a node: recorded, or passed in silence. */
  function waysFrom(name: string, operation: Operation | undefined): readonly GraphEdge[] {
    const step = known.get(name);
    const ways = leaving.get(name) ?? [];
    if (step?.kind === "goto" || step?.kind === "end") return ways;
    if (operation?.state !== "failed") {
      return ways.filter(({ kind }) => (operation ? kind !== "failure" : kind === "next"));
    }
    const caught = step?.onFailure.kind;
    const kind = caught === "goto" || caught === "end" ? "failure" : "next";
    return ways.filter((way) => way.kind === kind);
  }

  function mayPass(name: string): boolean {
    const step = known.get(name);
    if (!step || visits.has(name)) return false;
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
    let last: Stop[] = entry === undefined ? [] : [{ name: entry }];
    for (const operation of recorded) {
      const { name, isGoneOnWith } = visitOf(operation.name);
      const step = list.find((each) => each.name === name);
      if (!step) continue;
      if (!isGoneOnWith) for (const stop of last) connect(stop.name, stop.operation, name);
      if (last.length === 0) passUpTo(list, name);
      const before = visits.get(name) ?? [];
      visits.set(name, [...(isGoneOnWith ? before.slice(0, -1) : before), operation]);
      last = step.kind === "parallel" ? branchesOf(step, operation) : [{ name, operation }];
      const isCaught = step.kind === "goto" || step.kind === "end" || step.onFailure.kind !== "fail";
      if (operation.state === "failed" && !isCaught) isFailing = true;
    }
    return last;
  }

  function branchesOf(step: StepDefinition & { kind: "parallel" }, operation: Operation): Stop[] {
    const stops = operation.children.flatMap((branch) => {
      const list = step.branches.get(branch.name) ?? [];
      const [first] = list;
      const nothingRan = branch.children.length === 0 && first !== undefined && mayPass(first.name);
      if (!nothingRan) return follow(list, branch.children, step.name);
      if (connect(step.name, undefined, first.name)) passed.add(first.name);
      return [{ name: first.name }];
    });
    const hasJumped = operation.state === "failed" && (step.onFailure.kind === "goto" || step.onFailure.kind === "end");
    return stops.length === 0 || hasJumped ? [{ name: step.name, operation }] : stops;
  }

  /** The first record need not be of the first step. */
  function passUpTo(list: readonly StepDefinition[], name: string): void {
    const first = list[0]?.name;
    if (first === undefined || first === name || !mayPass(first)) return;
    if (connect(first, undefined, name)) passed.add(first);
  }

  const last = follow(steps, operations, undefined);
  const state = endStates[status];
  if (state === "done" || state === "failed") {
    const end = state === "failed" && ends.has("end:failed") ? ["end:failed", "end:succeeded"] : ["end:succeeded"];
    for (const { name, operation } of last) {
      const reached = end.find((goal) => connect(name, operation, goal));
      if (reached !== undefined) passed.add(reached);
    }
  }
  return { visits, passed, taken };
}

interface Stop {
  readonly name: string;
  readonly operation?: Operation;
}

/**
 * Which step an operation is of: from the second visit on its name has the visit's number, and from the second person
 * who is asked to approve, which one of how many it is.
 */
function visitOf(operation: string): { readonly name: string; readonly isGoneOnWith: boolean } {
  const [visit = operation, ...asked] = operation.split(/ \(\d+ of \d+\)$/);
  return { name: visit.replace(/#\d+$/, ""), isGoneOnWith: asked.length > 0 };
}

function* eachStep(steps: readonly StepDefinition[]): Generator<StepDefinition> {
  for (const step of steps) {
    yield step;
    if (step.kind === "parallel") for (const branch of step.branches.values()) yield* eachStep(branch);
  }
}
