import type { z } from "zod";
import type { RetryPolicy } from "../../policy/retry.ts";
import { decimal, duration, failureList, oneOf, section, wholeNumber } from "./value.ts";

/** When a failed attempt is followed by another. */
export const retryPolicySchema = section("a retry policy", {
  "max-attempts": wholeNumber(1, 1_000).default(5).describe("Attempts in all, counted from 1."),
  "initial-delay": duration({ zero: true }).prefault("1s").describe("The wait before the second attempt."),
  backoff: decimal(1, 100).default(2).describe("What each wait is multiplied by to give the next."),
  "max-delay": duration({ zero: true }).prefault("1m").describe("What no wait exceeds, but for a Retry-After."),
  jitter: oneOf(["full", "none"]).default("full").describe("full: each wait is drawn between nothing and its length."),
  deadline: duration().optional().describe("For all attempts and the waits between them."),
  "retry-on": failureList()
    .optional()
    .describe("The whole of what is retried: exit codes, classes, signals, patterns. Default: all but the permanent."),
  "give-up-on": failureList().optional().describe("What is never retried. Wins over retry-on."),
}).check(({ value, issues }) => {
  if (value["initial-delay"] <= value["max-delay"]) return;
  const message = "is longer than max-delay, which would cut it; lower the one or raise the other";
  issues.push({ code: "custom", path: ["initial-delay"], message, input: value });
});

/** The policy as it was written, with its defaults. */
export function retryPolicyOf(written: z.infer<typeof retryPolicySchema>): RetryPolicy {
  return {
    maxAttempts: written["max-attempts"],
    backoff: {
      initialDelay: written["initial-delay"],
      factor: written.backoff,
      maxDelay: written["max-delay"],
      jitter: written.jitter,
    },
    ...(written.deadline !== undefined && { deadline: written.deadline }),
    ...(written["retry-on"] && { retryOn: written["retry-on"] }),
    ...(written["give-up-on"] && { giveUpOn: written["give-up-on"] }),
  };
}

/** Five attempts with full jitter, from a second on, at most a minute apart. */
export const standardRetryPolicy: RetryPolicy = retryPolicyOf(retryPolicySchema.parse({}));
