/** Works on a run in this job until it ends or has nothing to do, and sets its lane free. */
import { dirname } from "node:path";
import { readCard, writeCard } from "../../automation/run/card.ts";
import { childEnvironment } from "../../command/environment.ts";
import { circuitsOfRun } from "../../durable/circuit/of-run.ts";
import { runAutomation, type RunOutcome } from "../../durable/run/run.ts";
import { openRunLane, type RunLane } from "../../durable/lane/run-lane.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { guardFor } from "../lane/guard.ts";
import { jobFolder } from "../lane/open.ts";
import type { World } from "../../world.ts";
import { noteClosed, noteOpen } from "./close.ts";
import type { Inputs } from "./inputs.ts";
import { liveLog, type LiveLog } from "./live-log.ts";
import { requireKey } from "./run-key.ts";
import { runPlaceOf, runLaneOptions, type RunPlace } from "./place.ts";
import { reopen } from "./reopen.ts";
import type { Ending, Source } from "./report.ts";
import { stepSummaries, type StepSummaries } from "./summary.ts";
import type { Ways } from "./ways-on.ts";

export interface Drive {
  readonly world: World;
  readonly runner: RunnerCommands;
  readonly context: RunnerContext;
  readonly inputs: Inputs;
  readonly signal: AbortSignal;
  readonly source: Source;
  readonly guard: ReturnType<typeof guardFor>;
}

export interface Driven extends Ending {
  readonly ways: Ways;
  readonly summaries: StepSummaries;
}

/** Throws where the run cannot be worked on, as `openRunLane` and `runAutomation` do; its lane is free then, too. */
export async function drive(driving: Drive): Promise<Driven> {
  const { world, runner, context, inputs, guard } = driving;
  const { opened } = driving.source;
  const { clock, files } = world;
  // Whoever has a run go on may name its key alone: what it was started with is recorded.
  const isNamedAlone = inputs.inputs === undefined && inputs.key !== undefined;
  const input = isNamedAlone ? undefined : opened.inputOf(inputs.inputs);
  const ownKey = inputs.key ?? opened.keyOf(input);
  if (ownKey !== undefined) requireKey(ownKey, guard([]));
  const place = runPlaceOf(context, inputs, opened.name, ownKey);
  runner.setOutput("key", place.key);
  const { isKept, ...options } = runLaneOptions(world, context, inputs, place);
  await files.makeFolder(isKept ? options.folder : dirname(options.folder));
  const log = liveLog(world, (text) => guard([]).redact(text));
  const summaries = stepSummaries();
  const since = clock.monotonic();

  const lane = await openRunLane(world, options);
  noteOpen(runner, place, inputs.store);
  const before = lane.journal.state.length;
  let outcome: RunOutcome;
  try {
    if (isKept) await fileRun(driving, place, options.folder);
    outcome = await work(driving, lane, { key: place.key, folder: options.folder, input, log, summaries });
  } catch (error) {
    await closeQuietly(runner, lane);
    throw error;
  } finally {
    log.close();
  }
  const hadEnded = lane.journal.state.length === before;
  const closed = await lane.close();
  if (closed.kind !== "unavailable") noteClosed(runner);
  const ways = { key: place.key, isShared: place.isShared, isKept, isLeft: hadEnded && isScheduled(driving) };
  const took = clock.monotonic() - since;
  const { state } = lane.journal;
  return {
    key: place.key,
    outcome,
    closed,
    lane: state,
    ran: log.ran,
    hadEnded,
    ways,
    summaries,
    took,
    now: clock.now(),
  };
}

interface Work {
  readonly key: string;
  readonly folder: string;
  readonly input: unknown;
  readonly log: LiveLog;
  readonly summaries: StepSummaries;
}

async function work(driving: Drive, lane: RunLane, { key, folder, input, log, summaries }: Work): Promise<RunOutcome> {
  const { world, context, inputs, guard } = driving;
  const { opened, workspace } = driving.source;
  const isStarted = lane.journal.state.run.started !== undefined;
  const automation = opened.automation(key, {
    world,
    workspace,
    temporaryFolder: jobFolder(context),
    environment: childEnvironment(world.environment),
    guard,
    outputAt: log.outputAt,
    circuit: circuitsOfRun(world.clock),
    onRecord: (step, { summary }) => summaries.add(step, summary),
  });
  return runAutomation(world, {
    lane,
    folder,
    automation,
    ...(await reopen(lane, {
      again: inputs.again ?? [],
      redrive: inputs.redrive ?? [],
      isScheduled: isScheduled(driving),
    })),
    input: input === undefined && !isStarted ? opened.inputOf(undefined) : input,
    retryPolicies: opened.retryPolicies,
    onChange: inputs["on-change"],
    suspendAfter: inputs["suspend-after"],
    guard: guard([]),
    observe: log.observe,
    signal: driving.signal,
  });
}

/** Where a person re-ran the job, the event is still the schedule's. */
function isScheduled({ world, context }: Drive): boolean {
  return world.environment["GITHUB_EVENT_NAME"] === "schedule" && (context.attempt ?? 1) === 1;
}

/** Lets the command line find a run that is kept on this machine. */
async function fileRun(
  { world, context, source: { path, workspace, opened } }: Drive,
  place: RunPlace,
  folder: string,
) {
  const { repository } = requireContext(context, "repository");
  const before = await readCard(world.files, folder);
  await writeCard(world.files, folder, {
    v: 1,
    key: place.key,
    automation: opened.name,
    file: path,
    repository: `${repository.owner}/${repository.name}`,
    workspace,
    at: before?.at ?? world.clock.now(),
  });
}

/** What made the run stop is worth more than what happens to its lane after. */
async function closeQuietly(runner: RunnerCommands, lane: RunLane): Promise<void> {
  try {
    const closed = await lane.close();
    if (closed.kind === "unavailable") return;
  } catch {
    // Such as a late writer, who was refused already: the post step could do no more.
  }
  noteClosed(runner);
}
