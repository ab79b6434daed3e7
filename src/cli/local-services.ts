/** The emulator over state that one process at a time may have. */
import { join } from "node:path";
import { recordRepository } from "../emulator/rest/index.ts";
import { startEmulator, type Emulator } from "../emulator/server.ts";
import { folderState, memoryState } from "../emulator/state.ts";
import type { Repository } from "../emulator/rest/repositories.ts";
import { Locked, withLock } from "../journal/lock.ts";
import { UserError } from "../policy/user-error.ts";
import { stateFolder } from "../store/state-folder.ts";
import type { World } from "../world.ts";
import type { LocalRepository } from "./repository.ts";

export interface ServicesOptions {
  /** Folder of the state; undefined keeps it in memory. */
  readonly folder: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

export interface LocalServices {
  readonly emulator: Emulator;
  readonly repository: Repository;
}

/** Each repository has its own: the emulator serves the caches and artifacts of one. */
export function servicesFolder({ environment, processes }: World, { owner, name }: LocalRepository): string {
  return join(stateFolder(environment, processes.platform), "emulator", owner.toLowerCase(), name.toLowerCase());
}

/**
 * Runs `act` while the emulator listens. Throws a {@link UserError} where another process has the state or the port.
 */
export async function withServices<T>(
  world: World,
  local: LocalRepository,
  { folder, host, port }: ServicesOptions,
  act: (services: LocalServices) => Promise<T>,
): Promise<T> {
  if (folder === undefined) return serve();
  await world.files.makeFolder(folder);
  try {
    return await withLock(world, join(folder, "lock"), serve, 0);
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    throw new UserError(
      `another holdfast uses the state in ${folder}: end it, or give another folder with --state (${error.message})`,
      { cause: error },
    );
  }

  async function serve(): Promise<T> {
    const state = folder === undefined ? memoryState() : await folderState(world.files, folder);
    const { owner, name, defaultBranch } = local;
    const repository = await recordRepository({ state, clock: world.clock }, { owner, name, defaultBranch });
    const emulator = await startEmulator(world, {
      state,
      repository: `${owner}/${name}`,
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
    }).catch((error: unknown) => {
      throw listening(error, host, port);
    });
    try {
      return await act({ emulator, repository });
    } finally {
      await emulator.close();
    }
  }
}

function listening(error: unknown, host = "127.0.0.1", port = 0): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new UserError(`port ${port} of ${host} is taken: give another with --port, or none for a free one`);
    case "EACCES":
      return new UserError(`port ${port} may not be listened on: give one above 1023 with --port`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new UserError(`${host} is no address of this machine: give one with --host`);
    default:
      return error;
  }
}
