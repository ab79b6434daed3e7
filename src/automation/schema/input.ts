import { z } from "zod";
import { oneOf, section, shown, text, trueOrFalse } from "./value.ts";

const inputTypes = ["string", "number", "boolean", "choice", "json"] as const;

const finite = { error: "is no number; write one" };

/** An input of an automation. What does not go with its type is found when it is read. */
export const inputSchema = section("an input", {
  type: oneOf(inputTypes).default("string").describe("What its value is. Text from a command line is converted."),
  description: text().optional().describe("For people."),
  required: trueOrFalse().default(false).describe("Whether a run without it is refused."),
  default: z
    .json({ error: ({ input }) => `is ${shown(input)}; write a value` })
    .optional()
    .describe("Its value where none is given."),
  pattern: text(1_000)
    .optional()
    .describe("A regular expression that a string has to match; write ^ and $ for all of it."),
  minimum: z.number(finite).optional().describe("The least that a number may be."),
  maximum: z.number(finite).optional().describe("The most that a number may be."),
  options: z
    .array(text(1_000), "is no list; write the texts to choose from, such as [staging, production]")
    .min(1, "is empty; write the texts to choose from")
    .max(1_000, "has more than 1000 entries; write fewer")
    .optional()
    .describe("What may be chosen."),
});
