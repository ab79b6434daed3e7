/** What goes along while a definition is read: the source, what was found wrong, and which expressions look at what. */
import { UserError } from "../policy/user-error.ts";
import type { Configuration } from "./configuration.ts";
import type { Expression, Template } from "./expression.ts";
import type { Fault } from "./fault.ts";
import { type ContextName, parseExpression } from "./parse-expression.ts";
import type { Source, ValuePath } from "./source.ts";
import { nameOfKey } from "./plain-key.ts";
import { parseCondition, splitTemplate } from "./template.ts";
import { describePath } from "./schema-faults.ts";

/** Where an expression stands, and what it may look at from there. */
export interface Vantage {
  readonly contexts: readonly ContextName[];
  /** The step it belongs to; without one it is looked at before the first step, or after the last. */
  readonly step?: string;
  /** Whether it may look at its own step. */
  readonly own?: boolean;
}

/** An expression that was read, to be checked against the names of the whole file. */
export interface Use {
  readonly expression: Expression;
  readonly vantage: Vantage;
}

export interface Reading {
  readonly source: Source;
  readonly configuration: Configuration | undefined;
  readonly faults: Fault[];
  readonly warnings: Fault[];
  readonly uses: Use[];
}

/** Undefined, and a fault noted, where it does not parse. */
export function readTemplate(reading: Reading, path: ValuePath, text: string, vantage: Vantage): Template | undefined {
  const { source, uses } = reading;
  const written = noted(reading, path, () => splitTemplate(text)) ?? [];
  const parts = written.flatMap((part): (string | Expression)[] => {
    if (part.kind === "text") return [part.text];
    const at = source.characterAt(path, part.start);
    const expression = noted(reading, path, () => parseExpression(part.source, at), at);
    return expression === undefined ? [] : [expression];
  });
  for (const part of parts) if (typeof part !== "string") uses.push({ expression: part, vantage });
  return parts.length < written.length || written.length === 0 ? undefined : { text, at: source.valueAt(path), parts };
}

/** Undefined, and a fault noted, where it does not parse. */
export function readCondition(
  reading: Reading,
  path: ValuePath,
  text: string,
  vantage: Vantage,
): Expression | undefined {
  const expression = noted(reading, path, () =>
    parseCondition(text, (index) => reading.source.characterAt(path, index)),
  );
  if (expression !== undefined) reading.uses.push({ expression, vantage });
  return expression;
}

/** Those of the values that parse, by name. */
export function readTemplates(
  reading: Reading,
  path: ValuePath,
  texts: Readonly<Record<string, string | number | boolean>> | undefined,
  vantage: Vantage,
): ReadonlyMap<string, Template> {
  const templates = Object.entries(texts ?? {}).map(
    ([key, text]) => [nameOfKey(key), readTemplate(reading, [...path, key], String(text), vantage)] as const,
  );
  return new Map(templates.filter((entry): entry is readonly [string, Template] => entry[1] !== undefined));
}

/** What `read` gives; undefined, and a fault noted, where it throws a {@link UserError}. */
export function noted<T>(
  reading: Reading,
  path: ValuePath,
  read: () => T,
  at = reading.source.valueAt(path),
): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    reading.faults.push({ at, message: `${describePath(path)}: ${error.message}` });
    return undefined;
  }
}

/** Notes a fault of a key's value. */
export function noteAtValue({ source, faults }: Reading, path: ValuePath, message: string): void {
  faults.push({ at: source.valueAt(path), message: `${describePath(path)}: ${message}` });
}

/** Notes a fault of the key itself, or of a mapping as a whole. */
export function noteAtKey({ source, faults }: Reading, path: ValuePath, message: string): void {
  faults.push({ at: source.keyAt(path), message: `${describePath(path)}: ${message}` });
}
