/** Works on a run in this process until it ends or has nothing to do, wherever that is: in a job or at a terminal. */
import { dirname } from "node:path";
import type { Closed } from "../../durable/lane/lane.ts";
import { openRunLane, type RunLane, type RunLaneOptions } from "../../durable/lane/run-lane.ts";
import { runAutomation, type RunOptions, type RunOutcome } from "../../durable/run/run.ts";
import type { LaneState } from "../../journal/fold.ts";
import { latestGuard } from "../../journal/secrets/remembering.ts";
import { isDiskError } from "../../store/disk-error.ts";
import type { World } from "../../world.ts";
import type { OpenedAutomation } from "../open-automation.ts";
import { fileRun, type RunFacts } from "./card.ts";
import { surroundingsIn, type Around } from "./surroundings.ts";

export interface Drive {
  readonly definition: OpenedAutomation;
  readonly lane: RunLaneOptions;
  /** What the command line finds the run by, where it is to. */
  readonly card?: RunFacts | undefined;
  /** How it is worked on; asked when the lane is ours and shows what is recorded. */
  readonly begin: (lane: RunLane) => Work | Promise<Work>;
  /** Told how the lane was set free, also where the run could not go on; undefined where that was refused. */
  readonly onClosed?: (closed: Closed | undefined) => void;
}

/** What the run is started with, what of it is run anew, and who watches and stops it. */
export type Work = { readonly around: Around } & Pick<
  RunOptions,
  "input" | "startedBy" | "reopen" | "onChange" | "suspendAfter" | "observe" | "draining" | "signal"
>;

export interface Driven {
  readonly outcome: RunOutcome;
  /** What is recorded in the end. */
  readonly state: LaneState;
  /** It had ended before: nothing was run. */
  readonly hadEnded: boolean;
  readonly closed: Closed;
  /** Milliseconds. */
  readonly took: number;
}

/** Throws as `openRunLane` and `runAutomation` do where the run cannot be worked on; its lane is free then, too. */
export async function driveRun(world: World, drive: Drive): Promise<Driven> {
  const { definition, lane: options, card, begin } = drive;
  const { clock, files } = world;
  const since = clock.monotonic();
  await files.makeFolder(dirname(options.folder));
  const lane = await openRunLane(world, options);
  const before = lane.journal.state;
  let outcome: RunOutcome;
  try {
    if (card) await fileRun(world, options.folder, card);
    const { around, ...work } = await begin(lane);
    outcome = await runAutomation(world, {
      ...work,
      automation: definition.automation(options.identity.key, surroundingsIn(world, around)),
      retryPolicies: definition.retryPolicies,
      guard: latestGuard(around.guard),
      lane,
      folder: options.folder,
    });
  } catch (error) {
    // What made the run stop is worth more than what happens to its lane after.
    await setFree(lane, drive).catch(() => {});
    throw error;
  }
  const closed = await setFree(lane, drive);
  const { state } = lane.journal;
  const hadEnded = before.run.ended !== undefined && state.run.ended === before.run.ended;
  return { outcome, state, hadEnded, closed, took: clock.monotonic() - since };
}

/** What the disk refuses now changes nothing about the outcome: the run's own folder has it. */
async function setFree(lane: RunLane, { onClosed }: Drive): Promise<Closed> {
  let closed: Closed | undefined;
  try {
    closed = await lane.close();
  } catch (error) {
    if (!isDiskError(error)) throw error;
    closed = { kind: "unavailable", reason: error.message };
  } finally {
    onClosed?.(closed);
  }
  return closed;
}
