import * as z from "zod/mini";
import { UserError } from "../../policy/user-error.ts";
import { incidentInputs } from "../incident/inputs.ts";
import { input, withDefault } from "../inputs/input.ts";
import { duration, entriesOf, wholeNumber, yesOrNo } from "../inputs/kinds.ts";

const { "job-total": _, ...telling } = incidentInputs;

/** The inputs of `actions/recover`, as its `action.yml` declares them. */
export const schema = z.object({
  /** Without a default here: an expression in `action.yml` gives it. */
  "run-id": z.optional(input(idOf)),
  /** Names of workflows. */
  sweep: z.optional(input((written) => entriesOf(written, 100))),
  "run-attempts": withDefault(wholeNumber(1, 50), "3"),
  /** Milliseconds. */
  "rerun-delay": withDefault(duration({ zero: true }), "1m"),
  "reruns-per-branch": withDefault(wholeNumber(1, 1_000), "6"),
  "reruns-per-hour": withDefault(wholeNumber(1, 1_000), "20"),
  forks: withDefault(yesOrNo, "false"),
  ...telling,
  channels: withDefault(incidentInputs.channels, "issue"),
});

export type Inputs = Readonly<z.infer<typeof schema>>;

function idOf(written: string): number {
  const id = Number(written);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new UserError(
    "not the id of a run; leave it out in a workflow_run workflow, or write the number in the run's address",
  );
}
