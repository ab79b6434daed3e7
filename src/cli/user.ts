import type { World } from "../world.ts";

/** What the user calls themselves on this machine: shown to people, and no proof. */
export function userOf({ environment }: Pick<World, "environment">): string {
  return environment["USER"] ?? environment["USERNAME"] ?? environment["LOGNAME"] ?? "somebody";
}
