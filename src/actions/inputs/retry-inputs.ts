import type { RetryPolicy } from "../../policy/retry.ts";
import type { FailureList } from "../../policy/failure-list.ts";
import { defaultsOf, type InputSchema } from "./input.ts";
import type { InputRule } from "./parse.ts";
import { noLongerThan } from "./rules.ts";

/** The inputs that say when a step is retried, as parsed. */
export interface RetryInputs {
  readonly "max-attempts": number;
  readonly "initial-delay": number;
  readonly backoff: number;
  readonly "max-delay": number;
  readonly jitter: "full" | "none";
  readonly deadline?: number | undefined;
  readonly "retry-on"?: FailureList | undefined;
  readonly "give-up-on"?: FailureList | undefined;
}

/** The policy that these inputs ask for. */
export function retryPolicy(inputs: RetryInputs): RetryPolicy {
  return {
    maxAttempts: inputs["max-attempts"],
    backoff: {
      initialDelay: inputs["initial-delay"],
      factor: inputs.backoff,
      maxDelay: inputs["max-delay"],
      jitter: inputs.jitter,
    },
    ...(inputs.deadline !== undefined && { deadline: inputs.deadline }),
    ...(inputs["retry-on"] && { retryOn: inputs["retry-on"] }),
    ...(inputs["give-up-on"] && { giveUpOn: inputs["give-up-on"] }),
  };
}

/** Rules across the inputs that say when a step is retried, with the defaults of a schema. */
export function retryRules(schema: InputSchema): readonly InputRule[] {
  const defaults = defaultsOf(schema);
  return [
    noLongerThan("initial-delay", "max-delay", defaults),
    noLongerThan("timeout", "deadline", defaults),
    noLongerThan("idle-timeout", "deadline", defaults),
  ];
}
