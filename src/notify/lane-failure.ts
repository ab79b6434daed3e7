/** What a journal tells of the failure of a job. */
import { failureOfRecord } from "../durable/step/failure-of-record.ts";
import { recordOf } from "../durable/step/recorded-failure.ts";
import type { RecordedFailure } from "../journal/event-parts.ts";
import type { LaneState, StepRecord } from "../journal/fold.ts";
import { classify } from "../policy/classification.ts";
import { failureText } from "../report/failure-text.ts";
import type { Operation, OperationState } from "../report/operation.ts";
import { readable } from "../report/path-text.ts";
import { graphOfRun } from "../report/run-graph.ts";
import { viewOf, type RunView } from "../report/run-view.ts";
import { plainly, redriveInWords, wayOnInWords, type Reach } from "../report/ways-on.ts";
import type { FailureReport } from "./failure-report.ts";
import { normalisedError } from "./normalised-error.ts";

export interface LaneFailure {
  readonly failure: FailureReport;
  /** The operation that failed, as the journal has it. */
  readonly path?: string;
  /** What failed, and of what: the same whenever the same problem comes again. */
  readonly cause: string;
  /** What failed, in words that are the same whenever it fails. */
  readonly subject: string;
}

/** Whether what is recorded in a lane failed, or was at work when its job ended. What waits has not failed. */
export function hasLaneFailed({ run, steps }: LaneState): boolean {
  if (run.started) return run.status !== "completed" && run.status !== "suspended";
  return [...steps.values()].some(isOpen);
}

/** How what is recorded in a lane failed; undefined where it did not. */
export function failureInLane(lane: LaneState, reach: Reach): LaneFailure | undefined {
  if (!hasLaneFailed(lane)) return undefined;
  const view = viewOf(lane, { isAtWork: false });
  const { started } = lane.run;
  return started ? failureOfRun(lane, view, reach, started.name) : failureOfSteps(lane, view, reach);
}

const interrupted = recordOf({ kind: "interrupted" });
const cancelled: RecordedFailure = { kind: "cancelled", message: "it was cancelled" };

function failureOfRun(lane: LaneState, view: RunView, reach: Reach, automation: string): LaneFailure {
  const { status, deadLetters } = view;
  const path = view.causes[0] ?? view.steps.find(({ state }) => state === "interrupted")?.path;
  const record = failureAt(lane, path) ?? view.failure ?? (status === "cancelled" ? cancelled : interrupted);
  const place = path === undefined ? [] : placeOf(view.operations, path);
  const waysOn = [
    wayOnInWords(view, reach, plainly),
    ...(deadLetters.length === 0 ? [] : [redriveInWords(reach, plainly)]),
  ];
  return {
    failure: { ...report(lane, view, path, record), automation, waysOn },
    ...(path !== undefined && { path }),
    cause: causeOf(place, record),
    subject: [automation, status, ...(place.length === 0 ? [] : ["at", place[0]])].join(" "),
  };
}

/** Of several steps that failed in the newest attempt, the first is what the others followed from. */
function failureOfSteps(lane: LaneState, view: RunView, reach: Reach): LaneFailure | undefined {
  const open = [...lane.steps].filter(([, step]) => isOpen(step));
  const newest = Math.max(...open.map(([, { attempt }]) => attempt));
  const [path, step] = open.find(([, { attempt }]) => attempt === newest) ?? [];
  if (path === undefined || step === undefined) return undefined;
  const record = (step.status === "failed" ? step.failure : undefined) ?? interrupted;
  return {
    failure: { ...report(lane, view, path, record), waysOn: [wayOnOf(path, step, reach)] },
    path,
    cause: causeOf([path], record),
    subject: `step ${readable(path)} failed`,
  };
}

function isOpen({ status }: StepRecord): boolean {
  return status === "failed" || status === "started";
}

function wayOnOf(path: string, { status, semantics }: StepRecord, reach: Reach): string {
  if (status === "failed" || semantics === "at-least-once") return wayOnInWords({ status: "failed" }, reach, plainly);
  return (
    `To go on, look whether the effect of ${readable(path)} happened: it is not run again. If it did, or if it may run ` +
    "again, say so with a command in the input unless, and re-run the job."
  );
}

/** A diagram of a run is drawn coarser to have at most so many nodes. */
const mostNodes = 60;

function report(
  lane: LaneState,
  view: RunView,
  path: string | undefined,
  record: RecordedFailure,
): Omit<FailureReport, "waysOn"> {
  const attempt = lane.steps.get(path ?? "")?.failedAttempts;
  const failure = failureOfRecord(record);
  return {
    reason: reasonOf(record),
    ...(path !== undefined && { step: readable(path) }),
    ...(attempt && { attempt }),
    ...(failure?.kind === "exit" && { exitCode: failure.code }),
    ...(failure && { classification: classify(failure) }),
    undone: undoneIn(view),
    ...(view.operations.length > 1 && { graph: graphOfRun(view.operations, lane.run.status, mostNodes) }),
  };
}

function reasonOf(record: RecordedFailure): string {
  const { kind, name = "Error" } = record;
  return kind === "error" && name !== "Error" ? `${name}: ${failureText(record)}` : failureText(record);
}

function failureAt({ steps, run }: LaneState, path: string | undefined): RecordedFailure | undefined {
  return path === undefined ? undefined : (steps.get(path)?.failure ?? run.deadLetters.get(path)?.failure);
}

const undone: ReadonlySet<OperationState> = new Set(["failed", "interrupted", "waiting", "running", "pending"]);

/** What stands in a dead letter is done with it. */
function undoneIn({ steps, deadLetters }: RunView): string[] {
  const isInLetter = (path: string) => deadLetters.some((letter) => path.startsWith(`${letter.path}/`));
  return [
    ...steps.filter(({ state, path }) => undone.has(state) && !isInLetter(path)).map(({ path }) => readable(path)),
    ...deadLetters.map(({ path }) => `${readable(path)} (dead letter)`),
  ];
}

/** The names in a path with `*` for items, whose keys are another run's in the next. */
function placeOf(operations: readonly Operation[], path: string): string[] {
  const operation = operations.find((each) => path === each.path || path.startsWith(`${each.path}/`));
  if (operation === undefined) return [];
  return [operation.kind === "item" ? "*" : readable(operation.name), ...placeOf(operation.children, path)];
}

function causeOf(place: readonly string[], record: RecordedFailure): string {
  return [place.join("/"), normalisedError(reasonOf(record))].filter((part) => part !== "").join(": ");
}
