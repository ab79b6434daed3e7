/** What one writer takes on: what others left untold, then the changes that follow from its observations. */
import { decide } from "./decide.ts";
import { isBusy, owing, takingOver, type Writer } from "./deliveries.ts";
import { withIncident, type Entry } from "./entry.ts";
import type { Change, Incident } from "./incident.ts";
import type { Observation } from "./observation.ts";

export interface Claim {
  /** With a pending delivery of this writer for all it is to tell. */
  readonly entry: Entry;
  /** What changed, by the incident's key. */
  readonly changes: ReadonlyMap<string, Change>;
  /** What is left to be decided when that is told. */
  readonly rest: readonly Observation[];
}

export interface ClaimOptions {
  readonly channels: readonly string[];
  /** Milliseconds. */
  readonly renotifyAfter?: number | undefined;
}

/** Gives `busy` where what changes is being told by another writer; the entry itself where there is nothing to write. */
export function claim(
  before: Entry,
  observations: readonly Observation[],
  { channels, renotifyAfter }: ClaimOptions,
  by: Writer,
): Claim | "busy" {
  // An incident that opens anew takes the place of the last one, whose end people must have heard of by then.
  const leftOver = revised(before, (incident) => takingOver(incident, channels, by));
  if (leftOver !== before) return { entry: leftOver, changes: new Map(), rest: observations };

  const changes = new Map<string, Change>();
  const decided = observations.reduce((entry, observation) => {
    const decision = decide(entry, observation, renotifyAfter);
    for (const [key, change] of decision.told) changes.set(key, change);
    return decision.entry;
  }, before);
  if (before.incidents.some((incident) => changes.has(incident.key) && isBusy(incident, by))) return "busy";
  const entry = revised(decided, (incident) => {
    const change = changes.get(incident.key);
    return change === undefined ? incident : owing(incident, change, channels, by);
  });
  return { entry, changes, rest: [] };
}

/** The entry itself where no incident is revised. */
function revised(entry: Entry, revise: (incident: Incident) => Incident): Entry {
  return entry.incidents.reduce((present, incident) => {
    const after = revise(incident);
    return after === incident ? present : withIncident(present, after);
  }, entry);
}
