import { backoffDelay, unitOf, type Backoff } from "../../policy/backoff.ts";
import type { World } from "../../world.ts";
import { emptyEntry, type Entry } from "../incident/entry.ts";
import type { NotReached } from "../../github/not-reached.ts";
import type { Ledger } from "./ledger.ts";

/** How often to try again and how long to wait before, by why it is tried again. */
const patience: Record<"conflict" | "busy" | "unavailable", { tries: number; backoff: Backoff }> = {
  // Each lost race is another writer's success, so that of many some always get on.
  conflict: { tries: 30, backoff: { initialDelay: 200, factor: 1.5, maxDelay: 5000, jitter: "full" } },
  // Altogether more than a writer's lease: it delivers, or is taken for dead.
  busy: { tries: 60, backoff: { initialDelay: 1000, factor: 1.5, maxDelay: 10_000, jitter: "full" } },
  unavailable: { tries: 4, backoff: { initialDelay: 2000, factor: 2, maxDelay: 15_000, jitter: "full" } },
};

/**
 * Reads the entry of a key, revises it and writes it, as often as others come between. `revise` is given an empty entry
 * where none is kept, may be called many times, and says `busy` where it has to wait for others. Gives the revision whose
 * entry is then kept.
 */
export async function amend<Revision extends { readonly entry: Entry }>(
  world: Pick<World, "clock" | "random">,
  ledger: Ledger,
  key: string,
  revise: (entry: Entry) => Revision | "busy",
): Promise<{ readonly kind: "amended"; readonly revision: Revision } | NotReached> {
  const tries = { conflict: 0, busy: 0, unavailable: 0 };
  for (;;) {
    const result = await amendOnce(ledger, key, revise);
    if (result.kind === "amended" || result.kind === "denied") return result;
    const { tries: most, backoff } = patience[result.kind];
    if (++tries[result.kind] > most) return { kind: "unavailable", reason: result.reason };
    await world.clock.sleep(backoffDelay(backoff, tries[result.kind], unitOf(world.random.bytes(6))));
  }
}

async function amendOnce<Revision extends { readonly entry: Entry }>(
  ledger: Ledger,
  key: string,
  revise: (entry: Entry) => Revision | "busy",
) {
  const read = await ledger.read(key);
  if (read.kind === "denied" || read.kind === "unavailable") return read;
  const before = read.kind === "found" ? read.entry : emptyEntry(key);
  const revision = revise(before);
  if (revision === "busy")
    return { kind: "busy", reason: "another job is telling of it and does not come to an end" } as const;
  if (revision.entry === before) return { kind: "amended", revision } as const;
  const written = await ledger.write(revision.entry, read.kind === "found" ? read.revision : undefined);
  switch (written.kind) {
    case "written":
      return { kind: "amended", revision } as const;
    case "conflict":
      return { kind: "conflict", reason: "too many others are writing it" } as const;
    default:
      return written;
  }
}
