import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { entrySchema, type Entry } from "../incident/entry.ts";
import type { NotReached } from "../../github/not-reached.ts";
import type { Read } from "./ledger.ts";

/** What an entry goes by where a key may not stand: 32 hex digits of its SHA-256. */
export function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}

/** Those of these keys that go by one of these names. */
export function keysNamed(names: Iterable<string>, keys: readonly string[]): ReadonlySet<string> {
  const found = new Set(names);
  return new Set(keys.filter((key) => found.has(nameOf(key))));
}

/** An entry as text, over several lines for who looks at it unless there is no `indent`. Throws where it could not be read back. */
export function serialise(entry: Entry, indent = 2): string {
  z.parse(entrySchema, entry);
  return `${JSON.stringify(entry, undefined, indent)}\n`;
}

/** Reads an entry back. What is not sound is said so and stays as it is, for a person to look at and remove. */
export function deserialise(text: string, key: string, where: string, revision: string): Read {
  const refused = (why: string): NotReached => ({
    kind: "denied",
    reason: `${where} ${why}; look at it, and delete it to begin anew`,
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("is not JSON");
  }
  const parsed = z.safeParse(entrySchema, value);
  if (!parsed.success) return refused("holds no incidents as this version of Holdfast writes them");
  if (parsed.data.key !== key) return refused("holds the incidents of another key");
  return { kind: "found", entry: parsed.data, revision };
}
