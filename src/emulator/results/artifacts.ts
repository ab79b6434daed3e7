/** Artifacts of runs: immutable, unique by name in an attempt of a run, seen by that attempt and the later ones. */
import type { Caller } from "../runtime-token.ts";
import { artifacts } from "../rows.ts";
import type { ArtifactRow } from "../rows.ts";
import type { Services } from "../services.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days an artifact is kept where its author says nothing. */
export const RETENTION_DAYS = 90;

export interface Attempt {
  readonly runId: number;
  readonly attempt: number;
}

export interface NewArtifact {
  readonly name: string;
  readonly mimeType: string;
  /** Milliseconds since the epoch; never later than {@link RETENTION_DAYS} from now. */
  readonly expiresAt?: number | undefined;
}

/** Makes an artifact to upload to; undefined where the attempt has one of that name, finalized or not. */
export function createArtifact(
  { state, clock }: Services,
  caller: Caller,
  { name, mimeType, expiresAt }: NewArtifact,
): ArtifactRow | undefined {
  const { runId, attempt, job } = caller;
  const now = clock.now();
  const taken = artifacts(state)
    .all()
    .some((row) => row.name === name && row.runId === runId && row.attempt === attempt);
  if (taken) return undefined;
  const latest = now + RETENTION_DAYS * DAY_MS;
  return artifacts(state).insert({
    name,
    size: 0,
    digest: "",
    createdAt: now,
    expiresAt: Math.min(expiresAt ?? latest, latest),
    runId,
    attempt,
    workflowJob: job,
    mimeType,
    finalized: false,
    blob: `artifact-${state.next("artifact blobs")}`,
  });
}

/** The artifacts the caller's attempt sees: finalized, not expired, of its attempt or an earlier one. */
export function visibleArtifacts({ state, clock }: Services, caller: Attempt): ArtifactRow[] {
  const now = clock.now();
  return artifacts(state)
    .all()
    .filter(
      (row) => row.finalized && row.expiresAt > now && row.runId === caller.runId && row.attempt <= caller.attempt,
    );
}

/** An artifact and its content are gone; its name is free again. */
export async function removeArtifact({ state }: Pick<Services, "state">, row: ArtifactRow): Promise<void> {
  artifacts(state).delete(row.id);
  for (const part of await state.blobs.list(`${row.blob}.`)) await state.blobs.delete(part);
  await state.blobs.delete(row.blob);
}

/** Where an artifact's content is read from, named as GitHub names it: an archive after the artifact. */
export function artifactUrl({ urls }: Pick<Services, "urls">, origin: string, row: ArtifactRow): string {
  const fileName = row.mimeType === "application/zip" ? `${row.name}.zip` : row.name;
  return urls.sign(origin, row.blob, { access: "read", contentType: row.mimeType, fileName });
}
