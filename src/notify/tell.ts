import type { Clock } from "../world.ts";
import type { Channel, Delivered } from "./channels/channel.ts";
import type { Claim } from "./incident/claim.ts";
import { tasksOf } from "./incident/deliveries.ts";
import { incidentKey } from "./incident/entry.ts";
import type { Delivery, Incident } from "./incident/incident.ts";
import type { Outcome } from "./incident/observation.ts";
import type { Round, Told } from "./incident/told.ts";
import type { Message } from "./message.ts";

/** Milliseconds for all channels; a claim holds a little longer, so that the outcome can be written down. */
const deadline = 100_000;

/** What all messages of one report have in common. */
export interface Telling {
  readonly outcome: Outcome;
  /** Their names differ. */
  readonly channels: readonly [Channel, ...Channel[]];
  /** `owner/name`. */
  readonly repository: string;
  readonly runbookUrl?: string;
  readonly mentions?: readonly string[];
}

/** Tells what `writer` has claimed: all incidents in all channels at once, before the claim runs out. */
export async function tellClaimed(
  clock: Pick<Clock, "after">,
  telling: Telling,
  { entry, changes }: Claim,
  writer: string,
): Promise<Round> {
  const { outcome } = telling;
  const own = outcome.kind === "failed" ? incidentKey(entry, outcome.cause) : undefined;

  async function tell(incident: Incident): Promise<Told[]> {
    const tasks = tasksOf(incident, writer);
    const [first] = tasks;
    if (first === undefined) return [];
    const delivered = await Promise.all(tasks.map((task) => deliver(incident, task)));
    const change = changes.get(incident.key) ?? first[1].change;
    return [{ change, incident, delivered: new Map(delivered.flat()) }];
  }

  async function deliver(incident: Incident, [name, delivery]: [string, Delivery]): Promise<[string, Delivered][]> {
    const channel = telling.channels.find((one) => one.name === name);
    if (channel === undefined) return [];
    const failure = outcome.kind === "failed" && incident.key === own ? outcome.failure : undefined;
    const message = messageOf(telling, incident, {
      change: delivery.change,
      ...(failure !== undefined && { failure }),
    });
    return [[name, await inTime(clock, (signal) => channel.deliver(message, delivery.reference, signal))]];
  }

  return { writer, told: (await Promise.all(entry.incidents.map(tell))).flat() };
}

function messageOf(
  { repository, runbookUrl, mentions = [] }: Telling,
  incident: Incident,
  news: Pick<Message, "change" | "failure">,
): Message {
  return {
    ...news,
    incident,
    mentions,
    repository,
    ...(runbookUrl !== undefined && { runbookUrl }),
    ...(incident.closed !== undefined && { lasted: incident.closed.at - incident.firstSeen.at }),
  };
}

async function inTime(
  clock: Pick<Clock, "after">,
  deliver: (signal: AbortSignal) => Promise<Delivered>,
): Promise<Delivered> {
  const late = new AbortController();
  const tooLate = Promise.withResolvers<Delivered>();
  const cancel = clock.after(deadline, () => {
    late.abort(new Error("the channel took too long"));
    tooLate.resolve({ kind: "unknown", reason: `no answer within ${deadline / 1000} s` });
  });
  try {
    return await Promise.race([deliver(late.signal), tooLate.promise]);
  } finally {
    cancel();
  }
}
