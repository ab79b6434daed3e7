import * as z from "zod/mini";
import { UserError } from "../../policy/user-error.ts";

const anyText = z.string();

/**
 * The schema of one input: text to a value. `parse` throws a {@link UserError} saying what is wrong and what to write.
 */
export function input<T>(parse: (text: string) => T) {
  return z.pipe(
    anyText,
    z.transform((text: string, context): T => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        context.issues.push({ code: "custom", message: error.message, input: text });
        return z.NEVER;
      }
    }),
  );
}

/** An input that may be left out, with the text it then has: the same text as the default in `action.yml`. */
export function withDefault<S extends z.core.$ZodType>(schema: S, text: z.core.util.NoUndefined<z.core.input<S>>) {
  return z.prefault(schema, text);
}

/** The texts that inputs have when they are not given, by name; undefined where one has no default. */
export function defaultsOf(schema: InputSchema): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, piece]) => [
      name,
      piece instanceof z.ZodMiniPrefault ? String(piece.def.defaultValue) : undefined,
    ]),
  );
}

/** What an action declares: each input by the name it has in `action.yml`. */
export type InputSchema = z.ZodMiniObject<Record<string, z.core.$ZodType>>;
