/** What a schema found, as faults of the file. */
import type { z } from "zod";
import type { Fault, Place } from "./fault.ts";
import { nameOfKey } from "./plain-key.ts";
import type { ValuePath } from "./source.ts";

type Issue = z.core.$ZodIssue;

/** What a schema reads, and where it stands. */
interface Located {
  readonly value: unknown;
  valueAt(path: ValuePath): Place;
  keyAt(path: ValuePath): Place;
}

/** A part of a file that keeps to its schema, as far as there is one. */
export interface Salvaged<T> {
  readonly value: T | undefined;
  readonly faults: readonly Fault[];
  /** What was left out since it is wrong. */
  readonly dropped: readonly ValuePath[];
}

/**
 * Reads by a schema and, where parts are wrong, reads the rest without them, so that all faults of the file are found at
 * once and not only those of its structure. `whole` stands in for the root's keys that have to be there.
 */
export function readBySchema<Schema extends z.ZodType>(
  schema: Schema,
  source: Located,
  whole: Readonly<Record<string, unknown>>,
): Salvaged<z.output<Schema>> {
  const first = schema.safeParse(source.value);
  if (first.success) return { value: first.data, faults: [], dropped: [] };

  const issues = first.error.issues.flatMap((issue) => leaves(issue));
  const faults = issues.flatMap((issue) => faultsOf(issue, source));
  const dropped: ValuePath[] = [];
  let rest: unknown = structuredClone(source.value);
  let found: readonly Issue[] = issues;
  // Each round leaves something out; what is wrong only without it is no fault of the file.
  for (let round = 0; round < 20 && found.length > 0; round++) {
    const wrong = distinct(found.flatMap(wrongPaths));
    dropped.push(...wrong);
    rest = without(rest, wrong, whole);
    const next = schema.safeParse(rest);
    if (next.success) return { value: next.data, faults, dropped };
    found = next.error.issues.flatMap((issue) => leaves(issue));
  }
  return { value: undefined, faults, dropped };
}

/** The path as its author would say it: `steps.fetch.retry-on[0]`. */
export function describePath(path: ValuePath): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${nameOfKey(String(key))}`))
    .join("")
    .replace(/^\./, "");
}

/** Of the choices of a union, the one that a value of this kind was meant to be. */
function leaves(issue: Issue, above: ValuePath = []): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== "invalid_union") return [{ ...issue, path }];
  const meant = issue.errors.filter((choice) => !choice.some(isOfAnotherKind));
  const [nearest] = meant.toSorted((a, b) => a.length - b.length);
  if (nearest === undefined) return [{ ...issue, path }];
  return nearest.flatMap((inner) => leaves(inner, path));
}

function isOfAnotherKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_union") return issue.errors.every((choice) => choice.some(isOfAnotherKind));
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

function faultsOf(issue: Issue, source: Located): Fault[] {
  if (issue.code !== "unrecognized_keys") {
    const what = issue.path.length === 0 ? "the file" : describePath(issue.path);
    return [{ at: source.valueAt(issue.path), message: `${what} ${issue.message}` }];
  }
  const messages = issue.message.split("\n");
  return issue.keys.map((key, index) => {
    const path = [...issue.path, key];
    return { at: source.keyAt(path), message: `${describePath(path)} ${messages[index]}` };
  });
}

function wrongPaths(issue: Issue): ValuePath[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** The value without these parts: a list goes as a whole, and so does a mapping of which a needed key is missing. */
function without(value: unknown, paths: readonly ValuePath[], whole: Readonly<Record<string, unknown>>): unknown {
  let rest: Record<string, unknown> = isMapping(value) ? value : {};
  for (const path of paths) rest = removed(rest, path) ?? rest;
  return { ...whole, ...rest };
}

function distinct(paths: readonly ValuePath[]): ValuePath[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

/** Undefined where the mapping itself has to go. */
function removed(mapping: Record<string, unknown>, [key, ...below]: ValuePath): Record<string, unknown> | undefined {
  if (typeof key !== "string") return undefined;
  if (!Object.hasOwn(mapping, key)) return below.length > 0 ? mapping : undefined;
  const inner = mapping[key];
  const kept = below.length > 0 && isMapping(inner) ? removed(inner, below) : undefined;
  const { [key]: _, ...others } = mapping;
  return kept === undefined ? others : { ...mapping, [key]: kept };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
