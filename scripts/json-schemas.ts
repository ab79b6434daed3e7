/** The JSON Schemas of the files that people write, for their editors, and of what webhooks receive. */
import { z } from "zod";
import { automationSchema } from "../src/automation/schema/automation.ts";
import { configurationSchema } from "../src/automation/schema/configuration.ts";
import { stepSchema } from "../src/automation/schema/step.ts";
import { incidentMessageSchema } from "../src/notify/channels/incident-schema.ts";
import { keysOf, type StepKind, stepKinds } from "../src/automation/schema/step-kinds.ts";

type JsonSchema = Record<string, unknown>;

/** By the name of the file in `schemas/`. */
export function jsonSchemas(): Record<string, JsonSchema> {
  return {
    "automation.schema.json": jsonSchema(automationSchema, "An automation of Holdfast"),
    "configuration.schema.json": jsonSchema(configurationSchema, "The configuration of Holdfast, .github/holdfast.yml"),
    "incident.schema.json": jsonSchema(incidentMessageSchema, "What Holdfast tells a webhook of an incident"),
  };
}

/** As the files of `schemas/` have them. */
export function asText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** In draft 7, which all editors know. */
function jsonSchema(schema: z.ZodType, title: string): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    override: ({ zodSchema, jsonSchema: json }) => {
      if (zodSchema === stepSchema) Object.assign(json, byKind(stepKinds), onlyOneWayOn);
    },
  });
  return { ...made, title };
}

const onlyOneWayOn = { not: { required: ["next", "end"] } };

/** The keys that go with each kind of step, the first that fits. */
function byKind([kind, ...others]: readonly StepKind[]): JsonSchema {
  if (kind === undefined) return { anyOf: stepKinds.map(isOfKind) };
  return {
    if: isOfKind(kind),
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: { propertyNames: { enum: [...keysOf(kind)] }, required: kind.needs },
    else: byKind(others),
  };
}

function isOfKind({ made }: StepKind): JsonSchema {
  const told = Object.entries(made).filter(([, value]) => value !== "");
  const properties = Object.fromEntries(told.map(([key, value]) => [key, { const: value }]));
  return { required: Object.keys(made), ...(told.length > 0 && { properties }) };
}
