import { listNewest } from "../github/foreign-artifacts.ts";
import type { Repository } from "../github/context.ts";
import type { NotReached } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import type { ArtifactEntry } from "../store/services.ts";
import type { WaitingIndex } from "../waiting/waiting-index.ts";
import { isNewTo, type WaitingRun } from "../waiting/waiting-run.ts";
import { signalsOf } from "./signal.ts";

/** Artifacts that are looked through, those of forks and expired ones not counted, and pages at most: anybody has a fork. */
const mostLooked = 500;
const mostPages = 20;

/**
 * The lanes of those that wait for an event and that a signal came for, as an artifact: of that event, as far as the note of
 * the run tells. Needs `actions: read`.
 */
export async function signalledLanes(
  octokit: Octokit,
  repository: Repository,
  index: Pick<WaitingIndex, "noteOf">,
  waits: readonly WaitingRun[],
): Promise<{ readonly kind: "known"; readonly lanes: ReadonlySet<string> } | NotReached> {
  const waiting = waits.filter(({ waitsFor }) => waitsFor.has("event"));
  const oldest = { since: Math.min(...waiting.map(({ since }) => since)) };
  const sent: Sent[] = [];
  for (let page = 1; waiting.length > 0 && sent.length < mostLooked && page <= mostPages; page++) {
    const listed = await listNewest(octokit, repository, page);
    if (listed.kind !== "listed") return listed;
    sent.push(...listed.entries);
    if (listed.isLast || listed.entries.some(({ createdAt }) => !isNewTo(oldest, createdAt))) break;
  }
  const lanes = new Set<string>();
  for (const run of waiting) {
    const events = eventsFor(run, sent);
    if (events.length === 0) continue;
    // A note is read for those alone that may be meant.
    const wanted = (await index.noteOf(run))?.events;
    if (wanted === undefined || events.some((event) => wanted.includes(event))) lanes.add(run.lane);
  }
  return { kind: "known", lanes };
}

type Sent = Pick<ArtifactEntry, "name" | "createdAt">;

/** Digests of the events that came for a run and that it may not know. */
function eventsFor(run: WaitingRun, sent: readonly Sent[]): string[] {
  const beginning = signalsOf(run.key);
  return sent
    .filter(({ name, createdAt }) => name.startsWith(beginning) && isNewTo(run, createdAt))
    .map(({ name }) => name.slice(beginning.length));
}
