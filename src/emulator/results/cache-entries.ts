/**
 * The cache's entries, whatever protocol asks for them. An entry is unique by key, version and scope, never changes
 * once finalized, and keeps its key from others from its reservation on.
 */
import type { Caller } from "../runtime-token.ts";
import { caches } from "../rows.ts";
import type { CacheRow } from "../rows.ts";
import type { Services } from "../services.ts";
import { evictOldest, removeExpired } from "./cache-eviction.ts";

/** The prefixes by which the clients know a denial from any other failure. */
const WRITE_DENIED = "cache write denied: the token has no scope it may write";
const READ_DENIED = "cache read denied: the token has no scope it may read";

export interface Denied {
  readonly kind: "denied";
  readonly message: string;
}

export type Reserved = { readonly kind: "reserved"; readonly entry: CacheRow } | Taken | Denied;

export interface Taken {
  readonly kind: "taken";
  readonly entry: CacheRow;
}

export type Finalized =
  | { readonly kind: "finalized"; readonly entry: CacheRow }
  | { readonly kind: "missing" }
  /** What was uploaded is not what the client says it uploaded. */
  | { readonly kind: "wrong-size"; readonly uploaded: number }
  | Taken
  | Denied;

export type Found = { readonly kind: "found"; readonly entry: CacheRow } | { readonly kind: "missing" } | Denied;

/** Claims a key for the caller's own scope. */
export async function reserve(services: Services, caller: Caller, key: string, version: string): Promise<Reserved> {
  const ref = writableRef(caller);
  if (ref === undefined) return { kind: "denied", message: WRITE_DENIED };
  await removeExpired(services);
  const { state, clock } = services;
  const entry = reservation(services, ref, key, version);
  if (entry !== undefined) return { kind: "taken", entry };
  const now = clock.now();
  const blob = `cache-${state.next("cache blobs")}`;
  const row = { key, version, ref, size: 0, createdAt: now, lastUsedAt: now, finalized: false, blob };
  return { kind: "reserved", entry: caches(state).insert(row) };
}

/** Makes what was uploaded the content of the entry the caller reserved. */
export async function finalize(
  services: Services,
  caller: Caller,
  key: string,
  version: string,
  size: number,
): Promise<Finalized> {
  const ref = writableRef(caller);
  if (ref === undefined) return { kind: "denied", message: WRITE_DENIED };
  const reserved = reservation(services, ref, key, version);
  if (reserved === undefined) return { kind: "missing" };
  return finalizeReserved(services, reserved, size);
}

/** The same, for an entry already known by its id. */
export async function finalizeReserved(services: Services, reserved: CacheRow, size: number): Promise<Finalized> {
  const { state, clock } = services;
  const uploaded = (await state.blobs.size(reserved.blob)) ?? 0;
  // Read after the wait: another call may have finalized it meanwhile.
  const entry = caches(state).get(reserved.id);
  if (entry === undefined) return { kind: "missing" };
  if (entry.finalized) return { kind: "taken", entry };
  if (uploaded !== size) return { kind: "wrong-size", uploaded };
  const finalized = caches(state).update(entry.id, { finalized: true, size, lastUsedAt: clock.now() });
  await evictOldest(services, finalized);
  return { kind: "finalized", entry: finalized };
}

/**
 * The entry that fits best: scope by scope, and in each key by key, first the key itself, then the newest entry whose
 * key begins with it.
 */
export async function find(
  services: Services,
  caller: Caller,
  keys: readonly string[],
  version: string,
): Promise<Found> {
  const scopes = caller.scopes.filter((scope) => scope.read);
  if (scopes.length === 0) return { kind: "denied", message: READ_DENIED };
  await removeExpired(services);
  const { state, clock } = services;
  for (const { scope } of scopes) {
    const entries = caches(state)
      .all()
      .filter((row) => row.finalized && row.ref === scope && row.version === version)
      .toReversed();
    for (const key of keys) {
      const entry = entries.find((row) => row.key === key) ?? entries.find((row) => row.key.startsWith(key));
      if (entry !== undefined) {
        return { kind: "found", entry: caches(state).update(entry.id, { lastUsedAt: clock.now() }) };
      }
    }
  }
  return { kind: "missing" };
}

/** The ref a caller writes to; undefined where it may write to none. */
export function writableRef(caller: Caller): string | undefined {
  return caller.scopes.find((scope) => scope.write)?.scope;
}

function reservation({ state }: Services, ref: string, key: string, version: string): CacheRow | undefined {
  return caches(state)
    .all()
    .find((row) => row.ref === ref && row.key === key && row.version === version);
}
