/**
 * What the stores ask of the services that carry checkpoints. The github floor answers with the official clients;
 * a test answers with what it likes.
 */

/** Immutable entries by key, shared by the jobs of a repository; any entry may be evicted at any time. */
export interface CacheService {
  /** Brings the newest entry whose key starts with `prefix` into the folder `into`, which must be empty. */
  restore(prefix: string, into: string): Promise<CacheRestored>;
  /** Stores the content of the folder `from` under a key nobody has used yet. */
  save(key: string, from: string): Promise<CacheSaved>;
}

export type CacheRestored =
  | { readonly kind: "found"; readonly key: string }
  | { readonly kind: "none" }
  /** This job may not read the cache (`cache-mode`). */
  | { readonly kind: "denied"; readonly reason: string }
  /** The service did not say whether there is an entry: never to be taken for "none". */
  | { readonly kind: "unavailable"; readonly reason: string };

export type CacheSaved =
  | { readonly kind: "saved" }
  /** Lost a race, or the answer got lost: whether our entry or another's stands under the key must be looked up. */
  | { readonly kind: "unknown"; readonly reason: string }
  /** This job may not write (read-only token, `cache-mode`): trying again cannot help. */
  | { readonly kind: "denied"; readonly reason: string };

export interface ArtifactEntry {
  readonly id: number;
  readonly name: string;
  /** Bytes of the archive. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The workflow run that holds it. */
  readonly runId: number;
}

/** Named archives of one workflow run, readable by later runs. A name can be used once a run. */
export interface ArtifactService {
  /** The artifacts of this workflow run whose names start with `prefix`. */
  listOfThisRun(prefix: string): Promise<ArtifactsListed>;
  /** The artifacts of any run of the repository with exactly this name, newest first, at most 100. */
  listOfAllRuns(name: string): Promise<ArtifactsListed>;
  /** Brings an artifact's content into the folder `into`; a digest that does not match is unavailable. */
  download(entry: ArtifactEntry, into: string): Promise<ArtifactDownloaded>;
  /** Stores the content of the folder `from` under a name this run has not used yet. */
  upload(name: string, from: string): Promise<ArtifactUploaded>;
}

export type ArtifactsListed =
  | { readonly kind: "listed"; readonly entries: readonly ArtifactEntry[] }
  /** This job has no permission to look, which no waiting changes; the reason names the permission to grant. */
  | { readonly kind: "denied"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string };

export type ArtifactDownloaded =
  | { readonly kind: "downloaded" }
  /** Deleted or expired since it was listed. */
  | { readonly kind: "none" }
  | { readonly kind: "unavailable"; readonly reason: string };

export type ArtifactUploaded =
  | { readonly kind: "uploaded"; readonly id: number }
  /** The name is taken in this run. */
  | { readonly kind: "taken" }
  | { readonly kind: "unavailable"; readonly reason: string };
