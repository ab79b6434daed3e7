/** What items are told apart by. */
import { UserError } from "../../../policy/user-error.ts";
import type { Batch } from "./batch.ts";
import { tooMany } from "./room.ts";

/** How many there are. Throws a {@link UserError} before the first is started where they cannot all be told apart. */
export function requireList<I>(items: readonly I[], keyOf: Batch<I, unknown>["keyOf"], room: number): number {
  if (items.length > room) throw tooMany(items.length, room);
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const key = textOfKey(keyOf(item, index), index);
    const other = seen.get(key);
    if (other !== undefined) {
      const shown = key.length > 80 ? `${key.slice(0, 80)}…` : key;
      throw new UserError(
        `items ${other} and ${index} have the same key ${JSON.stringify(shown)}: give each a key of its own`,
      );
    }
    seen.set(key, index);
  }
  return items.length;
}

/** A key as it stands in a path. Throws a {@link UserError} on one that is none. */
export function textOfKey(key: unknown, index: number): string {
  if (typeof key === "string" && key !== "") return key;
  if (Number.isFinite(key)) return String(key);
  const given = typeof key === "number" ? String(key) : JSON.stringify(key);
  throw new UserError(`the key of item ${index} is ${given}: give a number, or a text that is not empty`);
}
