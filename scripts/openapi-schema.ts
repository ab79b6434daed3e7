/** Schemas of OpenAPI 3.0 as JSON Schema, without what says nothing of the value. */

const REFERENCE = "#/components/schemas/";

const VALUES = [
  "type",
  "enum",
  "format",
  "pattern",
  "required",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
];

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** References become `#/schemas/NAME`, and `nullable` a type. */
export function jsonSchema(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const { $ref: reference, properties, items, additionalProperties, nullable } = schema;
  if (typeof reference === "string") return { $ref: reference.replace(REFERENCE, "#/schemas/") };
  const converted: Record<string, unknown> = {};
  for (const name of VALUES) if (schema[name] !== undefined) converted[name] = schema[name];
  for (const name of ["allOf", "anyOf", "oneOf"]) {
    const choices = schema[name];
    // Some of GitHub's alternatives overlap: all that can be held to is that one of them fits.
    if (Array.isArray(choices)) converted[name === "oneOf" ? "anyOf" : name] = choices.map(jsonSchema);
  }
  if (isObject(properties)) {
    converted["properties"] = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, jsonSchema(property)]),
    );
  }
  if (items !== undefined) converted["items"] = jsonSchema(items);
  if (additionalProperties !== undefined) converted["additionalProperties"] = jsonSchema(additionalProperties);
  return nullable === true ? { anyOf: [converted, { type: "null" }] } : converted;
}

/** The names that a converted schema refers to. */
export function referencesOf(schema: unknown): string[] {
  return [...JSON.stringify(schema).matchAll(/"#\/schemas\/([^"]+)"/g)].flatMap(([, name]) => name ?? []);
}
