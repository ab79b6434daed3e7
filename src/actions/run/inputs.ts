import * as z from "zod/mini";
import { asWritten } from "../../automation/plain-key.ts";
import { readYaml } from "../../automation/yaml-source.ts";
import { UserError } from "../../policy/user-error.ts";
import { input, withDefault } from "../inputs/input.ts";
import { duration, entriesOf, line, oneOf, wholeNumber } from "../inputs/kinds.ts";
import { indexKinds } from "../../waiting/waiting-index.ts";
import { laneInputs } from "../lane/inputs.ts";

/** The inputs of `actions/run`, as its `action.yml` declares them. */
export const schema = z.object({
  automation: line(4_000),
  inputs: z.optional(input(mappingOf)),
  key: laneInputs.key,
  lane: laneInputs.lane,
  "on-change": laneInputs["on-change"],
  /** Milliseconds. */
  "suspend-after": withDefault(duration({ zero: true }), "2m"),
  /** Names or paths of steps. */
  again: z.optional(input((written) => entriesOf(written, 1_000))),
  /** `all`, or the keys of dead letters. */
  redrive: z.optional(input((written) => entriesOf(written, 1_000))),
  approvals: withDefault(oneOf("issue", "none"), "issue"),
  /** The job's environment, whose reviewers let it start. */
  environment: z.optional(line(255)),
  "waiting-index": withDefault(oneOf(...indexKinds, "none"), "auto"),
  store: laneInputs.store,
  /** `toJSON(vars)`. */
  vars: z.optional(input(variablesOf)),
  "secret-variables": laneInputs["secret-variables"],
  token: laneInputs.token,
  /** May read who is in teams. */
  "teams-token": laneInputs.token,
  matrix: laneInputs.matrix,
  /** The id of the job as the REST API numbers jobs. */
  job: z.optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
});

export type Inputs = Readonly<z.infer<typeof schema>>;

/** A mapping of names to values, in JSON or YAML (of which JSON is a part). */
function mappingOf(written: string): Readonly<Record<string, unknown>> {
  const value = asWritten(readYaml(written, "inputs").value);
  if (isMapping(value)) return value;
  throw new UserError('no mapping of names to values; write name: value on each line, or { "name": "value" }');
}

function variablesOf(json: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(json);
    if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
  } catch {
    // Said below, as for any other text.
  }
  throw new UserError("no JSON object of variables; write ${{ toJSON(vars) }}");
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
