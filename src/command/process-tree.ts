import type { ProcessStatus, World } from "../world.ts";

/** The processes of one attempt: its first one and all that came from it. */
export interface ProcessTree {
  /** Process id of the shell, which on POSIX leads a process group of its own. */
  readonly root: number;
  /** A text in the environment of every process of the tree, and of no other. */
  readonly marker: string;
  /** Milliseconds since the epoch; no process of the tree began before. */
  readonly startedAt: number;
}

type Machine = Pick<World, "clock" | "processes">;

/** Milliseconds between SIGTERM and SIGKILL. With {@link patience} it stays below the 7.5 s that the runner allows. */
const grace = 5000;
/** Milliseconds in which SIGKILL has to show. Windows takes long to list its processes, but has no grace. */
const patience = { posix: 1000, windows: 6000 };

/**
 * Ends all processes of a tree: SIGTERM, {@link grace}, then SIGKILL until none is left alive. Windows has no SIGTERM.
 *
 * @returns the ids of those that could not be ended: another user's, or stuck in the kernel.
 */
export async function endTree(machine: Machine, tree: ProcessTree): Promise<readonly number[]> {
  try {
    const isWindows = machine.processes.platform === "win32";
    if (!isWindows) {
      await signalAll(machine, tree, await livingMembers(machine, tree), "SIGTERM");
      const deaf = await untilNoneLives(machine, tree, grace);
      if (deaf.length === 0) return [];
    }
    return await untilNoneLives(machine, tree, isWindows ? patience.windows : patience.posix, "SIGKILL");
  } catch (error) {
    // Nothing can be listed. The least there is to do needs no list.
    machine.processes.signal(machine.processes.platform === "win32" ? tree.root : -tree.root, "SIGKILL");
    throw error;
  }
}

/** Waits, signalling at each look where a signal is given, until two looks in a row find nobody. */
async function untilNoneLives(machine: Machine, tree: ProcessTree, ms: number, signal?: NodeJS.Signals) {
  const { clock } = machine;
  const end = clock.monotonic() + ms;
  let found: readonly ProcessStatus[] = [];
  // For a moment within execve a process shows no environment, so one empty look proves little.
  for (let emptyLooks = 0, pause = 5; emptyLooks < 2; pause = Math.min(pause * 2, 100)) {
    found = await livingMembers(machine, tree);
    emptyLooks = found.length === 0 ? emptyLooks + 1 : 0;
    if (signal !== undefined) await signalAll(machine, tree, found, signal);
    if (clock.monotonic() >= end) break;
    if (emptyLooks < 2) await clock.sleep(found.length === 0 ? 5 : pause);
  }
  return found.map(({ pid }) => pid);
}

async function signalAll(
  { processes }: Machine,
  { root }: ProcessTree,
  members: readonly ProcessStatus[],
  signal: NodeJS.Signals,
): Promise<void> {
  // The group at once, so that none of it can fork in between; those that left it one by one.
  if (members.some(({ group }) => group === root)) processes.signal(-root, signal);
  for (const { pid, group } of members) if (group !== root) processes.signal(pid, signal);
  const foreign = members.filter((member) => member.foreign).map(({ pid }) => String(pid));
  if (foreign.length > 0) await signalAsRoot(processes, foreign, signal);
}

/** What a script started by `sudo` can be ended by sudo alone, which asks for no password on GitHub's runners. */
function signalAsRoot(processes: Machine["processes"], ids: readonly string[], signal: NodeJS.Signals): Promise<void> {
  const child = processes.spawn("sudo", ["-n", "kill", "-s", signal.slice("SIG".length), ...ids], { stdio: "ignore" });
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
}

/**
 * Who belongs to a tree: its process group, whoever carries its marker (that finds daemons, which left group and parent
 * behind), and the children of both. A process escapes only by leaving the group, losing its parent and clearing its
 * environment as well.
 */
export function membersOf(tree: ProcessTree, all: readonly ProcessStatus[]): readonly ProcessStatus[] {
  const candidates = all.filter(({ startedAt }) => startedAt === undefined || startedAt >= tree.startedAt);
  const isRoot = ({ pid, group }: ProcessStatus) => (group === undefined ? pid : group) === tree.root;
  const members = new Set(candidates.filter((status) => status.marked || isRoot(status)));
  const ids = new Set([tree.root, ...[...members].map(({ pid }) => pid)]);
  for (let size = -1; size !== ids.size;) {
    size = ids.size;
    for (const status of candidates) {
      if (!ids.has(status.parent)) continue;
      members.add(status);
      ids.add(status.pid);
    }
  }
  return [...members];
}

async function livingMembers({ processes }: Machine, tree: ProcessTree): Promise<readonly ProcessStatus[]> {
  return membersOf(tree, await processes.list(tree.marker)).filter(({ pid }) => pid !== processes.pid);
}
