import { unitOf } from "../policy/backoff.ts";
import type { World } from "../world.ts";

/** Milliseconds for each of the peers, and for all of them at most. */
const holdBack = { each: 100, most: 30_000 };

/**
 * Holds one of many peers back for a while. A few come first, and the others then find that it is told: they neither write
 * nor get into each other's way. The root of an even draw is what makes the first ones few.
 */
export async function letPeersPass({ clock, random }: Pick<World, "clock" | "random">, peers: number): Promise<void> {
  const longest = Math.min(peers * holdBack.each, holdBack.most);
  await clock.sleep(Math.round(Math.sqrt(unitOf(random.bytes(6))) * longest));
}
