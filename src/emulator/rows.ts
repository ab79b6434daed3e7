/** The rows that more than one service of the emulator reads. Times are milliseconds since the epoch. */
import type { Row, State, Table } from "./state.ts";

/** One entry of the cache. It can be read once it is finalized; until then it only keeps its key from others. */
export interface CacheRow extends Row {
  readonly key: string;
  /** Hash of the paths and the compression, made by the client. */
  readonly version: string;
  /** The scope: the full ref that wrote it, such as `refs/heads/main`. */
  readonly ref: string;
  /** Bytes. */
  readonly size: number;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly finalized: boolean;
  /** Name of its content in {@link State.blobs}. */
  readonly blob: string;
}

/** One artifact of a run. It can be read once it is finalized. */
export interface ArtifactRow extends Row {
  readonly name: string;
  /** Bytes of the archive. */
  readonly size: number;
  /** `sha256:` and hex, as the client said it; empty where it said none. */
  readonly digest: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly runId: number;
  /** Attempt of the run, from 1. */
  readonly attempt: number;
  /** Id of the job's backend, the last part of the token's `Actions.Results` scope. */
  readonly workflowJob: string;
  readonly mimeType: string;
  readonly finalized: boolean;
  /** Name of its content in {@link State.blobs}. */
  readonly blob: string;
}

export type RunStatus = "queued" | "in_progress" | "completed";

export type RunConclusion = "success" | "failure" | "cancelled" | "skipped" | "timed_out" | "neutral";

/** A run of a workflow, at its latest attempt. */
export interface RunRow extends Row {
  /** Attempt, from 1. */
  readonly attempt: number;
  /** Number of the run among those of its workflow, from 1. */
  readonly number: number;
  readonly status: RunStatus;
  readonly conclusion: RunConclusion | null;
  /** Name of the branch, without `refs/heads/`. */
  readonly headBranch: string;
  readonly headSha: string;
  readonly event: string;
  /** Path of the workflow's file, such as `.github/workflows/ci.yml`. */
  readonly workflowPath: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const caches = (state: State): Table<CacheRow> => state.table<CacheRow>("caches");

export const artifacts = (state: State): Table<ArtifactRow> => state.table<ArtifactRow>("artifacts");
