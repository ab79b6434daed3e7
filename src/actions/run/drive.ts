/** Drives a run in a job. */
import { driveRun, type Driven, type Work } from "../../automation/run/drive.ts";
import type { RunFacts } from "../../automation/run/card.ts";
import { requireKey } from "../../automation/run/key.ts";
import { requireContext, runUrl, type RunnerContext } from "../../github/context.ts";
import { jobFolder } from "../lane/open.ts";
import { viewOf } from "../../report/run-view.ts";
import type { World } from "../../world.ts";
import { noteKeptLane } from "../lane/folders.ts";
import { keepLastLines } from "../lane/last-lines.ts";
import { noteClosed, noteOpen } from "./close.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { githubAround } from "./waiting/around.ts";
import { lateWaiting } from "./waiting/late.ts";
import { liveLog } from "./live-log.ts";
import { runPlaceOf, runLaneOptions } from "./place.ts";
import { reopen } from "./reopen.ts";
import type { Ending } from "./ending.ts";
import type { Job } from "./job.ts";
import type { Told, Waiting } from "./waiting/waiting.ts";
import type { LaneState } from "../../journal/fold.ts";
import { stepSummaries } from "./step-summaries.ts";

/** Throws where the run cannot be worked on, as `driveRun` does. */
export async function driveInJob(job: Job): Promise<Ending> {
  const { world, runner, context, inputs, guard, signal } = job;
  const { opened, workspace } = job.source;
  // Whoever has a run go on may name its key alone: what it was started with is recorded.
  const isNamedAlone = inputs.inputs === undefined && inputs.key !== undefined;
  const input = isNamedAlone ? undefined : opened.inputOf(inputs.inputs);
  const ownKey = inputs.key ?? opened.keyOf(input);
  if (ownKey !== undefined) requireKey(ownKey, guard([]));
  const place = runPlaceOf(context, inputs, opened.name, ownKey);
  const { key, isShared } = place;
  runner.setOutput("key", key);
  const { isKept, ...lane } = runLaneOptions(world, context, inputs, place);
  if (isKept) await noteKeptLane(world.files, context, lane.folder);
  const log = liveLog(world, (text) => guard([]).redact(text));
  const summaries = stepSummaries();
  const around: Work["around"] = {
    workspace,
    temporaryFolder: jobFolder(context),
    guard,
    outputAt: log.outputAt,
    onRecord: (step, { summary }) => summaries.add(step, summary),
  };
  const { again = [], redrive = [] } = inputs;
  const asked = { again, redrive, isScheduled: isScheduled(job) };
  const github = isKept ? undefined : githubAround(job, { ...lane, isShared });
  const waiting = lateWaiting(github, context);
  /** `isFirst`: this job has not worked on the run before. */
  const drive = (isFirst: boolean) =>
    driveRun(world, {
      definition: opened,
      lane: { ...lane, isFirst: isFirst && lane.isFirst },
      card: isKept ? factsOf(job, key) : undefined,
      async begin(own) {
        noteOpen(runner, place, inputs.store);
        const isStarted = own.journal.state.run.started !== undefined;
        if (isFirst) await (await waiting(own.journal.state))?.begin(own.journal.state);
        return {
          ...(isFirst && (await reopen(own, asked))),
          around,
          input: input === undefined && !isStarted ? opened.inputOf(undefined) : input,
          startedBy: startedBy(world.environment),
          onChange: inputs["on-change"],
          suspendAfter: inputs["suspend-after"],
          observe: log.observe,
          signal,
        };
      },
      // Where another writer was first, the post step could do no more.
      onClosed: (closed) => closed?.kind !== "unavailable" && noteClosed(runner),
    });
  const stopHeartbeat = github && startHeartbeat(github);
  try {
    const { driven, told } = await driveWhileAnswered(drive, waiting);
    const view = viewOf(driven.state, { isAtWork: false, ran: log.ran });
    const [cause] = view.causes;
    if (cause !== undefined) {
      await keepLastLines(world.files, lane.folder, cause, guard([]).redact(log.lastLinesOf(cause).join("\n")));
    }
    const isLeft = driven.hadEnded && asked.isScheduled;
    const reach = { key, rerunUrl: pageOf(context), isShared, isKept, isLeft, ...told };
    return { ...driven, view, ran: log.ran, reach, summaries, now: world.clock.now() };
  } finally {
    await stopHeartbeat?.();
    log.close();
  }
}

/** Goes on at once where what the run waits for is answered by the time it is suspended. */
async function driveWhileAnswered(
  drive: (isFirst: boolean) => Promise<Driven>,
  waiting: (state: LaneState) => Promise<Waiting | undefined>,
): Promise<{ readonly driven: Driven; readonly told?: Told | undefined }> {
  let driven = await drive(true);
  while (driven.outcome.status === "suspended") {
    const told = await (await waiting(driven.state))?.suspended(driven.state, driven.outcome);
    if (!told?.isAnswered) return { driven, told };
    const next = await drive(false);
    driven = { ...next, took: driven.took + next.took };
  }
  if (driven.outcome.status !== "interrupted") await (await waiting(driven.state))?.wentOn(driven.state);
  return { driven };
}

/** Where a person re-ran the job, the event is still the schedule's. */
function isScheduled({ world, context }: Job): boolean {
  return world.environment["GITHUB_EVENT_NAME"] === "schedule" && (context.attempt ?? 1) === 1;
}

/** Who started the workflow run, whoever has run it again since. */
function startedBy(environment: World["environment"]): string | undefined {
  return environment["GITHUB_ACTOR"] || undefined;
}

/** Under act the page is nobody's. */
function pageOf(context: RunnerContext): string | undefined {
  const { act, repository, runId } = context;
  return act || repository === undefined || runId === undefined ? undefined : runUrl(context, repository, runId);
}

function factsOf({ context, source: { path, workspace, opened } }: Job, key: string): RunFacts {
  const { repository } = requireContext(context, "repository");
  return { key, automation: opened.name, file: path, repository: `${repository.owner}/${repository.name}`, workspace };
}
