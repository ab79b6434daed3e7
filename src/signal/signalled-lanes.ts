import { listNewest } from "../github/foreign-artifacts.ts";
import type { Repository } from "../github/context.ts";
import type { NotReached } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import { isNewTo, type WaitingRun } from "../waiting/waiting-run.ts";
import { signalsOf } from "./signal.ts";

/** Artifacts that are looked through, at a hundred a page. */
const mostPages = 5;

/**
 * The lanes of those that wait for an event and that a signal came for, as an artifact. It may be of another event: the run
 * itself looks. Needs `actions: read`.
 */
export async function signalledLanes(
  octokit: Octokit,
  repository: Repository,
  waits: readonly WaitingRun[],
): Promise<{ readonly kind: "known"; readonly lanes: ReadonlySet<string> } | NotReached> {
  const waiting = waits.filter(({ waitsFor }) => waitsFor.has("event"));
  const oldest = { since: Math.min(...waiting.map(({ since }) => since)) };
  const lanes = new Set<string>();
  for (let page = 1; waiting.length > 0 && page <= mostPages; page++) {
    const listed = await listNewest(octokit, repository, page);
    if (listed.kind !== "listed") return listed;
    for (const run of waiting) {
      const isFor = ({ name, createdAt }: (typeof listed.entries)[number]) =>
        name.startsWith(signalsOf(run.key)) && isNewTo(run, createdAt);
      if (listed.entries.some(isFor)) lanes.add(run.lane);
    }
    if (listed.isLast || listed.entries.some(({ createdAt }) => !isNewTo(oldest, createdAt))) break;
  }
  return { kind: "known", lanes };
}
