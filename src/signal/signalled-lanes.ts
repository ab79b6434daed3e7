import { listNewest } from "../github/foreign-artifacts.ts";
import type { Repository } from "../github/context.ts";
import type { NotReached } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import type { WaitingRun } from "../waiting/waiting-run.ts";
import { signalsOf } from "./signal.ts";

/** Milliseconds by which the clocks of runners and of GitHub may differ, and a signal come before who waits for it is put in. */
const allowance = 2 * 60_000;

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
  const oldest = Math.min(...waiting.map(({ since }) => since)) - allowance;
  const lanes = new Set<string>();
  for (let page = 1; waiting.length > 0 && page <= mostPages; page++) {
    const listed = await listNewest(octokit, repository, page);
    if (listed.kind !== "listed") return listed;
    for (const { lane, key, since } of waiting) {
      const isFor = ({ name, createdAt }: (typeof listed.entries)[number]) =>
        name.startsWith(signalsOf(key)) && createdAt >= since - allowance;
      if (listed.entries.some(isFor)) lanes.add(lane);
    }
    if (listed.isLast || listed.entries.some(({ createdAt }) => createdAt < oldest)) break;
  }
  return { kind: "known", lanes };
}
