/** The run in the index of waiting runs, from which a sweep learns what to resume. */
import { relative, sep } from "node:path";
import type { RunOutcome } from "../../../durable/run/run.ts";
import { requireContext } from "../../../github/context.ts";
import type { RunState } from "../../../journal/fold-run.ts";
import { readable } from "../../../report/path-text.ts";
import { eventDigest } from "../../../signal/signal.ts";
import { isForPersonAlone, longestReach } from "../../../waiting/judge.ts";
import { openIndex } from "../../../waiting/open-index.ts";
import type { WaitingIndex } from "../../../waiting/waiting-index.ts";
import type { WaitingNote } from "../../../waiting/waiting-note.ts";
import { keyDigest, waitingName, type WaitingRun, type WaitsFor } from "../../../waiting/waiting-run.ts";
import type { GithubAround } from "./around.ts";

export type Suspended = Extract<RunOutcome, { status: "suspended" }>;

export interface Indexed {
  /**
   * Puts the run in, in place of what stands there of it; `lookAgain`, in milliseconds since the epoch, has it looked at
   * then, whatever it waits for.
   */
  putIn(run: RunState, outcome: Suspended | undefined, lookAgain?: number): ReturnType<WaitingIndex["add"]>;
  /** Whether an earlier attempt put it in as waiting. */
  hasWaited(): Promise<boolean>;
  /** A sweep does away with what is not removed here. */
  takeOut(): Promise<void>;
}

/** `isIndexed`: an earlier job may have put it in. Undefined where the inputs want no index. */
export function indexed(github: GithubAround, isIndexed: boolean): Indexed | undefined {
  const { inputs } = github.job;
  const { "waiting-index": kind } = inputs;
  if (kind === "none") return undefined;
  const { job, repository, scratch } = github;
  let before = isIndexed;
  let opened: Promise<WaitingIndex> | undefined;
  const open = () => (opened ??= connect());
  const connect = async () =>
    openIndex(job.world, {
      kind,
      octokit: await github.octokit(),
      repository,
      cache: await github.cache(),
      scratch,
    });

  return {
    async putIn(run, outcome, lookAgain) {
      const index = await open();
      const earlier = before ? await ours(index) : [];
      const until = outcome && soonest(outcome.until, lookAgain, renewal(github));
      const waiting = { ...waitingRun(github, run, outcome), until };
      const added = await index.add(waiting, noteOf(github, run, outcome));
      if (added.kind !== "added") return added;
      before = true;
      // Twice within a second it may wait for the like, and is in already.
      const isIt = (each: WaitingRun) => waitingName(each) === waitingName(waiting);
      for (const each of earlier) if (!isIt(each)) await index.remove(each);
      return added;
    },
    async hasWaited() {
      const waits = await ours(await open());
      return waits.some((each) => !isForPersonAlone(each));
    },
    async takeOut() {
      if (!before) return;
      const index = await open();
      for (const each of await ours(index)) await index.remove(each);
    },
  };

  async function ours(index: WaitingIndex): Promise<readonly WaitingRun[]> {
    const listed = await index.list(github.lane);
    return listed.kind === "listed" ? listed.runs : [];
  }
}

/** Milliseconds. */
const day = 86_400_000;

/**
 * When what is kept of the run is to be kept anew, before the stores let go of it: an artifact after the repository's
 * retention, in days, and a cache entry that nobody reads after seven. Undefined where its job cannot be run again by then.
 */
function renewal({ job: { world, inputs } }: GithubAround): number | undefined {
  const retention = Number(world.environment["GITHUB_RETENTION_DAYS"]) || 90;
  const days = inputs.store === "cache" ? 5 : Math.max(retention - 1, 0.5);
  return days * day < longestReach ? world.clock.now() + days * day : undefined;
}

/** In milliseconds since the epoch, at a whole second. */
function soonest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.ceil(Math.min(...known) / 1000) * 1000;
}

function waitingRun(
  { job, lane, identity }: GithubAround,
  run: RunState,
  outcome: Suspended | undefined,
): Omit<WaitingRun, "until"> {
  const { runId, attempt } = requireContext(job.context, "runId", "attempt");
  return {
    lane,
    key: keyDigest(identity.key),
    since: Math.floor(job.world.clock.now() / 1000) * 1000,
    waitsFor: waitsFor(run, outcome),
    runId,
    attempt,
    jobId: job.inputs.job,
  };
}

function waitsFor({ callbacks, deadLetters }: RunState, outcome: Suspended | undefined): ReadonlySet<WaitsFor> {
  const found = new Set<WaitsFor>(deadLetters.size > 0 ? ["dead-letters"] : []);
  if (outcome?.until !== undefined) found.add("time");
  for (const path of outcome?.waiting ?? []) {
    const callback = callbacks.get(path);
    if (callback) found.add(callback.approval ? "approval" : "event");
  }
  return found;
}

function noteOf(
  { job, identity, isShared, redact }: GithubAround,
  { callbacks, deadLetters }: RunState,
  outcome: Suspended | undefined,
): WaitingNote {
  const { source, world } = job;
  // OWNER/NAME/PATH@REF
  const workflow = /^[^/]+\/[^/]+\/([^@]+)@/.exec(world.environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1];
  const ref = world.environment["GITHUB_REF"] || undefined;
  const events = new Set((outcome?.waiting ?? []).flatMap((path) => callbacks.get(path)?.event ?? []));
  return {
    automation: source.opened.name,
    file: relative(source.workspace, source.path).split(sep).join("/"),
    key: identity.key,
    lane: identity.lane,
    isShared,
    waiting: (outcome?.waiting ?? [...deadLetters.keys()]).map((path) => redact(readable(path))),
    events: [...events].map(eventDigest),
    ...(workflow !== undefined && { workflow }),
    ...(ref !== undefined && { ref }),
  };
}
