import { UserError } from "../policy/user-error.ts";
import type { InputDefinition } from "./input-definition.ts";
import { asWritten, nameOfKey } from "./plain-key.ts";
import { noted, noteAtKey, type Reading } from "./reading.ts";
import { checkValue } from "./resolve-inputs.ts";
import type { WrittenAutomation } from "./schema/automation.ts";
import type { SourcePosition, ValuePath } from "./source.ts";

type Written = NonNullable<WrittenAutomation["inputs"]>[string];

/** The inputs that a file declares, as far as they can be made out; their faults are noted. */
export function readInputs(
  reading: Reading,
  path: ValuePath,
  inputs: WrittenAutomation["inputs"],
): ReadonlyMap<string, InputDefinition> {
  const found = new Map<string, InputDefinition>();
  for (const [key, written] of Object.entries(inputs ?? {})) {
    const here = [...path, key];
    checkKeys(reading, here, written);
    const input = noted(reading, here, () => inputOf(written, reading.source.keyAt(here)));
    if (input === undefined) continue;
    found.set(nameOfKey(key), input);
    if (written.default !== undefined)
      noted(reading, [...here, "default"], () => checkValue(input, asWritten(written.default)));
  }
  return found;
}

/** The keys that go with some types only. */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  pattern: ["string"],
  minimum: ["number"],
  maximum: ["number"],
  options: ["choice"],
};

function checkKeys(reading: Reading, path: ValuePath, written: Written): void {
  const note = (key: string, message: string) => {
    noteAtKey(reading, [...path, key], message);
  };
  for (const key of Object.keys(written)) {
    const types = typesOf[key];
    if (types === undefined || types.includes(written.type)) continue;
    note(key, `has no meaning for type ${written.type}; write type: ${types.join(" or ")}, or remove it`);
  }
  if (written.type === "choice" && written.options === undefined)
    note("type", "choice needs options; write such as options: [staging, production]");
  if (written.required && written.default !== undefined)
    note("default", "is never used, since the input is required; remove one of the two");
  if ((written.minimum ?? -Infinity) > (written.maximum ?? Infinity))
    note("minimum", "is above maximum; lower the one or raise the other");
}

function inputOf(written: Written, at: SourcePosition): InputDefinition {
  const { description, required, minimum, maximum, options = [] } = written;
  const declared = { at, description, required };
  // Whether the default is of its type is found out by the same check as any given value.
  const given = written.default === undefined ? {} : { default: asWritten(written.default) };
  switch (written.type) {
    case "string":
      return { type: "string", ...declared, pattern: patternOf(written.pattern), ...given };
    case "number":
      return { type: "number", ...declared, minimum, maximum, ...given };
    case "boolean":
      return { type: "boolean", ...declared, ...given };
    case "choice":
      return { type: "choice", ...declared, options, ...given };
    case "json":
      return { type: "json", ...declared, ...given };
  }
}

function patternOf(source: string | undefined): RegExp | undefined {
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, "u");
  } catch (error) {
    throw new UserError(
      `its pattern is no regular expression (${String(error)}); mend it, or escape special characters with \\`,
      {
        cause: error,
      },
    );
  }
}
