import type { World } from "../world.ts";
import type { Invocation } from "./invocation.ts";

/** What a command works with. */
export interface Scene {
  readonly world: World;
  readonly invocation: Invocation;
  /** Sets what the process ends with; 0 without it. */
  readonly exitWith: (code: number) => void;
}
