import type { World } from "../world.ts";

type LockWorld = Pick<World, "clock" | "files" | "processes" | "random">;

/** A lock file somebody else holds for longer than anybody should. */
export class Locked extends Error {
  override readonly name = "Locked";
}

/** A lock file that is ours until it is released. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * What this process holds or is about to take. A lock that names its number and is none of these was left by an earlier
 * process of that number: in a container that is started again, numbers begin anew.
 */
const own = new Set<string>();

/** Runs `act` while no other process of this machine has the lock at `path`. Throws as {@link takeLock} does. */
export async function withLock<T>(
  world: LockWorld,
  path: string,
  act: () => Promise<T>,
  patience = 30_000,
): Promise<T> {
  const lock = await takeLock(world, path, patience);
  try {
    return await act();
  } finally {
    await lock.release();
  }
}

/**
 * Takes a lock that no other process of this machine has. A holder that died is noticed and its lock taken over.
 *
 * Taking over has one trap: two processes see the same dead holder, one removes its lock and makes its own, and the
 * other then removes that. So the right to remove a dead holder's lock is itself an exclusive file, named after the
 * dead holder's unique id, and it is never given twice.
 *
 * Throws {@link Locked} after `patience` milliseconds.
 */
export async function takeLock(world: LockWorld, path: string, patience: number): Promise<Lock> {
  const { clock, files, processes } = world;
  const mine = `${processes.pid} ${world.random.uuid()}`;
  own.add(mine);
  const release = async () => {
    own.delete(mine);
    await files.remove(path);
  };
  const giveUpAt = clock.monotonic() + patience;
  for (let pause = 1; !(await files.create(path, mine, { durable: false })); pause = Math.min(pause * 2, 50)) {
    const holder = (await files.read(path, 256))?.toString();
    if (holder !== undefined && !isAlive(world, holder) && (await removeDead(world, path, holder, mine))) continue;
    if (clock.monotonic() > giveUpAt) {
      own.delete(mine);
      throw new Locked(
        `${path} is held by process ${pidOf(holder ?? mine)}; remove it if that process is not Holdfast's`,
      );
    }
    await clock.sleep(pause);
  }
  return { release };
}

/** Whether the dead holder's lock is gone; false while another process is about to remove it. */
async function removeDead(world: LockWorld, path: string, holder: string, mine: string): Promise<boolean> {
  const { files } = world;
  for (let turn = 1; ; turn++) {
    const warrant = `${path}.${holder.slice(holder.indexOf(" ") + 1)}.${turn}`;
    if (await files.create(warrant, mine, { durable: false })) {
      // Whoever died between getting the warrant and this line left the lock as it was: the next turn is ours.
      if ((await files.read(path, 256))?.toString() === holder) await files.remove(path);
      return true;
    }
    const owner = (await files.read(warrant, 256))?.toString() ?? "";
    if (isAlive(world, owner)) return false;
    if ((await files.read(path, 256))?.toString() !== holder) return true;
  }
}

/** A lock that names no process is not one of ours: it counts as held, and the error names the file. */
function isAlive(world: LockWorld, holder: string): boolean {
  const pid = pidOf(holder);
  if (pid === world.processes.pid) return own.has(holder);
  return Number.isNaN(pid) || world.processes.signal(pid, 0);
}

function pidOf(holder: string): number {
  return Number(/^([1-9]\d{0,8}) /.exec(holder)?.[1] ?? Number.NaN);
}
