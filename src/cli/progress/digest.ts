/** Chooses what is worth a line of its own, so that neither a hundred thousand items nor a long outage floods a log. */
import { contextOf } from "../../durable/path.ts";
import type { Progress } from "../../durable/progress.ts";
import type { Clock } from "../../world.ts";
import { messageOf, readable, type Message } from "./message.ts";
import type { Batch, Tally } from "./tally.ts";

/** A map of more items is told of as a whole. */
const mostItems = 20;
/** Failures of such a map's items that are told one by one. */
const mostFailures = 20;
/** Of its items; what is between is told every so often. */
const share = 0.1;
/** Milliseconds. */
const often = 30_000;

interface Told {
  failures: number;
  items: number;
  at: number;
}

export interface Digest {
  /** To be called after the tally has taken it in. */
  messages(progress: Progress): Message[];
}

export function newDigest(clock: Pick<Clock, "now" | "monotonic">, tally: Tally): Digest {
  /** What was told of large maps, by path. */
  const told = new Map<string, Told>();
  /** The operation whose failure was last told: that of what it stands in says the same again. */
  let lastFailed = "";

  function largeMapAbove(path: string): string | undefined {
    for (let at = path; at !== ""; at = contextOf(at)) if (told.has(at)) return at;
    return undefined;
  }

  function messages(progress: Progress): Message[] {
    const { path } = progress;
    if (progress.type === "items") {
      if (progress.count > mostItems) told.set(path, { failures: 0, items: 0, at: clock.monotonic() });
      return [];
    }
    const map = largeMapAbove(path);
    if (map === path) told.delete(path);
    else if (map !== undefined) return ofItem(progress, map);
    if (isSaidBelow(progress)) return [];
    if (progress.type === "failed") lastFailed = path;
    return said(progress);
  }

  function ofItem(progress: Progress, map: string): Message[] {
    const before = told.get(map)!;
    if (progress.type === "failed" || progress.type === "dead-letter") {
      if (isSaidBelow(progress)) return [];
      if (progress.type === "failed") lastFailed = progress.path;
      before.failures += 1;
      if (before.failures <= mostFailures) return said(progress);
      if (before.failures > mostFailures + 1) return [];
      return [{ outcome: "failed", path: map, text: "more items failed than are told one by one" }];
    }
    if (progress.type === "log") return said(progress);
    const batch = tally.batches.get(map);
    if (!batch) return [];
    const items = batch.done + batch.failed + batch.replayed;
    const isDue = items - before.items >= (batch.count ?? Number.POSITIVE_INFINITY) * share;
    if (items === before.items || (!isDue && clock.monotonic() - before.at < often)) return [];
    told.set(map, { ...before, items, at: clock.monotonic() });
    return [{ outcome: "log", path: map, text: progressText(batch) }];
  }

  function isSaidBelow(progress: Progress): boolean {
    if (progress.type === "failed") return lastFailed.startsWith(`${progress.path}/`);
    return progress.type === "done" && (progress.kind === "item" || progress.kind === "branch");
  }

  function said(progress: Progress): Message[] {
    const message = messageOf(progress, clock.now());
    if (!message) return [];
    const batch = progress.type === "done" ? tally.batches.get(progress.path) : undefined;
    return [batch ? { ...message, text: progressText(batch) } : message];
  }

  return { messages };
}

/** `53 of 120 items: 40 done, 11 replayed, 2 failed`. */
export function progressText({ count, done, replayed, failed }: Batch): string {
  const ended = done + replayed + failed;
  const parts = [
    ...(done > 0 ? [`${done} done`] : []),
    ...(replayed > 0 ? [`${replayed} replayed`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const of = count === undefined ? `${ended} items` : `${ended} of ${count} items`;
  return parts.length > 0 ? `${of}: ${parts.join(", ")}` : of;
}

/** Where a message is about, as people read it; the run as a whole has no name. */
export function placeOf({ path }: Message): string {
  return path === "" ? "" : readable(path);
}
