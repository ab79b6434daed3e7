/** `holdfast graph`: a picture of a definition, or of the way a run took through it. */
import { resolve } from "node:path";
import { UserError } from "../../policy/user-error.ts";
import type { Graph } from "../../report/graph.ts";
import { mermaidOf } from "../../report/mermaid.ts";
import { operationsOf } from "../../report/operations.ts";
import { graphOfRun } from "../../report/run-graph.ts";
import { svgOf } from "../../report/svg.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { localRepository, shownPath } from "../repository.ts";
import { loadDefinition } from "../definitions/load.ts";
import { findRun } from "../runs/find-run.ts";
import { readRun } from "../runs/recorded-run.ts";

export interface GraphOptions {
  readonly format: "mermaid" | "svg";
  /** The key of a run whose way is shown. */
  readonly run?: string | undefined;
  /** A file to write; standard output without it. */
  readonly output?: string | undefined;
}

/** So many nodes a diagram of a run has at most: it is drawn coarser for that. */
const mostNodes = 60;

/** Throws a {@link UserError} where there is nothing to draw, or too much. */
export async function drawGraph(
  world: World,
  { folder: here }: Invocation,
  file: string,
  { format, run, output }: GraphOptions,
): Promise<void> {
  const path = resolve(here, file);
  const local = await localRepository(world, here, {});
  const definition = await loadDefinition(world, path, local);
  const recorded = run === undefined ? undefined : await readRun(world, await findRun(world, run, here));
  const status = recorded?.state.run.status ?? "running";
  const operations = recorded && operationsOf(recorded.state, { isAtWork: recorded.holder !== undefined });
  const graph =
    definition.graph(operations && { status, operations }) ??
    (operations ? graphOfRun(operations, status, mostNodes) : refuse(file));
  const title = recorded ? `${definition.name}: ${recorded.card.key}` : definition.name;
  const text = (await drawn(graph, format, title)) ?? tooLarge(shownPath(path, local), format, graph);
  if (output === undefined) return world.output.write(text);
  await world.files.replace(resolve(here, output), text, { durable: false });
  world.output.write(`Wrote ${output}.\n`);
}

async function drawn(graph: Graph, format: GraphOptions["format"], title: string): Promise<string | undefined> {
  if (format === "svg") return svgOf(graph, title);
  const text = mermaidOf(graph);
  return text === undefined ? undefined : `${text.trimEnd()}\n`;
}

function refuse(file: string): never {
  throw new UserError(`${file} is code, which shows its steps only when it is run: name a run with --run KEY`);
}

function tooLarge(file: string, format: GraphOptions["format"], { nodes }: Graph): never {
  const other = format === "mermaid" ? "try --svg, which has room for more" : "holdfast status has all of them";
  throw new UserError(`${file} has ${nodes.length} steps, too many for a picture: ${other}`);
}
