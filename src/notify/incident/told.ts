/** What one claim had told, and what follows from it. */
import type { Delivered } from "../channels/channel.ts";
import { settled } from "./deliveries.ts";
import { withIncident, type Entry } from "./entry.ts";
import type { Change, Incident } from "./incident.ts";
import type { Observation } from "./observation.ts";

/** What was told of one incident, and what became of it. */
export interface Told {
  readonly change: Change;
  readonly incident: Incident;
  /** By the channel's name. */
  readonly delivered: ReadonlyMap<string, Delivered>;
}

export interface Round {
  /** Whose claim it was. */
  readonly writer: string;
  readonly told: readonly Told[];
}

/** The entry with what became of the claim, where nobody else took it over meanwhile. */
export function withOutcomes(entry: Entry, { writer, told }: Round, now: number): Entry {
  return told.reduce((present, { incident: { key }, delivered }) => {
    const incident = present.incidents.find((one) => one.key === key);
    const after = incident && settled(incident, delivered, { id: writer, now });
    return after === undefined || after === incident ? present : withIncident(present, after);
  }, entry);
}

/** That a person closed an incident shows only where it is told on: who did, and whether they had heard of its newest failure. */
export function closingsIn({ told }: Round, now: number): Observation[] {
  return told.flatMap(({ incident: { key, number, count, deliveries }, delivered }): Observation[] => {
    const [closing] = [...delivered].flatMap(([name, outcome]) =>
      outcome.kind === "delivered" && outcome.closedByPerson !== undefined
        ? [{ name, by: outcome.closedByPerson }]
        : [],
    );
    if (closing === undefined) return [];
    // What can be closed has told of the first failure, even where its answer was lost.
    const heard = deliveries[closing.name]?.heard ?? 1;
    return [{ kind: "closed-by-person", at: now, by: closing.by, incident: { key, number }, unheard: heard < count }];
  });
}
