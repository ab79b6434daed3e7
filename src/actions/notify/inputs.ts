import * as z from "zod/mini";
import { bounds } from "../../notify/incident/incident.ts";
import { UserError } from "../../policy/user-error.ts";
import { incidentInputs } from "../incident/inputs.ts";
import { input, withDefault } from "../inputs/input.ts";
import { line, oneOf, text } from "../inputs/kinds.ts";

/** How a job stands, in GitHub's words and in those of `actions/run`. */
export const statuses = [
  "success",
  "completed",
  "failure",
  "failed",
  "paused",
  "cancelled",
  "suspended",
  "skipped",
] as const;
export type Status = (typeof statuses)[number];

/** The inputs of `actions/notify`, as its `action.yml` declares them. */
export const schema = z.object({
  /** Without a default here: an expression in `action.yml` gives it. */
  status: z.optional(oneOf(...statuses)),
  needs: z.optional(input((json) => read(json, needsSchema, "needs"))),
  steps: z.optional(input((json) => read(json, stepsSchema, "steps"))),
  error: z.optional(text),
  "on-cancelled": withDefault(oneOf("ignore", "failure"), "ignore"),
  "incident-key": z.optional(line(bounds.key)),
  title: z.optional(line(bounds.title)),
  /** The name of a workflow's file. */
  recovery: z.optional(input(workflowFile)),
  ...incidentInputs,
});

export type Inputs = Readonly<z.infer<typeof schema>>;

function workflowFile(written: string): string {
  if (/^[\w.-]{1,200}\.ya?ml$/.test(written)) return written;
  throw new UserError("not the name of a workflow's file; write such as recover.yml");
}

/** `toJSON(needs)`. */
const needsSchema = z.record(z.string(), z.object({ result: z.enum(["success", "failure", "cancelled", "skipped"]) }));

/** `toJSON(steps)`: those with an id. */
const stepsSchema = z.record(
  z.string(),
  z.object({ outcome: z.string(), conclusion: z.string(), outputs: z.optional(z.record(z.string(), z.string())) }),
);
export type Steps = z.infer<typeof stepsSchema>;

function read<S extends z.ZodMiniType>(json: string, shape: S, context: string): z.infer<S> {
  try {
    return shape.parse(JSON.parse(json));
  } catch {
    throw new UserError(`not the context ${context}; write \${{ toJSON(${context}) }}`);
  }
}
