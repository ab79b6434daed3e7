/** Who tells what in which channel. A delivery that is pending is its writer's for a while, so that nothing is told twice. */
import type { Delivered } from "../channels/channel.ts";
import { bounds, type Change, type Delivery, type Incident } from "./incident.ts";

/** Milliseconds a writer has to deliver; one that took longer is taken for dead. */
const lease = 2 * 60_000;

/** How many writers try to deliver one change. */
const mostAttempts = 5;

export interface Writer {
  /** Unique to one claim. */
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
    return news === undefined ? [] : [[name, pending(news, 1, by, last)]];
  });
  const removed = Object.entries(incident.deliveries).filter(([name]) => !channels.includes(name));
  return { ...incident, deliveries: Object.fromEntries([...removed, ...owed]) };
}

/** Where a channel may not have heard that the incident opened, that is the news; and a recovery only where it may have. */
function newsTo(last: Delivery | undefined, change: Change): Change | undefined {
  const heardOfOpening = last?.change === "opened" ? last.state : "delivered";
  const isNew = last === undefined || heardOfOpening === "failed";
  if (change === "recovered") return isNew ? undefined : change;
  return isNew || heardOfOpening !== "delivered" ? "opened" : change;
}

/** The incident with this writer's try at what others could not deliver, or left undone. */
export function takingOver(incident: Incident, channels: readonly string[], by: Writer): Incident {
  const overdue = channels.flatMap((name): [string, Delivery][] => {
    const last = incident.deliveries[name];
    return last === undefined || !isOverdue(last, by.now)
      ? []
      : [[name, pending(last.change, last.attempt + 1, by, last)]];
  });
  if (overdue.length === 0) return incident;
  return { ...incident, deliveries: { ...incident.deliveries, ...Object.fromEntries(overdue) } };
}

/** What a channel may have taken is told again: a message too many is better than a failure nobody hears of. */
function isOverdue({ state, since, attempt }: Delivery, now: number): boolean {
  return state !== "delivered" && now - since >= lease && attempt < mostAttempts;
}

function pending(change: Change, attempt: number, { id, now }: Writer, last: Partial<Delivery> = {}): Delivery {
  const { heard, reference } = last;
  return { change, state: "pending", since: now, writer: id, attempt, heard, reference };
}

/** The channels in which this writer has still to tell of the incident, with what. */
export function tasksOf({ deliveries }: Incident, writer: string): [channel: string, delivery: Delivery][] {
  return Object.entries(deliveries).filter(([, one]) => one.state === "pending" && one.writer === writer);
}

/** The incident with what came of this writer's deliveries. */
export function settled(incident: Incident, outcomes: ReadonlyMap<string, Delivered>, by: Writer): Incident {
  const tasks = tasksOf(incident, by.id).flatMap(([name, delivery]): [string, Delivery][] => {
    const outcome = outcomes.get(name);
    return outcome === undefined ? [] : [[name, settledDelivery(incident, delivery, outcome, by.now)]];
  });
  if (tasks.length === 0) return incident;
  return { ...incident, deliveries: { ...incident.deliveries, ...Object.fromEntries(tasks) } };
}

function settledDelivery({ count }: Incident, delivery: Delivery, outcome: Delivered, now: number): Delivery {
  const after = { ...delivery, state: outcome.kind, since: now };
  return outcome.kind === "delivered"
    ? { ...after, heard: count, reference: outcome.reference ?? delivery.reference }
    : { ...after, reason: outcome.reason.slice(0, bounds.reason) };
}
