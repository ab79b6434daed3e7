/** Where incidents are kept: one entry a key, changed only by who has seen it as it is. */
import type { NotReached } from "../../github/not-reached.ts";
import type { Entry } from "../incident/entry.ts";

export interface Ledger {
  read(key: string): Promise<Read>;
  /** Those of these keys of which something is kept, in few requests however many they are. */
  known(keys: readonly string[]): Promise<Known>;
  /** Makes the entry what is kept of its key, where that is still at `revision`; undefined: nothing is kept yet. */
  write(entry: Entry, revision: string | undefined): Promise<Written>;
}

export type Read =
  | { readonly kind: "found"; readonly entry: Entry; readonly revision: string }
  | { readonly kind: "none" }
  | NotReached;

export type Known = { readonly kind: "known"; readonly keys: ReadonlySet<string> } | NotReached;

export type Written =
  | { readonly kind: "written" }
  /** Another writer was first: nothing was written. */
  | { readonly kind: "conflict" }
  | NotReached;
