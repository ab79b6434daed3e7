import type { ArtifactDownloaded, ArtifactEntry } from "../store/services.ts";

/** An entry as it is listed here: with what its archive must hash to (`sha256:…`), where the service knows it. */
export interface ListedArtifact extends ArtifactEntry {
  readonly digest?: string | undefined;
}

/** Where an artifact's archive was brought to, still packed. */
export type ArchiveFetched =
  | { readonly kind: "fetched"; readonly path: string }
  | Exclude<ArtifactDownloaded, { kind: "downloaded" }>;
