import { z } from "zod";
import { notifyEvents } from "../definition.ts";
import { inputSchema } from "./input.ts";
import { retryPolicySchema } from "./retry-policy.ts";
import { stepsSchema } from "./step.ts";
import { lines, name, named, oneOf, section, template, text, variableValue, wholeNumber } from "./value.ts";

/** A file that defines an automation. */
export const automationSchema = section("an automation", {
  automation: name().describe("The name of the automation."),
  description: text().optional().describe("For people."),
  version: wholeNumber(1, 1_000_000_000).optional().describe("For people: it is recorded with each run."),
  key: template()
    .optional()
    .describe("The run key, such as orders-${{ inputs.date }}: what is done under it is not done again."),
  inputs: named(inputSchema, "an input", 100).optional().describe("What a run is given."),
  "retry-policies": named(retryPolicySchema, "a retry policy").optional().describe("Retry policies that steps name."),
  env: named(variableValue(), "a text").optional().describe("Variables of every script."),
  shell: text(1_000).optional().describe("The shell of every script that has none of its own."),
  "working-directory": template().optional().describe("Where every script runs that has no folder of its own."),
  steps: stepsSchema.describe("Steps by their names, in the order in which they run."),
  outputs: named(template(), "an expression", 100).optional().describe("What a run hands back."),
  notify: section("notify", {
    on: z
      .array(oneOf(notifyEvents), "is no list; write such as [failed, recovered]")
      .min(1, "is empty; write such as [failed, recovered]")
      .describe("When people are told."),
    channels: lines().optional().describe("Channels of the configuration. Default: all."),
  })
    .optional()
    .describe("When people are told, and how."),
});

/** An automation as its file has it. */
export type WrittenAutomation = z.output<typeof automationSchema>;
