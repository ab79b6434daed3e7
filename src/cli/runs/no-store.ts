import type { Store } from "../../store/store.ts";

/** For what leaves nothing behind. */
export const noStore: Store = {
  load: () => Promise.resolve({ kind: "none" }),
  save: () => Promise.resolve({ kind: "saved", where: "nowhere" }),
};
