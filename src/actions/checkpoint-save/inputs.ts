import * as z from "zod/mini";
import { text } from "../inputs/kinds.ts";
import { vocabulary } from "../inputs/vocabulary.ts";

/** The inputs of `actions/checkpoint/save`, as its `action.yml` declares them. */
export const schema = z.object({
  step: vocabulary.step,
  /** What a replay gives as the output `outputs` of the checkpoint. */
  outputs: z.optional(text),
  token: z.optional(vocabulary.token),
});

export type Inputs = Readonly<z.infer<typeof schema>>;
