/** Drives a run from the command line, and tells of it. */
import { join } from "node:path";
import { describeFault } from "../../automation/fault.ts";
import type { OpenedAutomation } from "../../automation/open-automation.ts";
import type { RunFacts } from "../../automation/run/card.ts";
import { driveRun, type Work } from "../../automation/run/drive.ts";
import { requireKey } from "../../automation/run/key.ts";
import type { RunLane } from "../../durable/lane/run-lane.ts";
import { lateGuard } from "../../journal/secrets/guard.ts";
import { rememberingGuard } from "../../journal/secrets/remembering.ts";
import { secretValues } from "../../journal/secrets/values.ts";
import { newTally } from "../../report/progress/tally.ts";
import { viewOf } from "../../report/run-view.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { newReporter, type Telling } from "../progress/new-reporter.ts";
import { stepsBelowIn } from "../progress/steps-below.ts";
import { printedAt } from "../surroundings.ts";
import { localLane } from "./local-lane.ts";
import { refusalOf } from "./refusal.ts";
import type { RunSummary } from "./run-summary.ts";
import { whenAskedToStop } from "./stop-requests.ts";

/** How a run is worked on, whatever it is. */
export interface Driving {
  readonly work: Pick<Work, "onChange" | "suspendAfter">;
  readonly telling: Telling;
}

export interface DriveHere extends Driving {
  readonly card: RunFacts;
  readonly definition: OpenedAutomation;
  /** Said first. */
  readonly greeting: string;
  /** Called when the lane is ours, with what it has recorded. */
  readonly prepare: (lane: RunLane) => Prepared | Promise<Prepared>;
}

/** What a run is started with, and what of it is run anew. */
export type Prepared = Pick<Work, "input" | "reopen">;

/** Throws a {@link UserError} where another process works on the run, or it cannot go on as it is. */
export async function driveHere(world: World, invocation: Invocation, drive: DriveHere): Promise<RunSummary> {
  const { environment, files, output } = world;
  const { card, definition, greeting, prepare, telling, work } = drive;
  const { key, automation, workspace } = card;
  const guard = rememberingGuard((masked) =>
    lateGuard(() => secretValues(environment, { tokens: [], masked, listed: [] })),
  );
  requireKey(key, guard([]));
  const lane = localLane(world, card);
  const { folder } = lane;
  const scratch = join(folder, "scratch");
  let stepsBelow: ReturnType<typeof stepsBelowIn> | undefined;
  const tally = newTally(world.clock, (context) => stepsBelow?.(context) ?? 0);
  const reporter = newReporter(world, invocation, telling, tally);
  const { observe, note, output: print } = reporter;
  const stop = whenAskedToStop(world, reporter);
  const around: Work["around"] = {
    workspace,
    temporaryFolder: scratch,
    guard,
    outputAt: (path) => printedAt(output, path, print),
  };
  try {
    const { outcome, state, hadEnded, closed, took } = await driveRun(world, {
      definition,
      lane,
      card,
      async begin(opened) {
        const { state: before } = opened.journal;
        stepsBelow = stepsBelowIn(before);
        const prepared = await prepare(opened);
        if (before.run.status !== "completed" || Array.isArray(prepared.reopen)) note(greeting);
        for (const fault of definition.warnings) note(`warning: ${describeFault(fault)}`);
        const { draining, signal } = stop;
        return { ...work, ...prepared, around, observe, draining, signal };
      },
    });
    const view = viewOf(state, { isAtWork: false });
    const summary = { key, automation, outcome, view, counts: tally.counts, took, hadEnded };
    reporter.close();
    reporter.end(summary);
    // The run is over: what is left of its scratch, or of its second copy, changes nothing about its outcome.
    await files.remove(scratch).catch(() => {});
    if (closed.kind !== "saved") {
      output.writeError(
        `holdfast: warning: run "${key}" is recorded in ${folder}, but there is no second copy: ${closed.reason}\n`,
      );
    }
    return summary;
  } catch (error) {
    throw await refusalOf(world, error, { key, folder });
  } finally {
    stop.dispose();
    reporter.close();
  }
}
