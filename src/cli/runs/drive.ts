/** Works on a run in this process until it ends or has nothing to do, and tells of it. */
import { join } from "node:path";
import { AutomationChanged } from "../../durable/definition-changed.ts";
import { LaneError } from "../../durable/lane-errors.ts";
import { contextOf, rootPath } from "../../durable/path.ts";
import { runAutomation, type RunOptions } from "../../durable/run.ts";
import { openRunLane, type RunLane } from "../../durable/run-lane.ts";
import { DefinitionChanged, type OnChange } from "../../durable/step.ts";
import type { LaneState } from "../../journal/fold.ts";
import { Locked } from "../../journal/lock.ts";
import { lateGuard, secretValues } from "../../journal/secrets.ts";
import { UserError } from "../../policy/user-error.ts";
import { directoryStore } from "../../store/directory.ts";
import { stateFolder } from "../../store/state-folder.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { newReporter, type Telling } from "../progress/new-reporter.ts";
import { newTally } from "../../report/progress/tally.ts";
import type { LoadedDefinition } from "./definition.ts";
import { waitsOf } from "./run-view.ts";
import { writeCard, type RunCard } from "../../automation/run-card.ts";
import { folderOfRun, holderOf, lane } from "../../automation/run-place.ts";
import { deadLettersOf, type RunSummary } from "./run-summary.ts";
import { word } from "../../report/shell-word.ts";
import { whenAskedToStop } from "./stop-requests.ts";

/** Of files that last as long as the process, in the run's folder. */
const scratch = "scratch";

/** How a run is worked on, whatever it is. */
export interface Driving {
  readonly onChange: OnChange;
  /** Milliseconds; the engine's own without it. */
  readonly suspendAfter: number | undefined;
  readonly telling: Telling;
}

export interface Drive extends Driving {
  readonly card: RunCard;
  readonly definition: LoadedDefinition;
  /** Said first. */
  readonly greeting: string;
  /** Called when the lane is ours, with what it has recorded. */
  readonly prepare: (lane: RunLane) => Prepared | Promise<Prepared>;
}

/** What a run is started with, and what of it is run anew. */
export type Prepared = Pick<RunOptions, "input" | "reopen">;

/** Throws a {@link UserError} where another process works on the run, or it cannot go on as it is. */
export async function drive(
  world: World,
  invocation: Invocation,
  { card, definition, prepare, ...how }: Drive,
): Promise<RunSummary> {
  const { clock, environment } = world;
  const identity = { repository: card.repository, key: card.key, lane };
  const folder = folderOfRun(world, identity);
  const guardOf = (masked: readonly string[]) =>
    lateGuard(() => secretValues(environment, { tokens: [], masked, listed: [] }));
  const guard = guardOf([]);
  const store = directoryStore(world, stateFolder(environment, world.processes.platform));
  if (guard.holds(card.key)) {
    throw new UserError("the key holds a secret, and would be kept in the journal: name the run after something else");
  }
  const opened = await open();
  try {
    await writeCard(world.files, folder, card);
    const before = opened.journal.state;
    const hadEnded = before.run.ended !== undefined;
    const length = before.length;
    const tally = newTally(clock, stepsBelowIn(before));
    const reporter = newReporter(world, invocation, how.telling, tally);
    const since = clock.monotonic();
    const stop = whenAskedToStop(world, reporter);
    try {
      const { output: print, note } = reporter;
      const prepared = await prepare(opened);
      if (before.run.status !== "completed" || Array.isArray(prepared.reopen)) note(how.greeting);
      for (const warning of definition.warnings) note(`warning: ${warning}`);
      const outcome = await runAutomation(world, {
        ...prepared,
        automation: definition.automation({
          world,
          key: card.key,
          scratch: join(folder, scratch),
          store,
          guard: guardOf,
          print,
          note,
        }),
        onChange: how.onChange,
        ...(how.suspendAfter !== undefined && { suspendAfter: how.suspendAfter }),
        lane: opened,
        folder,
        guard,
        observe: reporter.observe,
        draining: stop.draining,
        signal: stop.signal,
      });
      reporter.close();
      const summary = {
        key: card.key,
        automation: card.automation,
        outcome,
        counts: tally.counts,
        deadLetters: deadLettersOf(opened.journal.state),
        unanswered: waitsOf(opened.journal.state.run).flatMap(({ kind, path }) => (kind === "callback" ? [path] : [])),
        took: clock.monotonic() - since,
        hadEnded: hadEnded && opened.journal.state.length === length,
      };
      reporter.end(summary);
      return summary;
    } finally {
      stop.dispose();
      reporter.close();
    }
  } catch (error) {
    throw inWords(error, card.key, folder);
  } finally {
    await world.files.remove(join(folder, scratch));
    await close(opened);
  }

  async function open(): Promise<RunLane> {
    try {
      await world.files.makeFolder(folder);
      return await openRunLane(world, {
        identity,
        writer: { link: `process ${world.processes.pid}` },
        attempt: 1,
        folder,
        store,
        isFirst: false,
        // Only processes of this machine can meet here, and the folder's lock keeps them apart.
        isShared: false,
        stateOf: () => Promise.resolve({ kind: "ended" }),
      });
    } catch (error) {
      if (error instanceof Locked) throw await held(error);
      throw inWords(error, card.key, folder);
    }
  }

  async function held(cause: Locked): Promise<UserError> {
    const pid = await holderOf(world, folder);
    const who = pid === undefined ? "another process" : `process ${pid}`;
    const key = word(card.key);
    return new UserError(
      `${who} is at work on run "${card.key}": wait until it has ended (holdfast status ${key}), or stop it ` +
        `(holdfast cancel ${key}, or Ctrl-C there)`,
      { cause },
    );
  }
}

async function close(opened: RunLane): Promise<void> {
  const closed = await opened.close();
  // Everything is in the run's own folder; the store has the same again.
  if (closed.kind === "unavailable")
    throw new UserError(`the run is recorded, and no second copy was kept: ${closed.reason}`);
}

/** What a person can mend is said in words; anything else is a mistake of ours and keeps its stack. */
function inWords(error: unknown, key: string, folder: string): unknown {
  if (error instanceof AutomationChanged || error instanceof DefinitionChanged || error instanceof LaneError) {
    return new UserError(error.message, { cause: error });
  }
  if (error instanceof Error && "syscall" in error) {
    return new UserError(
      `run "${key}" cannot be recorded in ${folder}: ${error.message}. Nothing recorded is lost: mend that, then ` +
        `holdfast resume ${word(key)}`,
      { cause: error },
    );
  }
  return error;
}

/** How many steps are recorded as done below a context; counted when it is first asked for. */
function stepsBelowIn({ steps }: LaneState): (context: string) => number {
  let counts: Map<string, number> | undefined;
  return (context) => {
    counts ??= count();
    return counts.get(context) ?? 0;
  };

  function count(): Map<string, number> {
    const found = new Map<string, number>();
    for (const [path, { status }] of steps) {
      if (status !== "done") continue;
      for (let at = contextOf(path); at !== rootPath; at = contextOf(at)) found.set(at, (found.get(at) ?? 0) + 1);
    }
    return found;
  }
}
