import type { NotReached } from "../../github/not-reached.ts";
import type { Ledger } from "./ledger.ts";

/**
 * Two ledgers as one: an entry stays in the one that has it, and a new one goes to the first where this job may write it.
 * Who loses the right to write the first leaves what stands there, and begins anew in the second. `onDenied` is told why.
 */
export function firstAllowed([first, second]: readonly [Ledger, Ledger], onDenied: (reason: string) => void): Ledger {
  /** The one that an entry was read from, or would go to. */
  const places = new Map<string, Ledger>();
  let isDenied = false;

  function leave({ reason }: NotReached): void {
    if (!isDenied) onDenied(reason);
    isDenied = true;
  }

  return {
    async read(key) {
      const own = isDenied ? undefined : await first.read(key);
      if (own?.kind === "denied") leave(own);
      if (own?.kind === "found" || own?.kind === "unavailable") {
        places.set(key, first);
        return own;
      }
      const other = await second.read(key);
      const isNew = own?.kind === "none" && (other.kind === "none" || other.kind === "denied");
      places.set(key, isNew ? first : second);
      return isNew ? own : other;
    },
    async known(keys) {
      const own = isDenied ? undefined : await first.known(keys);
      if (own?.kind === "denied") leave(own);
      if (own?.kind === "unavailable") return own;
      const other = await second.known(keys);
      if (own?.kind !== "known" || other.kind === "unavailable") return other;
      return { kind: "known", keys: new Set([...own.keys, ...(other.kind === "known" ? other.keys : [])]) };
    },
    async write(entry, revision) {
      const place = places.get(entry.key) ?? first;
      const written = await place.write(entry, revision);
      if (place === second || written.kind !== "denied") return written;
      leave(written);
      // What was read is the first's: the second is to be read.
      return { kind: "conflict" };
    },
  };
}
