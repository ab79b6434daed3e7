/** Opens the lane an action works on. */
import { join } from "node:path";
import * as z from "zod/mini";
import { openLane, type Lane, type LaneOptions, type WriterState } from "../../durable/lane/lane.ts";
import { requireContext, runAttemptUrl, type RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { Writer } from "../../journal/event-parts.ts";
import { laneId, type LaneIdentity } from "../../store/lane-id.ts";
import type { World } from "../../world.ts";
import { laneInputs } from "./inputs.ts";
import { laneIdentity, type IdentityInputs } from "./identity.ts";
import { openStore, type StoreName } from "./store.ts";

export interface LaneInputs extends IdentityInputs {
  readonly store: StoreName;
  readonly token?: string | undefined;
}

/**
 * Notes for the post step which lane to close, in the process that opened it. The runner evaluates inputs anew for the
 * post step, and what they say may have changed by then.
 */
export function rememberLane(runner: RunnerCommands, { isOpener, identity }: Lane, { key, store }: LaneInputs): void {
  if (isOpener) runner.saveState("lane", JSON.stringify({ key, lane: identity.lane, store }));
}

/** What {@link rememberLane} noted, with the token that is never noted; undefined where another process closes. */
export function recallLane(runner: RunnerCommands, environment: World["environment"]): LaneInputs | undefined {
  const noted = runner.getState("lane");
  if (noted === "") return undefined;
  return { ...notedSchema.parse(JSON.parse(noted)), token: environment["INPUT_TOKEN"] || undefined };
}

/** The lane is no input any more: made of a matrix it may be long, and hold line breaks. */
const notedSchema = z.strictObject({ key: laneInputs.key, lane: z.string(), store: laneInputs.store });

/** The folder of ours that lasts as long as the job. */
export function jobFolder(context: RunnerContext): string {
  return join(requireContext(context, "temporaryFolder").temporaryFolder, "holdfast");
}

/**
 * Opens the lane that the inputs and the runner name; `beforeFirst` is called where nothing is recorded under them yet.
 * Throws as `openLane` does, and on inputs that make no sense.
 */
export async function openActionLane(
  world: World,
  context: RunnerContext,
  inputs: LaneInputs,
  beforeFirst?: () => void,
): Promise<Lane> {
  const options = laneOptions(world, context, inputs, laneIdentity(inputs, context), inputs.key !== undefined);
  await world.files.makeFolder(jobFolder(context));
  return openLane(world, { ...options, beforeFirst });
}

/** How a job opens a lane of this identity, which runs of other workflows have as well where it is shared. */
export function laneOptions(
  world: World,
  context: RunnerContext,
  inputs: Pick<LaneInputs, "store" | "token">,
  identity: LaneIdentity,
  isShared: boolean,
): LaneOptions {
  const { runId, attempt } = requireContext(context, "runId", "attempt");
  const folder = join(jobFolder(context), laneId(identity));
  const link = runAttemptUrl(context);
  return {
    identity,
    writer: { runId, attempt, ...(link === undefined ? {} : { link }) },
    attempt,
    folder,
    store: openStore(world, context, {
      name: inputs.store,
      token: inputs.token,
      scratch: `${folder}.scratch`,
      reach: isShared ? "all-runs" : "this-run",
    }),
    isFirst: attempt === 1 && !isShared,
    isShared,
    stateOf: (writer) => stateOf(world, context, inputs.token, writer),
  };
}

/** Whether the job that claimed a lane can still write. An earlier attempt of this run has ended, or this would not run. */
async function stateOf(
  world: World,
  context: RunnerContext,
  token: string | undefined,
  writer: Writer,
): Promise<WriterState> {
  const { repository, runId, attempt } = requireContext(context, "repository", "runId", "attempt");
  if (writer.runId === undefined || writer.attempt === undefined) {
    return { kind: "unknown", reason: "nothing tells whether it has ended" };
  }
  if (writer.runId === runId && writer.attempt < attempt) return { kind: "ended" };
  if (writer.runId === runId && context.act) {
    const reason = "act gives every run the same id: run it by `holdfast act`, or pass another `--env GITHUB_RUN_ID=…`";
    return { kind: "unknown", reason };
  }
  if (writer.runId === runId) return { kind: "running" };
  if (token === undefined)
    return { kind: "unknown", reason: "without the input token nobody can ask whether it has ended" };
  const { createOctokit } = await import("../../github/octokit.ts");
  const { runState } = await import("../../github/runs.ts");
  const octokit = await createOctokit(world, context, { token });
  return runState(octokit, { repository, runId: writer.runId, attempt: writer.attempt });
}
