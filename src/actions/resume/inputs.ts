import * as z from "zod/mini";
import { UserError } from "../../policy/user-error.ts";
import { indexKinds } from "../../waiting/waiting-index.ts";
import { input, withDefault } from "../inputs/input.ts";
import { line, oneOf, wholeNumber } from "../inputs/kinds.ts";
import { vocabulary } from "../inputs/vocabulary.ts";

/** The inputs of `actions/resume`, as its `action.yml` declares them. */
export const schema = z.object({
  /** Without a default here: an expression in `action.yml` gives it. */
  issue: z.optional(input(numberOf)),
  "waiting-index": withDefault(oneOf(...indexKinds), "auto"),
  "teams-token": z.optional(line(4_000)),
  "max-resumed": withDefault(wholeNumber(1, 500), "50"),
  token: z.optional(vocabulary.token),
});

export type Inputs = Readonly<z.infer<typeof schema>>;

function numberOf(written: string): number {
  const number = Number(written);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new UserError("not the number of an issue; leave it out to look at all that waits");
}
