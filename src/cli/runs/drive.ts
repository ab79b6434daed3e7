/** Works on a run in this process until it ends or has nothing to do, and tells of it. */
import { join } from "node:path";
import { describeFault } from "../../automation/fault.ts";
import type { OpenedAutomation } from "../../automation/open-automation.ts";
import { writeCard, type RunCard } from "../../automation/run/card.ts";
import { folderOfRun, lane } from "../../automation/run/place.ts";
import { runAutomation, type RunOptions } from "../../durable/run/run.ts";
import type { RunLane } from "../../durable/lane/run-lane.ts";
import type { OnChange } from "../../durable/step/step.ts";
import { lateGuard, secretValues, type SecretGuard } from "../../journal/secrets.ts";
import { UserError } from "../../policy/user-error.ts";
import { newTally } from "../../report/progress/tally.ts";
import { directoryStore } from "../../store/directory.ts";
import { stateFolder } from "../../store/state-folder.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { newReporter, type Telling } from "../progress/new-reporter.ts";
import { stepsBelowIn } from "../progress/steps-below.ts";
import { closeRun, inWords, openRun } from "./open-run.ts";
import { waitsOf } from "./run-view.ts";
import { deadLettersOf, type RunSummary } from "./run-summary.ts";
import { whenAskedToStop } from "./stop-requests.ts";
import { surroundings } from "../surroundings.ts";

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
  readonly definition: OpenedAutomation;
  /** Said first. */
  readonly greeting: string;
  /** Called when the lane is ours, with what it has recorded. */
  readonly prepare: (lane: RunLane) => Prepared | Promise<Prepared>;
}

/** What a run is started with, and what of it is run anew. */
export type Prepared = Pick<RunOptions, "input" | "reopen">;

/** Throws a {@link UserError} where another process works on the run, or it cannot go on as it is. */
export async function drive(world: World, invocation: Invocation, driven: Drive): Promise<RunSummary> {
  const { environment, processes, files, output } = world;
  const { card } = driven;
  const guard = (masked: readonly string[]) =>
    lateGuard(() => secretValues(environment, { tokens: [], masked, listed: [] }));
  if (guard([]).holds(card.key)) {
    throw new UserError("the key holds a secret, and would be kept in the journal: name the run after something else");
  }
  const folder = folderOfRun(world, { repository: card.repository, key: card.key, lane });
  const store = directoryStore(world, stateFolder(environment, processes.platform));
  const opened = await openRun(world, card, folder, store);
  let summary: RunSummary;
  try {
    await writeCard(files, folder, card);
    summary = await work(world, invocation, driven, { folder, guard, opened });
  } catch (error) {
    // The disk that failed the run may fail its end too, which is then no news.
    await opened.close().catch(() => {});
    throw inWords(error, card.key, folder);
  }
  // The run is over: what is left of its scratch, or of its second copy, changes nothing about its outcome.
  await files.remove(join(folder, scratch)).catch(() => {});
  const trouble = await closeRun(opened);
  if (trouble !== undefined) {
    output.writeError(
      `holdfast: warning: run "${card.key}" is recorded in ${folder}, but there is no second copy: ${trouble}\n`,
    );
  }
  return summary;
}

interface Place {
  readonly folder: string;
  readonly guard: (masked: readonly string[]) => SecretGuard;
  readonly opened: RunLane;
}

async function work(
  world: World,
  invocation: Invocation,
  { card, definition, greeting, prepare, onChange, suspendAfter, telling }: Drive,
  { folder, guard, opened }: Place,
): Promise<RunSummary> {
  const { clock } = world;
  const { journal } = opened;
  const before = journal.state;
  const tally = newTally(clock, stepsBelowIn(before));
  const reporter = newReporter(world, invocation, telling, tally);
  const { output: print, note } = reporter;
  const since = clock.monotonic();
  const stop = whenAskedToStop(world, reporter);
  try {
    const prepared = await prepare(opened);
    if (before.run.status !== "completed" || Array.isArray(prepared.reopen)) note(greeting);
    for (const fault of definition.warnings) note(`warning: ${describeFault(fault)}`);
    const { workspace, key } = card;
    const around = { world, workspace, scratch: join(folder, scratch), guard, print };
    const outcome = await runAutomation(world, {
      ...prepared,
      automation: definition.automation(key, surroundings(around)),
      retryPolicies: definition.retryPolicies,
      onChange,
      ...(suspendAfter !== undefined && { suspendAfter }),
      lane: opened,
      folder,
      guard: guard([]),
      observe: reporter.observe,
      draining: stop.draining,
      signal: stop.signal,
    });
    const { state } = journal;
    const summary = {
      key,
      automation: card.automation,
      outcome,
      counts: tally.counts,
      deadLetters: deadLettersOf(state),
      unanswered: waitsOf(state.run).flatMap(({ kind, path }) => (kind === "callback" ? [path] : [])),
      took: clock.monotonic() - since,
      hadEnded: before.run.ended !== undefined && state.length === before.length,
    };
    reporter.close();
    reporter.end(summary);
    return summary;
  } finally {
    stop.dispose();
    reporter.close();
  }
}
