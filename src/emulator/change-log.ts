/** The file behind a folder's state: one JSON line a change, folded into the least that says the same when opened. */
import type { Files } from "../world.ts";
import type { Row } from "./state.ts";

export type Change =
  | { readonly kind: "put"; readonly table: string; readonly row: Row }
  | { readonly kind: "delete"; readonly table: string; readonly id: number }
  | { readonly kind: "next"; readonly sequence: string; readonly value: number };

export interface ChangeLog {
  /** Takes a change to be written; changes that come meanwhile are written together. */
  record(change: Change): void;
  /** Resolves when all that was recorded is on the disk; rejects for good once a write has failed. */
  saved(): Promise<void>;
}

/** Opens the log at `path` and gives what it holds. A last line torn by a crash was never answered for: it is dropped. */
export async function changeLog(files: Files, path: string): Promise<{ changes: readonly Change[]; log: ChangeLog }> {
  const changes = compact(parse((await files.read(path))?.toString("utf8") ?? "", path));
  await files.replace(path, changes.map(lineOf).join(""));
  return { changes, log: appender(files, path) };
}

function appender(files: Files, path: string): ChangeLog {
  let waiting = "";
  let writing = Promise.resolve();
  const write = async () => {
    if (waiting === "") return;
    const text = waiting;
    waiting = "";
    await files.append(path, text);
  };
  return {
    record(change) {
      waiting += lineOf(change);
    },
    saved() {
      writing = writing.then(write);
      return writing;
    },
  };
}

function lineOf(change: Change): string {
  return `${JSON.stringify(change)}\n`;
}

/** The changes of whole lines; throws naming the line that is none. */
function parse(text: string, path: string): Change[] {
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  return lines.slice(0, -1).map((line, index): Change => {
    try {
      return JSON.parse(line);
    } catch (cause) {
      throw new Error(`${path} is no state of an emulator: line ${index + 1} is not JSON`, { cause });
    }
  });
}

/** The last word on each row and each sequence, in the order in which they were first named. */
function compact(changes: readonly Change[]): Change[] {
  const last = new Map<string, Change>();
  for (const change of changes) {
    if (change.kind === "delete") last.delete(`row ${change.id} of ${change.table}`);
    else if (change.kind === "put") last.set(`row ${change.row.id} of ${change.table}`, change);
    else last.set(`sequence ${change.sequence}`, change);
  }
  return [...last.values()];
}
