import * as z from "zod/mini";
import { UserError } from "../../policy/user-error.ts";
import { input, withDefault } from "../inputs/input.ts";
import { line } from "../inputs/kinds.ts";
import { vocabulary } from "../inputs/vocabulary.ts";
import { laneInputs } from "../lane/inputs.ts";

/** The inputs of `actions/signal`, as its `action.yml` declares them. */
export const schema = z.object({
  key: vocabulary.key,
  event: line(1_000),
  /** Any JSON. */
  value: withDefault(input(valueOf), "null"),
  "secret-variables": laneInputs["secret-variables"],
});

export type Inputs = Readonly<z.infer<typeof schema>>;

function valueOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw new UserError("no JSON; write a text in quotes, or hand over ${{ toJSON(…) }}");
  }
}
