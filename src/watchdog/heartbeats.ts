/** Whether jobs that work on a run of Holdfast's still show that they live. */
import * as z from "zod/mini";
import { isDenial } from "../github/failure.ts";
import { pageSize, type WorkflowRun } from "../github/workflow-runs.ts";
import { heartbeatPrefix, readHeartbeatName, type Heartbeat } from "../store/heartbeat-name.ts";
import type { Judgement } from "./judgement.ts";
import type { Asking } from "./one-workflow.ts";

/** Of a run at work: since when its heartbeat is silent, in milliseconds since the epoch; `unread`: nobody knows. */
export type Silence = number | "unread";

/** By the run's id; nothing of a run that left no heartbeat, or whose heart beats. */
export type Silences = ReadonlyMap<number, Silence>;

/** A run is judged by the last heartbeats of the whole repository, so many pages of them. */
const mostPages = 5;

/**
 * Takes no request where no run is at work for longer than its heartbeat may be silent, else mostly one. A run is silent
 * where it left heartbeats in its latest attempt and every job of it that has not done with it does no more.
 */
export async function findSilences(
  asking: Pick<Asking, "octokit" | "repository" | "requests">,
  runs: readonly WorkflowRun[],
  { now, limits: { heartbeat: longest } }: Judgement,
): Promise<Silences> {
  if (longest === undefined) return new Map();
  const atWork = runs.filter(({ status, startedAt }) => status === "in_progress" && now - startedAt > longest);
  if (atWork.length === 0) return new Map();
  const { heartbeats, since } = await newestHeartbeats(asking, Math.min(...atWork.map(({ startedAt }) => startedAt)));
  const silences = new Map<number, Silence>();
  for (const { id, attempt, startedAt } of atWork) {
    const own = heartbeats.filter((one) => one.runId === id && one.attempt === attempt);
    const lastOf = [...Map.groupBy(own, ({ lane }) => lane).values()].map((ofLane) => ofLane.reduce(later));
    const beating = lastOf.filter(({ isLast }) => !isLast).map(({ at }) => at);
    const newest = Math.max(...beating);
    if (own.length === 0 && since > startedAt) silences.set(id, "unread");
    else if (beating.length > 0 && now - newest > longest) silences.set(id, newest);
  }
  return silences;
}

function later(one: Heartbeat, other: Heartbeat): Heartbeat {
  if (one.at === other.at) return one.isLast ? one : other;
  return one.at > other.at ? one : other;
}

const cachePage = z.object({
  actions_caches: z.array(z.object({ key: z.optional(z.string()), created_at: z.optional(z.string()) })),
});

/** Every heartbeat since a time is among them. Times are GitHub's: the clocks of runners are not compared with it. */
async function newestHeartbeats(
  { octokit, repository, requests }: Pick<Asking, "octokit" | "repository" | "requests">,
  from: number,
): Promise<{ readonly heartbeats: readonly Heartbeat[]; readonly since: number }> {
  const heartbeats: Heartbeat[] = [];
  const order = { sort: "created_at", direction: "desc", per_page: pageSize } as const;
  const asked = { owner: repository.owner, repo: repository.name, key: heartbeatPrefix, ...order };
  let since = Number.POSITIVE_INFINITY;
  for (let page = 1; page <= mostPages && since > from; page++) {
    if (!requests.take()) break;
    const { data } = await octokit.rest.actions.getActionsCacheList({ ...asked, page }).catch(noneWhereDenied);
    const found = z.parse(cachePage, data).actions_caches.map(({ key = "", created_at: created = "" }) => {
      const heartbeat = readHeartbeatName(key);
      return { heartbeat, at: Date.parse(created) || (heartbeat?.at ?? 0) };
    });
    for (const { heartbeat, at } of found) if (heartbeat !== undefined) heartbeats.push({ ...heartbeat, at });
    since = found.length < pageSize ? 0 : (found.at(-1)?.at ?? 0);
  }
  return { heartbeats, since };
}

/** Who may see no caches, as on a server that shows none, judges as where there are no heartbeats. */
function noneWhereDenied(error: unknown): { data: unknown } {
  if (!isDenial(error)) throw error;
  return { data: { actions_caches: [] } };
}
