import * as z from "zod/mini";
import { withDefault } from "../inputs/input.ts";
import { retryRules } from "../inputs/retry-inputs.ts";
import { vocabulary } from "../inputs/vocabulary.ts";
import { laneInputs } from "../lane/inputs.ts";

/** The inputs of the durable step, as `action.yml` declares them. */
export const schema = z.object({
  run: vocabulary.run,
  shell: z.optional(vocabulary.shell),
  "working-directory": z.optional(vocabulary["working-directory"]),
  ...laneInputs,
  unless: z.optional(vocabulary.unless),
  semantics: withDefault(vocabulary.semantics, "at-least-once"),
  "max-attempts": withDefault(vocabulary["max-attempts"], "1"),
  "initial-delay": withDefault(vocabulary["initial-delay"], "1s"),
  backoff: withDefault(vocabulary.backoff, "2"),
  "max-delay": withDefault(vocabulary["max-delay"], "1m"),
  jitter: withDefault(vocabulary.jitter, "full"),
  timeout: z.optional(vocabulary.timeout),
  deadline: z.optional(vocabulary.deadline),
  "idle-timeout": z.optional(vocabulary["idle-timeout"]),
  "retry-on": z.optional(vocabulary["retry-on"]),
  "give-up-on": z.optional(vocabulary["give-up-on"]),
  circuit: z.optional(vocabulary.circuit),
  "on-failure": withDefault(vocabulary["on-failure"], "fail"),
});

export type Inputs = Readonly<z.infer<typeof schema>>;

/** Rules across the inputs. */
export const rules = retryRules(schema);
