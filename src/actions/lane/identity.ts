/** Which run, lane and step an action means: what the author gave, else what the runner says. */
import { hash } from "node:crypto";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import { Refused } from "../../journal/refused.ts";
import { parseBounded } from "../../journal/sealed-line.ts";
import { UserError } from "../../policy/user-error.ts";
import type { LaneIdentity } from "../../store/lane-id.ts";

export interface IdentityInputs {
  readonly key?: string | undefined;
  readonly lane?: string | undefined;
  readonly step?: string | undefined;
  /** `toJSON(matrix)`, which no variable tells. */
  readonly matrix?: string | undefined;
}

/** The run key and lane. Throws a ContextError outside of a job. */
export function laneIdentity(inputs: IdentityInputs, context: RunnerContext): LaneIdentity {
  const { repository, runId, job } = requireContext(context, "repository", "runId", "job");
  return {
    repository: `${repository.owner}/${repository.name}`,
    key: inputs.key ?? String(runId),
    lane: inputs.lane ?? boundedLane(job + legOf(inputs.matrix)),
  };
}

/** The step's name: given, else its id. An id the runner made up changes with the steps around it, and is refused. */
export function stepName(inputs: IdentityInputs, context: RunnerContext): string {
  const id = inputs.step ?? context.actionId ?? "";
  if (inputs.step === undefined && (id === "" || /^(__|\d+$)/.test(id))) {
    throw new UserError("this step has no name to be recorded under: give it an id, or the input step");
  }
  return id;
}

/** ` (node=20, os=linux)` for a leg of a matrix: the same whatever order the values come in, and another for any other. */
function legOf(matrix: string | undefined): string {
  if (matrix === undefined || matrix === "null") return "";
  const legs = Object.entries(parseMatrix(matrix)).map(([name, value]) => `${plain(name)}=${plain(value)}`);
  return legs.length === 0 ? "" : ` (${legs.sort().join(", ")})`;
}

function parseMatrix(matrix: string): object {
  try {
    return parseBounded(matrix);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new UserError(`input matrix is ${JSON.stringify(matrix.slice(0, 60))}: leave it out, its default is right`);
  }
}

/** A word as it is; anything that could be taken for something else as JSON. */
function plain(value: unknown): string {
  const isWord = typeof value === "string" && /^[\w./@+-][\w ./@:+-]*$/.test(value);
  return isWord && !/^(true|false|null|-?\d[\d.]*(e[+-]?\d+)?)$/i.test(value) ? value : canonical(value);
}

/** JSON with the members of objects in one order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value).replace(/\p{Cc}/gu, escaped);
  const members = Object.entries(value).map(([name, member]) => `${canonical(name)}:${canonical(member)}`);
  return `{${members.sort().join(",")}}`;
}

/** JSON lets some control characters stand as they are. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** No longer than a lane may be that is given; a longer name ends in a hash of the whole instead. */
export function boundedLane(name: string): string {
  if (name.length <= laneLength) return name;
  const end = `… ${hash("sha256", name, "hex").slice(0, 16)}`;
  return name.slice(0, laneLength - end.length).toWellFormed() + end;
}

const laneLength = 200;
