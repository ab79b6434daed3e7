import type { Ledger, NotReached } from "./ledger.ts";

/**
 * The first of two ledgers while this job may use it, from then on the second. `onDenied` is told why it is not the first.
 */
export function firstAllowed([first, second]: readonly [Ledger, Ledger], onDenied: (reason: string) => void): Ledger {
  let isDenied = false;

  function leave({ reason }: NotReached): void {
    if (!isDenied) onDenied(reason);
    isDenied = true;
  }

  return {
    async read(key) {
      if (isDenied) return second.read(key);
      const read = await first.read(key);
      if (read.kind !== "denied") return read;
      leave(read);
      return second.read(key);
    },
    async write(entry, revision) {
      if (isDenied) return second.write(entry, revision);
      const written = await first.write(entry, revision);
      if (written.kind !== "denied") return written;
      leave(written);
      // What was read is the first's: the second is to be read.
      return { kind: "conflict" };
    },
  };
}
