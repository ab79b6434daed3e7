import type { Clock } from "../world.ts";
import type { Channel, Delivered } from "./channels/channel.ts";
import type { FailureReport } from "./failure-report.ts";
import { tasksOf } from "./incident/deliveries.ts";
import type { Delivery, Incident } from "./incident/incident.ts";
import type { Message } from "./message.ts";

/** Milliseconds for all channels; a claim holds a little longer, so that the outcome can be written down. */
const deadline = 100_000;

/** What all messages of one report have in common. */
export interface Telling {
  readonly channels: readonly Channel[];
  readonly repository: string;
  readonly runbookUrl?: string;
  readonly mentions?: readonly string[];
}

/** Tells what `writer` has claimed of an incident, in all channels at once and before the claim runs out. */
export async function tell(
  clock: Pick<Clock, "after">,
  { channels, repository, runbookUrl, mentions = [] }: Telling,
  incident: Incident,
  { writer, failure }: { writer: string; failure: FailureReport | undefined },
): Promise<ReadonlyMap<string, Delivered>> {
  const tellIn = async ([name, { change, reference }]: [string, Delivery]): Promise<[string, Delivered][]> => {
    const channel = channels.find((one) => one.name === name);
    if (channel === undefined) return [];
    const message: Message = {
      change,
      incident,
      mentions,
      repository,
      ...(runbookUrl === undefined ? {} : { runbookUrl }),
      ...(failure === undefined || change === "recovered" ? {} : { failure }),
      ...(incident.closed === undefined ? {} : { lasted: incident.closed.at - incident.firstSeen.at }),
    };
    return [[name, await inTime(clock, (signal) => channel.deliver(message, reference, signal))]];
  };
  return new Map((await Promise.all(tasksOf(incident, writer).map(tellIn))).flat());
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
