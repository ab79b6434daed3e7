/** Who tells what in which channel. A delivery that is pending is its writer's for a while, so that nothing is told twice. */
import type { Delivered } from "../channels/channel.ts";
import { bounds, type Change, type Delivery, type Incident } from "./incident.ts";

/** Milliseconds a writer has to deliver; one that took longer is taken for dead. */
export const lease = 2 * 60_000;

/** How many writers try to deliver one change. */
const mostAttempts = 5;

export interface Writer {
  /** Unique to one report. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Whether another writer is about to tell something of the incident: what changes next has to wait for it. */
export function isBusy({ deliveries }: Incident, { id, now }: Writer): boolean {
  return Object.values(deliveries).some(
    ({ state, since, writer }) => state === "pending" && writer !== id && now - since < lease,
  );
}

/** The incident with a change that this writer is to tell in these channels. */
export function owing(incident: Incident, change: Change, channels: readonly string[], by: Writer): Incident {
  const owed = channels.flatMap((name): [string, Delivery][] => {
    const last = incident.deliveries[name];
    const news = newsTo(last, change);
    return news === undefined ? [] : [[name, pending(news, 1, by, last?.reference)]];
  });
  const removed = Object.entries(incident.deliveries).filter(([name]) => !channels.includes(name));
  return { ...incident, deliveries: Object.fromEntries([...removed, ...owed]) };
}

/** Where a channel may not have heard that the incident opened, that is the news; and a recovery only where it has. */
function newsTo(last: Delivery | undefined, change: Change): Change | undefined {
  const neverHeard = last === undefined || (last.change === "opened" && last.state === "failed");
  if (change === "recovered") return neverHeard ? undefined : change;
  return neverHeard || (last.change === "opened" && last.state === "pending") ? "opened" : change;
}

/** The incident with this writer's second try at what another could not deliver, or left undone. */
export function takingOver(incident: Incident, channels: readonly string[], by: Writer): Incident {
  const overdue = channels.flatMap((name): [string, Delivery][] => {
    const last = incident.deliveries[name];
    return last === undefined || !isOverdue(last, by.now)
      ? []
      : [[name, pending(last.change, last.attempt + 1, by, last.reference)]];
  });
  if (overdue.length === 0) return incident;
  return { ...incident, deliveries: { ...incident.deliveries, ...Object.fromEntries(overdue) } };
}

function isOverdue({ state, since, attempt }: Delivery, now: number): boolean {
  return (state === "pending" || state === "failed") && now - since >= lease && attempt < mostAttempts;
}

function pending(change: Change, attempt: number, { id, now }: Writer, reference: string | undefined): Delivery {
  return {
    change,
    state: "pending",
    since: now,
    writer: id,
    attempt,
    ...(reference === undefined ? {} : { reference }),
  };
}

/** The channels in which this writer has still to tell of the incident, with what. */
export function tasksOf({ deliveries }: Incident, writer: string): [channel: string, delivery: Delivery][] {
  return Object.entries(deliveries).filter(([, one]) => one.state === "pending" && one.writer === writer);
}

/** The incident with what came of this writer's deliveries. */
export function settled(incident: Incident, outcomes: ReadonlyMap<string, Delivered>, by: Writer): Incident {
  const tasks = tasksOf(incident, by.id).flatMap(([name, delivery]): [string, Delivery][] => {
    const outcome = outcomes.get(name);
    return outcome === undefined ? [] : [[name, outcomeOf(delivery, outcome, by.now)]];
  });
  if (tasks.length === 0) return incident;
  return { ...incident, deliveries: { ...incident.deliveries, ...Object.fromEntries(tasks) } };
}

function outcomeOf(delivery: Delivery, outcome: Delivered, now: number): Delivery {
  const ended = { ...delivery, state: outcome.kind, since: now };
  if (outcome.kind !== "delivered") return { ...ended, reason: outcome.reason.slice(0, bounds.reason) };
  return outcome.reference === undefined ? ended : { ...ended, reference: outcome.reference };
}
