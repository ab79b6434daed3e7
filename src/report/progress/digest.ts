/** Chooses what is worth a line of its own, so that neither a hundred thousand items nor a long outage floods a log. */
import { contextOf, rootPath } from "../../durable/engine/path.ts";
import type { Progress } from "../../durable/engine/progress.ts";
import type { Clock } from "../../world.ts";
import { messageOf, type Message } from "./message.ts";
import { readable } from "../path-text.ts";
import type { Batch, Tally } from "./tally.ts";

/** A map of more items is told of as a whole. */
const mostItems = 20;
/** Failures of such a map's items that are told one by one. */
const mostFailures = 20;
/** Of its items; what is between is told every so often. */
const share = 0.1;
/** Milliseconds. */
const often = 10_000;

/** What was told of a large map. */
interface Told {
  failures: number;
  items: number;
  at: number;
}

export interface Digest {
  /** To be called after the tally has taken it in. */
  messages(progress: Progress): Message[];
  /** Whether something belongs to an item of a large map, and is not told unless it fails. */
  isQuiet(path: string): boolean;
}

export function newDigest(clock: Pick<Clock, "now" | "monotonic">, tally: Tally): Digest {
  const large = new Map<string, Told>();
  /** Contexts in which a failure was told: their own says the same again. */
  const toldBelow = new Set<string>();

  /** The large map that something is an item of, or below one. */
  function mapOf(path: string): string | undefined {
    for (let at = contextOf(path); at !== rootPath; at = contextOf(at)) if (large.has(at)) return at;
    return undefined;
  }

  /** A list is known to be large before its first item, a stream after so many. */
  function notice(path: string): void {
    const batch = tally.batches.get(path);
    if (!batch || large.has(path) || (batch.count ?? endedOf(batch)) <= mostItems) return;
    large.set(path, { failures: 0, items: endedOf(batch), at: clock.monotonic() });
  }

  function ofItem(progress: Progress, map: string, told: Told): Message[] {
    if (progress.type === "failed" || progress.type === "dead-letter") {
      if (isToldBelow(progress)) return [];
      told.failures += 1;
      if (told.failures <= mostFailures) return own(progress);
      if (told.failures > mostFailures + 1) return [];
      return [{ outcome: "failed", path: map, text: "more items failed; the others are counted and not told" }];
    }
    if (progress.type === "log") return own(progress);
    const batch = tally.batches.get(map);
    return batch && isDue(batch, told) ? [{ outcome: "progress", path: map, text: progressText(batch) }] : [];
  }

  function isDue(batch: Batch, told: Told): boolean {
    const items = endedOf(batch);
    const isShare = batch.count !== undefined && items - told.items >= batch.count * share;
    if (items === told.items || items === batch.count) return false;
    if (!isShare && clock.monotonic() - told.at < often) return false;
    Object.assign(told, { items, at: clock.monotonic() });
    return true;
  }

  function isToldBelow({ type, path, ...progress }: Progress): boolean {
    // The list of dead letters at the end says what became of it.
    if (type === "failed" || type === "dead-letter") return toldBelow.has(path);
    if (type !== "done" && type !== "replayed") return false;
    if (tally.knownAs(path) !== path) return true;
    return type === "done" && "kind" in progress && (progress.kind === "item" || progress.kind === "branch");
  }

  function tellsOfFailure({ path, kind }: Extract<Progress, { type: "failed" }>): void {
    if (kind !== "step") toldBelow.add(path);
    for (let at = contextOf(path); at !== rootPath; at = contextOf(at)) toldBelow.add(at);
  }

  function own(progress: Progress): Message[] {
    if (progress.type === "failed") tellsOfFailure(progress);
    const message = messageOf(progress, clock.now());
    if (!message) return [];
    const path = tally.knownAs(message.path);
    const batch = progress.type === "done" ? tally.batches.get(progress.path) : undefined;
    return [{ ...message, path, ...(batch && { text: progressText(batch) }) }];
  }

  return {
    messages(progress) {
      notice(progress.type === "items" ? progress.path : contextOf(progress.path));
      const map = mapOf(progress.path);
      const told = map === undefined ? undefined : large.get(map);
      if (map !== undefined && told) return ofItem(progress, map, told);
      return isToldBelow(progress) ? [] : own(progress);
    },
    isQuiet: (path) => mapOf(path) !== undefined,
  };
}

const plurals: Readonly<Record<Batch["of"], string>> = { item: "items", branch: "branches" };

/** `53 of 120 items: 40 done, 11 replayed, 2 failed`. */
function progressText({ of: what, count, done, replayed, failed }: Batch): string {
  const ended = done + replayed + failed;
  const parts = [
    ...(done > 0 ? [`${done} done`] : []),
    ...(replayed > 0 ? [`${replayed} replayed`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const all = count ?? ended;
  const items = `${all} ${all === 1 ? what : plurals[what]}`;
  const of = all === ended ? items : `${ended} of ${items}`;
  return parts.length > 0 ? `${of}: ${parts.join(", ")}` : of;
}

function endedOf({ done, replayed, failed }: Batch): number {
  return done + replayed + failed;
}

/** Where a message is about, as people read it; the run as a whole has no name. */
export function placeOf({ path }: Message): string {
  return path === "" ? "" : readable(path);
}
