/** Which run, lane and step an action means: what the author gave, else what the runner says. */
import { requireContext, type RunnerContext } from "../../github/context.ts";
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
    lane: inputs.lane ?? job + legOf(inputs.matrix),
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

/** ` (node=20, os=linux)` for a leg of a matrix, the same whatever order the values come in. */
function legOf(matrix: string | undefined): string {
  if (matrix === undefined || matrix === "null") return "";
  let values: unknown;
  try {
    values = JSON.parse(matrix);
  } catch {
    throw new UserError(`input matrix is ${matrix.slice(0, 60)}: leave it out, its default is right`);
  }
  if (typeof values !== "object" || values === null) return "";
  const legs = Object.entries(values).map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : canonical(value)}`,
  );
  return legs.length === 0 ? "" : ` (${legs.sort().join(", ")})`;
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value).map(([name, member]) => `${name}:${canonical(member)}`);
  return `{${members.sort().join(",")}}`;
}
