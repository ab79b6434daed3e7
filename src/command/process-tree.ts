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
 * @returns the ids of those that could not be ended, such as one stuck in the kernel.
 */
export async function endTree(machine: Machine, tree: ProcessTree): Promise<readonly number[]> {
  const isWindows = machine.processes.platform === "win32";
  try {
    if (!isWindows && (await signalUntilNoneLives(machine, tree, "SIGTERM", grace)).length === 0) return [];
    return await signalUntilNoneLives(machine, tree, "SIGKILL", isWindows ? patience.windows : patience.posix);
  } catch (error) {
    // Nothing can be listed. The least there is to do needs no list.
    machine.processes.signal(isWindows ? tree.root : -tree.root, "SIGKILL");
    throw error;
  }
}

async function signalUntilNoneLives(
  machine: Machine,
  tree: ProcessTree,
  signal: "SIGTERM" | "SIGKILL",
  ms: number,
): Promise<readonly number[]> {
  const { clock } = machine;
  const end = clock.monotonic() + ms;
  const told = new Set<number>();
  for (let emptyLooks = 0, pause = 5; ; pause = Math.min(pause * 2, 100)) {
    const found = await livingMembers(machine, tree);
    // For a moment within execve a process shows no environment, so one empty look proves little.
    emptyLooks = found.length === 0 ? emptyLooks + 1 : 0;
    const due = signal === "SIGKILL" ? found : found.filter((member) => isNews(member, told));
    const isFirstLook = told.size === 0;
    for (const { pid } of due) told.add(pid);
    if (due.length > 0) await signalAll(machine, tree, due, signal, isFirstLook || signal === "SIGKILL");
    if (emptyLooks === 2 || clock.monotonic() >= end) return found.map(({ pid }) => pid);
    await clock.sleep(found.length === 0 ? 5 : pause);
  }
}

/** Not yet told to end, nor started by one that was told and may need it to clean up. */
function isNews({ pid, parent }: ProcessStatus, told: ReadonlySet<number>): boolean {
  return !told.has(pid) && !told.has(parent);
}

async function signalAll(
  { processes }: Machine,
  { root }: ProcessTree,
  members: readonly ProcessStatus[],
  signal: NodeJS.Signals,
  asGroup: boolean,
): Promise<void> {
  const inGroup = asGroup ? members.filter(({ group }) => group === root) : [];
  // At once, so that none of the group can fork in between; then, one by one, those that left it.
  if (inGroup.length > 0) processes.signal(-root, signal);
  for (const member of members) if (!inGroup.includes(member)) processes.signal(member.pid, signal);
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
