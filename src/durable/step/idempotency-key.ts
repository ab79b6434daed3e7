import { hash } from "node:crypto";
import type { Lane } from "../lane/lane.ts";

/** Grows only when a recorded step is done anew, so that all attempts at one effect share it. */
export function idempotencyKeyOf({ identity }: Lane, step: string, timesDone: number): string {
  const { repository, key, lane } = identity;
  return hash("sha256", JSON.stringify([repository, key, lane, step, timesDone]), "hex").slice(0, 32);
}
