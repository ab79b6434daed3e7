import type { RunStatus } from "../journal/fold-run.ts";
import { notesOn, type Graph, type GraphEdge, type GraphNode } from "../report/graph.ts";
import type { Operation, OperationState } from "../report/operation.ts";
import { endStates } from "../report/run-graph.ts";
import type { Definition, EndStatus, Jump, StepDefinition } from "./definition.ts";
import { endId, stepId } from "./node-id.ts";
import { markWay } from "./way.ts";

/** How far a run of the definition has come. */
export interface Course {
  readonly status: RunStatus;
  /** Of the root, in order. */
  readonly operations: readonly Operation[];
}

/** The state machine that a definition is; with a course, what has become of each step and the way that was taken. */
export function graphOfDefinition({ steps }: Definition, course?: Course): Graph {
  const drawing = new Drawing();
  const end: Exit = { id: endId("succeeded") };
  drawing.list(steps, [end]);
  drawing.end("succeeded");
  const whole: Graph = { nodes: drawing.nodes, edges: drawing.edges, groups: [] };
  const graph = course ? withCourse(whole, steps, course) : whole;
  return { ...graph, edges: graph.edges.filter((edge) => edge.isTaken || !drawing.silent.has(edge)) };
}

interface Exit {
  readonly id: string;
  readonly label?: string;
}

class Drawing {
  readonly nodes: GraphNode[] = [];
  readonly edges: GraphEdge[] = [];
  /** Ways past steps that a failure leaves out: every step has one, so that only those which were taken are shown. */
  readonly silent = new Set<GraphEdge>();

  /** Draws a list of steps, and the ways from its last one to `exits`. */
  list(steps: readonly StepDefinition[], exits: readonly Exit[]): void {
    steps.forEach((step, index) => {
      const next = steps[index + 1];
      const after = next ? [{ id: stepId(next.name) }] : exits;
      this.#node(step);
      if (step.kind === "goto" || step.kind === "end") {
        this.#jump(step, step.kind === "goto" ? step : { kind: "end", status: step.status });
      } else this.#working(step, after);
      if (step.if) this.#ways(stepId(step.name), after, { label: "else" });
      else this.#ways(stepId(step.name), after, { isSilent: true });
    });
  }

  end(status: EndStatus): void {
    const id = endId(status);
    if (this.nodes.some((node) => node.id === id)) return;
    this.nodes.push({ id, label: status === "failed" ? "failed" : "end", notes: [], kind: "end", state: "pending" });
  }

  #node(step: StepDefinition): void {
    const notes = [
      ...(step.if ? [`if ${step.if.source}`] : []),
      ...(step.maxVisits === undefined ? [] : [`at most ${step.maxVisits} times`]),
    ];
    this.nodes.push({ id: stepId(step.name), label: step.name, notes, kind: kinds[step.kind], state: "pending" });
  }

  #working(step: Exclude<StepDefinition, { kind: "goto" | "end" }>, after: readonly Exit[]): void {
    const { onSuccess, onFailure } = step;
    const own = stepId(step.name);
    const branches = step.kind === "parallel" ? [...step.branches] : [];
    for (const [branch, steps] of branches) {
      const first = steps[0];
      if (first) this.#ways(own, [{ id: stepId(first.name), label: branch }]);
      this.list(steps, onSuccess ? [this.#target(onSuccess)] : after);
    }
    if (branches.length === 0) {
      if (onSuccess) this.#jump(step, onSuccess);
      if (!onSuccess || onFailure.kind === "continue") this.#ways(own, after);
    }
    if (onFailure.kind === "goto" || onFailure.kind === "end") {
      const { id } = this.#target(onFailure);
      this.edges.push({ from: own, to: id, kind: "failure", label: "on failure", isTaken: false });
    }
  }

  #jump({ name }: StepDefinition, jump: Jump): void {
    this.edges.push({ from: stepId(name), to: this.#target(jump).id, kind: "goto", isTaken: false });
  }

  #target(jump: Jump): Exit {
    if (jump.kind === "goto") return { id: stepId(jump.step) };
    this.end(jump.status);
    return { id: endId(jump.status) };
  }

  #ways(from: string, exits: readonly Exit[], how: { label?: string; isSilent?: true } = {}): void {
    for (const { id, label = how.label } of exits) {
      if (this.edges.some((edge) => edge.from === from && edge.to === id && edge.kind === "next")) continue;
      const edge: GraphEdge = { from, to: id, kind: "next", isTaken: false, ...(label && { label }) };
      this.edges.push(edge);
      if (how.isSilent) this.silent.add(edge);
    }
  }
}

const kinds = {
  run: "step",
  "for-each": "map",
  parallel: "parallel",
  wait: "wait",
  approval: "callback",
  event: "callback",
  condition: "condition",
  goto: "decision",
  end: "decision",
} as const satisfies Record<StepDefinition["kind"], GraphNode["kind"]>;

function withCourse(graph: Graph, steps: readonly StepDefinition[], { status, operations }: Course): Graph {
  const way = markWay(graph, steps, operations, status);
  const nodes = graph.nodes.map((node): GraphNode => {
    const visits = way.visits.get(node.id);
    const last = visits?.at(-1);
    if (last) {
      const again = visits && visits.length > 1 ? [`visit ${visits.length}`] : [];
      return { ...node, state: last.state, notes: [...node.notes, ...again, ...notesOn(last)] };
    }
    if (!way.passed.has(node.id)) return node;
    if (node.kind === "decision") return { ...node, state: "done" };
    if (node.kind !== "end") return { ...node, state: "skipped", notes: [...node.notes, "skipped"] };
    const state: OperationState = endStates[status] ?? "pending";
    return { ...node, state, label: node.label === "end" ? status : node.label };
  });
  // What is not taken stays the same object: it may be one of the silent.
  const edges = graph.edges.map((edge) => (way.taken.has(edge) ? { ...edge, isTaken: true } : edge));
  return { ...graph, nodes, edges };
}
