/** What a request says, read with a schema. */
import type { Context } from "hono";
import { z } from "zod";
import { invalidFields, RestError } from "./errors.ts";

/** The JSON body; an empty one counts as `{}`. Throws 400 where it is no JSON and 422 where it breaks the schema. */
export async function bodyOf<T>(c: Context, resource: string, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  return accept(resource, schema, text === "" ? {} : parse(text));
}

/** The query string, each parameter as text. Throws 422 where it breaks the schema. */
export function queryOf<T>(c: Context, resource: string, schema: z.ZodType<T>): T {
  return accept(resource, schema, c.req.query());
}

/** A date, with a time or without, in milliseconds since the epoch. */
export const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((text) => Date.parse(text));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError(400, "Problems parsing JSON");
  }
}

function accept<T>(resource: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidFields(
    ...result.error.issues.map((issue) => ({
      resource,
      field: issue.path.join("."),
      code:
        issue.code === "invalid_type" && issue.input === undefined ? ("missing_field" as const) : ("invalid" as const),
      message: issue.message,
    })),
  );
}
