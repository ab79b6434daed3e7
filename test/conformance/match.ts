/**
 * The patterns of the cases: `*` matches anything that is there, `${NAME}` binds and must match again, `${/regex/}`
 * matches text, a mapping the mappings that have what it lists (so that `{}` matches any), and all else itself.
 */
import { isDeepStrictEqual } from "node:util";

export type Bindings = ReadonlyMap<string, unknown>;

/** The bindings with what this match adds, or undefined where it does not match. */
export function match(pattern: unknown, value: unknown, bindings: Bindings): Bindings | undefined {
  if (typeof pattern === "string") return matchText(pattern, value, bindings);
  if (typeof pattern !== "object" || pattern === null)
    return (value ?? null) === (pattern ?? null) ? bindings : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(pattern) !== Array.isArray(value)) return undefined;
  if (Array.isArray(pattern) && Array.isArray(value) && pattern.length !== value.length) return undefined;
  const members = new Map<string, unknown>(Object.entries(value));
  let known: Bindings | undefined = bindings;
  for (const [key, expected] of Object.entries(pattern)) known &&= match(expected, members.get(key), known);
  return known;
}

function matchText(pattern: string, value: unknown, bindings: Bindings): Bindings | undefined {
  if (value === undefined) return undefined;
  if (pattern === "*") return bindings;
  const [, regex] = /^\$\{\/(.*)\/\}$/s.exec(pattern) ?? [];
  if (regex !== undefined) return new RegExp(regex).test(inWords(value)) ? bindings : undefined;
  const [, name] = /^\$\{(\w+)\}$/.exec(pattern) ?? [];
  if (name === undefined) return isSameText(withBound(pattern, bindings), value) ? bindings : undefined;
  if (bindings.has(name)) return isDeepStrictEqual(bindings.get(name), value) ? bindings : undefined;
  return new Map([...bindings, [name, value]]);
}

/** A name may also stand within text, after it was bound. */
function withBound(pattern: string, bindings: Bindings): string {
  return pattern.replace(/\$\{(\w+)\}/g, (all, name: string) =>
    bindings.has(name) ? inWords(bindings.get(name)) : all,
  );
}

/** Payloads are JSON as text, and each implementation has its own taste in white space. */
function isSameText(expected: string, value: unknown): boolean {
  if (expected === value) return true;
  if (typeof value !== "string") return false;
  const [one, other] = [json(expected), json(value)];
  return one !== undefined && isDeepStrictEqual(one, other);
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type Matched =
  | { readonly kind: "matched" }
  /** `unmatched`: the first pattern for which no way through the events has one. */
  | { readonly kind: "unmatched"; readonly unmatched: unknown };

/** Whether the patterns match some of the values in order; values that no pattern names are passed over. */
export function matchInOrder(patterns: readonly unknown[], values: readonly unknown[]): Matched {
  let furthest = 0;

  function from(pattern: number, start: number, bindings: Bindings): boolean {
    furthest = Math.max(furthest, pattern);
    if (pattern === patterns.length) return true;
    return values.some((value, index) => {
      const known = index < start ? undefined : match(patterns[pattern], value, bindings);
      return known !== undefined && from(pattern + 1, index + 1, known);
    });
  }

  return from(0, 0, new Map()) ? { kind: "matched" } : { kind: "unmatched", unmatched: patterns[furthest] };
}
