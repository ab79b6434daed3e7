import * as z from "zod/mini";
import { withDefault } from "../inputs/input.ts";
import { text, yesOrNo } from "../inputs/kinds.ts";
import { type InputRule, parseInputs, type RawInputs } from "../inputs/parse.ts";
import { retryRules } from "../inputs/retry-inputs.ts";
import { needOneOf, noLongerThan } from "../inputs/rules.ts";
import { vocabulary } from "../inputs/vocabulary.ts";
import { nickFieldsRules, rows, translate } from "./nick-fields.ts";

const ours = z.partial(
  z.pick(z.object(vocabulary), {
    run: true,
    shell: true,
    "working-directory": true,
    "max-attempts": true,
    "initial-delay": true,
    backoff: true,
    "max-delay": true,
    jitter: true,
    timeout: true,
    deadline: true,
    "idle-timeout": true,
    "retry-on": true,
    "give-up-on": true,
    "on-failure": true,
  }),
);

/**
 * All inputs of either vocabulary as `action.yml` declares them. None has a default there: the runner would hand it over
 * as if it had been given, and giving one thing in both vocabularies could not be told.
 */
export const schema = z.object({
  ...ours.shape,
  ...Object.fromEntries(Object.entries(rows).map(([name, { accepts }]) => [name, z.optional(accepts)])),
});

/** What the action works with, in our own words, and the defaults that hold with `run`. */
export const effective = z.object({
  ...ours.shape,
  run: vocabulary.run,
  "max-attempts": withDefault(vocabulary["max-attempts"], "3"),
  "initial-delay": withDefault(vocabulary["initial-delay"], "1s"),
  backoff: withDefault(vocabulary.backoff, "2"),
  "max-delay": withDefault(vocabulary["max-delay"], "1m"),
  jitter: withDefault(vocabulary.jitter, "full"),
  "on-failure": withDefault(vocabulary["on-failure"], "fail"),
  warning_on_retry: withDefault(yesOrNo, "false"),
  on_retry_command: z.optional(text),
  new_command_on_retry: z.optional(text),
});

export type Inputs = Readonly<z.infer<typeof effective>>;

/** Rules across the inputs of both vocabularies. */
export const rules: readonly InputRule[] = [
  needOneOf("run", "command"),
  ...nickFieldsRules,
  ...retryRules(effective),
  noLongerThan("timeout_minutes", "deadline", {}, "m"),
  noLongerThan("timeout_seconds", "deadline", {}, "s"),
];

/** The inputs in our own words, translated from raw ones that {@link schema} and {@link rules} have let pass. */
export function inOurWords(raw: RawInputs, platform: NodeJS.Platform): Inputs {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
  return parseInputs(effective, translate(given, platform));
}
