import { join } from "node:path";
import { Locked, withLock } from "../../journal/lock.ts";
import { isDiskError } from "../../store/disk-error.ts";
import type { World } from "../../world.ts";
import type { Entry } from "../incident/entry.ts";
import type { NotReached } from "../../github/not-reached.ts";
import type { Known, Ledger, Read, Written } from "./ledger.ts";
import { deserialise, keysNamed, nameOf, serialise } from "./serialised.ts";

/** An entry has at most 21 incidents, each of a few texts that are bounded. */
const mostBytes = 1024 * 1024;

/** Incidents in a folder of one machine, a file each. Safe between processes. */
export function directoryLedger(
  world: Pick<World, "clock" | "files" | "processes" | "random">,
  folder: string,
): Ledger {
  const { files } = world;
  const pathOf = (key: string) => join(folder, `${nameOf(key)}.json`);

  async function read(key: string): Promise<Read> {
    const path = pathOf(key);
    const bytes = await files.read(path, mostBytes);
    if (bytes === undefined) return { kind: "none" };
    const text = bytes.toString();
    return deserialise(text, key, path, revisionOf(text));
  }

  async function known(keys: readonly string[]): Promise<Known> {
    const names = (await files.list(folder)).map((name) => name.replace(/\.json$/, ""));
    return { kind: "known", keys: keysNamed(names, keys) };
  }

  async function write(entry: Entry, revision: string | undefined): Promise<Written> {
    const path = pathOf(entry.key);
    await files.makeFolder(folder);
    return withLock(world, `${path}.lock`, async () => {
      const present = (await files.read(path, mostBytes))?.toString();
      if ((present === undefined ? undefined : revisionOf(present)) !== revision) return { kind: "conflict" };
      await files.replace(path, serialise(entry));
      return { kind: "written" };
    });
  }

  return {
    read: (key) => unlessDiskFails(() => read(key)),
    known: (keys) => unlessDiskFails(() => known(keys)),
    write: (entry, revision) => unlessDiskFails(() => write(entry, revision)),
  };
}

/** What is there: who saw the same may change it, whatever happened in between. */
function revisionOf(text: string): string {
  return nameOf(text);
}

async function unlessDiskFails<T>(act: () => Promise<T>): Promise<T | NotReached> {
  try {
    return await act();
  } catch (error) {
    if (!isDiskError(error) && !(error instanceof Locked)) throw error;
    return { kind: "unavailable", reason: error.message };
  }
}
