/** Whether items can be run at all, before the first one is. */
import { hash } from "node:crypto";
import { mostItems } from "../../durable/operations/batch/room.ts";
import { requireJson } from "../../durable/engine/plain-json.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { UserError } from "../../policy/user-error.ts";

/** Bytes of an item that may become a dead letter. */
const largestItem = 8 * 1024 * 1024;
/** Longer keys are remembered by their hash. */
const longestRemembered = 64;

/**
 * Throws a {@link UserError} where there are too many items, where two have the same key or one has none, and where a
 * secret would be recorded: keys are, and items where they become dead letters.
 */
export async function requireKeys(
  items: readonly unknown[] | AsyncIterable<unknown>,
  keyOf: (item: unknown) => string,
  options: KeyOptions,
): Promise<void> {
  const take = keyTaker(keyOf, options);
  // A list of many has no need to wait for each.
  if (Array.isArray(items)) for (const item of items) take(item);
  else for await (const item of items) take(item);
}

interface KeyOptions {
  readonly guard: SecretGuard;
  /** Whether items may become dead letters. */
  readonly recordsItems: boolean;
}

function keyTaker(keyOf: (item: unknown) => string, { guard, recordsItems }: KeyOptions): (item: unknown) => void {
  const places = new Map<string, number>();
  return (item) => {
    const index = places.size;
    if (index >= mostItems) {
      throw new UserError(`for-each: there are more than ${mostItems} items: split them into runs of their own`);
    }
    const key = keyOf(item);
    const shown = (): string => guard.redact(JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key));
    if (key === "") throw new UserError(`for-each: the key of item ${index} is empty`);
    if (guard.holds(key)) throw new UserError(`for-each: the key ${shown()} of item ${index} holds a secret`);
    if (recordsItems) requireJson(item, largestItem);
    if (recordsItems && !guard.isEmpty && guard.holds(JSON.stringify(item))) {
      throw new UserError(`for-each: item ${index}, ${shown()}, holds a secret, and dead letters are recorded`);
    }
    const remembered = key.length > longestRemembered ? hash("sha256", key, "base64") : key;
    const other = places.get(remembered);
    if (other !== undefined) {
      throw new UserError(
        `for-each: items ${other} and ${index} have the same key ${shown()}: give each a key of its own`,
      );
    }
    places.set(remembered, index);
  };
}
