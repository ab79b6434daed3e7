import * as z from "zod/mini";
import { text } from "../inputs/kinds.ts";
import { laneInputs } from "../lane/inputs.ts";

/** The inputs of `actions/checkpoint`, as its `action.yml` declares them. */
export const schema = z.object({
  ...laneInputs,
  /** How the job stands: an expression in `action.yml` gives it, and gives it anew to the post step. */
  "job-status": z.optional(text),
});

export type Inputs = Readonly<z.infer<typeof schema>>;
