/**
 * What the emulator remembers: rows in tables, the content of blobs, and sequences. In memory, or in a folder
 * that outlives it.
 */
import type { Files } from "../world.ts";
import { folderBlobs, memoryBlobs } from "./blobs.ts";
import type { Blobs } from "./blobs.ts";
import { changeLog } from "./change-log.ts";
import type { Change } from "./change-log.ts";

export interface Row {
  readonly id: number;
}

/** Rows are plain JSON values and are never changed in place: use {@link Table.update}. */
export interface Table<R extends Row> {
  /** Adds a row under the id given, or the next free one. Throws where the id is taken. */
  insert(row: Omit<R, "id"> & { readonly id?: number }): R;
  get(id: number): R | undefined;
  /** Every row, oldest first. */
  all(): readonly R[];
  /** Throws where there is no such row. */
  update(id: number, change: Partial<Omit<R, "id">>): R;
  /** False where there was no such row. */
  delete(id: number): boolean;
}

export interface State {
  /** The rows kept under a name; made when first asked for. */
  table<R extends Row>(name: string): Table<R>;
  readonly blobs: Blobs;
  /** The next number of a sequence, from 1 (issue numbers, run numbers). */
  next(sequence: string): number;
  /** Resolves when every change made so far is on the disk; rejects where one could not be written. */
  saved(): Promise<void>;
}

/** State that ends with the process. */
export function memoryState(): State {
  return stateOf([], memoryBlobs(), { record: () => {}, saved: async () => {} });
}

/** State kept in a folder: an emulator started on it again knows all that an earlier one answered for. */
export async function folderState(files: Files, folder: string): Promise<State> {
  await files.makeFolder(folder);
  const { changes, log } = await changeLog(files, `${folder}/changes.jsonl`);
  return stateOf(changes, await folderBlobs(files, `${folder}/blobs`), log);
}

interface Log {
  record(change: Change): void;
  saved(): Promise<void>;
}

function stateOf(changes: readonly Change[], blobs: Blobs, log: Log): State {
  const tables = new Map<string, Map<number, Row>>();
  const sequences = new Map<string, number>();
  for (const change of changes) apply(change);
  return {
    table: <R extends Row>(name: string) => tableOf<R>(name),
    blobs,
    next,
    saved: () => log.saved(),
  };

  function apply(change: Change): void {
    if (change.kind === "put") rowsOf(change.table).set(change.row.id, change.row);
    else if (change.kind === "delete") rowsOf(change.table).delete(change.id);
    else sequences.set(change.sequence, change.value);
  }

  function commit(change: Change): void {
    apply(change);
    log.record(change);
  }

  function rowsOf(name: string): Map<number, Row> {
    let rows = tables.get(name);
    if (rows === undefined) tables.set(name, (rows = new Map()));
    return rows;
  }

  function next(sequence: string): number {
    const value = (sequences.get(sequence) ?? 0) + 1;
    commit({ kind: "next", sequence, value });
    return value;
  }

  function tableOf<R extends Row>(name: string): Table<R> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- who names a table vouches for what is in it
    const rows = rowsOf(name) as Map<number, R>;
    const put = (row: R) => {
      commit({ kind: "put", table: name, row });
      return row;
    };
    const freeId = () => {
      for (;;) {
        const id = next(`${name}.id`);
        if (!rows.has(id)) return id;
      }
    };
    return {
      insert(row) {
        const id = row.id ?? freeId();
        if (rows.has(id)) throw new Error(`${name} already has a row ${id}`);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- R is what it leaves out and an id
        return put({ ...row, id } as R);
      },
      get: (id) => rows.get(id),
      all: () => [...rows.values()],
      update(id, change) {
        const row = rows.get(id);
        if (row === undefined) throw new Error(`${name} has no row ${id}`);
        return put({ ...row, ...change });
      },
      delete(id) {
        if (!rows.has(id)) return false;
        commit({ kind: "delete", table: name, id });
        return true;
      },
    };
  }
}
