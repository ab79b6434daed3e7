import { z } from "zod";
import { retryPolicySchema } from "./retry-policy.ts";
import { decimal, duration, lines, named, section, text, wanted, wholeNumber } from "./value.ts";

const factor = "What each open time is multiplied by, while probes fail, to give the next.";

/** When a circuit opens and closes. */
export const circuitSchema = section("a circuit", {
  window: duration().prefault("10m").describe("How long an outcome counts."),
  "failure-rate": decimal(0, 100).default(50).describe("Opens at this share of failures, in percent."),
  "minimum-throughput": wholeNumber(1, 1_000)
    .default(10)
    .describe("How many outcomes the window has to hold for that."),
  "consecutive-failures": wholeNumber(1, 1_000).default(5).describe("Opens at so many failures in a row."),
  "open-duration": duration().prefault("1m").describe("How long it stays open before a call may probe."),
  backoff: decimal(1, 100).default(2).describe(factor),
  "max-open-duration": duration().prefault("15m").describe("What no open time exceeds."),
  "probe-lease": duration().prefault("10m").describe("How long a probe may take before another caller may probe."),
});

/** The name of an environment variable: what it holds is a secret and never stands in the file. */
function secret() {
  return text(200)
    .regex(/^[A-Za-z_]\w*$/, "is no name of an environment variable; write its name, never the secret itself")
    .describe("The name of the environment variable that holds it.");
}

const channels = [
  section("a channel to issues", {
    type: z.literal("issue"),
    labels: lines().optional().describe("Labels of the issue."),
    assignees: lines().optional().describe("Who is assigned."),
  }),
  section("a channel to Slack", {
    type: z.literal("slack"),
    webhook: secret().optional(),
    token: secret().optional(),
    channel: text(200).optional().describe("Where a token posts to."),
  }),
  section("a channel to Microsoft Teams", { type: z.literal("teams"), webhook: secret() }),
  section("a channel to a webhook", {
    type: z.literal("webhook"),
    url: secret(),
    secret: secret().optional(),
  }),
] as const;

/** A way in which people are told. */
const channelSchema = z
  .discriminatedUnion("type", channels, {
    error: ({ input }) =>
      typeof input === "object"
        ? "has no known type; write type: issue, slack, teams or webhook"
        : wanted("a channel, with type:")({ input }),
  })
  .check(({ value, issues }) => {
    if (
      value.type !== "slack" ||
      value.webhook !== undefined ||
      (value.token !== undefined && value.channel !== undefined)
    )
      return;
    issues.push({ code: "custom", message: "needs webhook, or token and channel; write one of them", input: value });
  });

const percentage = section("a flag", { percentage: decimal(0, 100).describe("Of run keys for which it is on.") });

/** On, off, or on for a share of run keys. */
const flagSchema = z.union([z.boolean(), percentage], {
  error: wanted("true, false or {percentage: 20}"),
});

/** `.github/holdfast.yml`. */
export const configurationSchema = section("the configuration", {
  "retry-policies": named(retryPolicySchema, "a retry policy")
    .optional()
    .describe("Retry policies that automations name."),
  circuits: named(circuitSchema, "a circuit").optional().describe("How circuits open and close, where not as usual."),
  channels: named(channelSchema, "a channel", 100).optional().describe("Ways in which people are told."),
  flags: named(flagSchema, "true, false or a percentage").optional().describe("What automations find in flags."),
  owners: lines().optional().describe("Users and organisation/teams who answer for the automations."),
});

export type WrittenConfiguration = z.output<typeof configurationSchema>;
