import { listNewest } from "../github/foreign-artifacts.ts";
import type { Repository } from "../github/context.ts";
import type { NotReached } from "../github/not-reached.ts";
import type { Octokit } from "../github/octokit.ts";
import type { WaitingRun } from "./waiting-run.ts";

/** Milliseconds by which the clocks of runners and of GitHub may differ, and a signal come before who waits for it is put in. */
const allowance = 2 * 60_000;

/** Artifacts that are looked through, at a hundred a page. */
const mostPages = 5;

/**
 * The lanes of those that wait for an event of which a signal came: as an artifact `holdfast-signal-KEY-EVENT`, where KEY is
 * the digest of their run key. It may be of another event: the run itself looks. Needs `actions: read`.
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
    for (const { name, createdAt } of listed.entries) {
      const key = /^holdfast-signal-([0-9a-f]{16})-/.exec(name)?.[1];
      for (const one of waiting) if (one.key === key && createdAt >= one.since - allowance) lanes.add(one.lane);
    }
    if (listed.isLast || listed.entries.some(({ createdAt }) => createdAt < oldest)) break;
  }
  return { kind: "known", lanes };
}
