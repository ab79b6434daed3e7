import { createHash } from "node:crypto";
import { unitOf } from "../policy/backoff.ts";

/** On, off, or on for a share of run keys, in percent. */
export type Flag = boolean | { readonly percentage: number };

/** Whether a flag is on for a run: always the same for the same flag and run key, and a larger share keeps those it had. */
export function isOn(flag: Flag, name: string, runKey: string): boolean {
  if (typeof flag === "boolean") return flag;
  const digest = createHash("sha256")
    .update(JSON.stringify([name, runKey]))
    .digest();
  return unitOf(digest) * 100 < flag.percentage;
}

/** The context `flags` of a run. */
export function flagsOf(flags: ReadonlyMap<string, Flag>, runKey: string): ReadonlyMap<string, boolean> {
  return new Map([...flags].map(([name, flag]) => [name, isOn(flag, name, runKey)]));
}
