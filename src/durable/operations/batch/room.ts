/** How many items a journal has room for. */
import { limits } from "../../../journal/limits.ts";
import { UserError } from "../../../policy/user-error.ts";

/** What an item takes of its journal at the least: one small step, which starts and ends, and the item's own end. */
const itemCost = { events: 3, bytes: 1024 } as const;

/** So many items a run has room for that does little else, in round figures. */
export const mostItems = Math.floor(roomFor({ length: 0, bytes: 0 }) / 10_000) * 10_000;

/** How many more items a journal has room for that goes so far. */
export function roomFor({ length, bytes }: { readonly length: number; readonly bytes: number }): number {
  const left = { events: limits.events - length, bytes: limits.journal - bytes };
  return Math.max(0, Math.floor(Math.min(left.events / itemCost.events, left.bytes / itemCost.bytes)));
}

/** Says how to go about it; without a count, nobody knows how many more there are. */
export function tooMany(count: number | undefined, room: number): UserError {
  const runs = count !== undefined && count > mostItems ? `${Math.ceil(count / mostItems)} runs` : "runs";
  return new UserError(
    `a list of ${count ?? `more than ${room}`} items is more than the journal of this run has room for: the most is ` +
      `${room}, at ${itemCost.events} events and ${itemCost.bytes} bytes an item. Split the list into ${runs} of their own, each of ` +
      `at most ${mostItems} items`,
  );
}
