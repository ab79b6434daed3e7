/** What a run is given, checked by what its automation declares. */
import { UserError } from "../policy/user-error.ts";
import type { InputDefinition } from "./input-definition.ts";
import { suggest } from "../policy/suggestion.ts";

/** A pattern that backtracks takes its time in the length of what it is matched with. */
const mostMatched = 10_000;
const mostCharacters = 1024 * 1024;

/**
 * The values of all inputs, converted from text where the declared type asks for it. Throws one {@link UserError} that
 * lists every fault: the input, what is wrong and what to write.
 */
export function resolveInputs(
  declared: ReadonlyMap<string, InputDefinition>,
  given: unknown,
): ReadonlyMap<string, unknown> {
  if (given !== undefined && (typeof given !== "object" || given === null || Array.isArray(given))) {
    throw new UserError(`inputs are ${shown(given)}; write a mapping of names to values`);
  }
  const values = new Map<string, unknown>(Object.entries(given ?? {}));
  const faults = [...values.keys()]
    .filter((name) => !declared.has(name))
    .map(
      (name) =>
        `there is no input "${name}"${declared.size === 0 ? ": none is declared" : suggest(name, declared.keys())}`,
    );
  const resolved = new Map<string, unknown>();
  for (const [name, input] of declared) {
    const value = values.get(name);
    // A workflow hands over an empty text for an input that nobody gave.
    const isGiven =
      value !== undefined && value !== null && (value !== "" || (input.type === "string" && !input.required));
    if (!isGiven) {
      if (input.required) faults.push(`input ${name} is missing; give it ${describeType(input)}`);
      else resolved.set(name, input.default ?? null);
      continue;
    }
    try {
      resolved.set(name, checkValue(input, converted(input, value)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(`input ${name} ${error.message}`);
    }
  }
  if (faults.length === 0) return resolved;
  throw new UserError(
    faults.length === 1
      ? faults[0]!
      : `${faults.length} inputs are wrong:\n${faults.map((fault) => `- ${fault}`).join("\n")}`,
  );
}

/** The value. Throws a {@link UserError} that says why it is none for this input. */
export function checkValue(input: InputDefinition, value: unknown): unknown {
  const wrong = wrongWith(input, value);
  if (wrong === undefined) return value;
  throw new UserError(`is ${shown(value)}; ${wrong}`);
}

function wrongWith(input: InputDefinition, value: unknown): string | undefined {
  switch (input.type) {
    case "string": {
      if (typeof value !== "string") return "write text, in quotes";
      const { pattern } = input;
      const limit = pattern === undefined ? mostCharacters : mostMatched;
      if (value.length > limit) return `it has ${value.length} characters; write at most ${limit}`;
      return pattern === undefined || pattern.test(value) ? undefined : `write text that matches ${pattern.source}`;
    }
    case "number": {
      const { minimum = -Infinity, maximum = Infinity } = input;
      const isWithin = typeof value === "number" && Number.isFinite(value) && value >= minimum && value <= maximum;
      return isWithin ? undefined : `write ${describeType(input)}`;
    }
    case "boolean":
      return typeof value === "boolean" ? undefined : "write true or false";
    case "choice":
      if (typeof value === "string" && input.options.includes(value)) return undefined;
      return `write one of ${input.options.join(", ")}`;
    case "json":
      return value === undefined ? "write JSON" : undefined;
  }
}

/** Command lines and workflows hand over text, whatever the type. */
function converted(input: InputDefinition, value: unknown): unknown {
  if (typeof value !== "string") return value;
  switch (input.type) {
    case "number":
      return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : value;
    case "boolean":
      return /^(true|false)$/i.test(value.trim()) ? value.trim().toLowerCase() === "true" : value;
    case "json":
      return parseJson(value);
    case "string":
    case "choice":
      return value;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`is ${shown(text)}, which is no JSON; write such as '["a", "b"]'`, { cause: error });
  }
}

function describeType(input: InputDefinition): string {
  switch (input.type) {
    case "string":
      return input.pattern === undefined ? "text" : `text that matches ${input.pattern.source}`;
    case "number": {
      const from = input.minimum === undefined ? "" : ` from ${input.minimum}`;
      const to = input.maximum === undefined ? "" : ` to ${input.maximum}`;
      return `a number${from}${to}`;
    }
    case "boolean":
      return "true or false";
    case "choice":
      return `one of ${input.options.join(", ")}`;
    case "json":
      return "JSON";
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
