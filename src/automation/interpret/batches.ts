/** What for-each and parallel have in common. */
import { bringBack } from "../../durable/bring-back.ts";
import { internalsOf } from "../../durable/context-of.ts";
import type { Attachment } from "../../journal/event-parts.ts";
import type { Frame } from "./frame.ts";

/** What an item or branch kept that is not run again comes back all the same. */
export async function bringAllBack({ context, around }: Frame, archives: readonly Attachment[]): Promise<void> {
  const { lane, refuse } = internalsOf(context).engine;
  if (refuse) return; // where nothing is run, the workspace stays as it is
  const { files } = lane;
  for (const archive of archives) await bringBack(around.world, archive, { files, workspace: around.workspace });
}

/** What is undefined is left out. */
export function definedOnly<T extends object>(given: T): { [K in keyof T]?: NonNullable<T[K]> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys, without those that are undefined
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
