import type { NotReached } from "../github/not-reached.ts";
import type { WaitingIndex } from "./waiting-index.ts";
import { waitingName, type WaitingRun } from "./waiting-run.ts";

/**
 * Two indexes as one: a run is added to the first that takes it, and looked for in both. `onDenied` is told, once a reason,
 * where this job may not add to the first, or may look in one only.
 */
export function firstOf(
  [first, second]: readonly [WaitingIndex, WaitingIndex],
  onDenied: (reason: string) => void,
): WaitingIndex {
  /** In which of them a run was listed. */
  const places = new Map<string, WaitingIndex>();
  const told = new Set<string>();

  function tell(reason: string): void {
    if (!told.has(reason)) onDenied(reason);
    told.add(reason);
  }

  function placesOf(run: WaitingRun): readonly WaitingIndex[] {
    const place = places.get(waitingName(run));
    return place === undefined ? [first, second] : [place];
  }

  return {
    async add(run, note) {
      const added = await first.add(run, note);
      if (added.kind === "added") return added;
      if (added.kind === "denied") tell(added.reason);
      const other = await second.add(run, note);
      return other.kind === "added" ? other : both(added, other);
    },
    async list(lane) {
      const [own, other] = await Promise.all([first.list(lane), second.list(lane)]);
      if (own.kind === "unavailable") return own;
      if (other.kind === "unavailable") return other;
      if (own.kind === "denied" && other.kind === "denied") return both(own, other);
      const runs = new Map<string, WaitingRun>();
      const listed = [
        { index: second, answer: other },
        { index: first, answer: own },
      ];
      for (const { index, answer } of listed) {
        if (answer.kind === "denied") tell(answer.reason);
        for (const run of answer.kind === "listed" ? answer.runs : []) {
          runs.set(waitingName(run), run);
          places.set(waitingName(run), index);
        }
      }
      return { kind: "listed", runs: [...runs.values()] };
    },
    async noteOf(run) {
      for (const index of placesOf(run)) {
        const note = await index.noteOf(run);
        if (note !== undefined) return note;
      }
      return undefined;
    },
    async remove(run) {
      const removed = await Promise.all(placesOf(run).map((index) => index.remove(run)));
      return removed.find(({ kind }) => kind !== "removed") ?? { kind: "removed" };
    },
  };
}

/** Denied for good only where both are. */
function both(one: NotReached, other: NotReached): NotReached {
  const kind = one.kind === "denied" && other.kind === "denied" ? "denied" : "unavailable";
  return { kind, reason: `${one.reason}; ${other.reason}` };
}
