/** What one writer takes on: the changes that follow from its observations, and what others left untold. */
import { decide, type Change } from "./decide.ts";
import { isBusy, owing, takingOver, type Writer } from "./deliveries.ts";
import { withIncident, type Entry } from "./entry.ts";
import type { Observation } from "./observation.ts";

export interface Claim {
  /** With a pending delivery of this writer for all it is to tell. */
  readonly entry: Entry;
  /** What changed, by the incident's key. */
  readonly changes: ReadonlyMap<string, Change>;
}

export interface ClaimOptions {
  readonly channels: readonly string[];
  /** Milliseconds. */
  readonly renotifyAfter: number | undefined;
}

/** Gives `busy` where what changes is just being told by another writer. Changes nothing where there is nothing to tell. */
export function claim(
  before: Entry,
  observations: readonly Observation[],
  { channels, renotifyAfter }: ClaimOptions,
  by: Writer,
): Claim | "busy" {
  let entry = before;
  const changes = new Map<string, Change>();
  for (const observation of observations) {
    const decision = decide(entry, observation, renotifyAfter);
    entry = decision.entry;
    for (const [key, change] of decision.told) changes.set(key, change);
  }
  if (before.incidents.some((incident) => changes.has(incident.key) && isBusy(incident, by))) return "busy";
  for (const incident of entry.incidents) {
    const change = changes.get(incident.key);
    const claimed = change === undefined ? takingOver(incident, channels, by) : owing(incident, change, channels, by);
    if (claimed !== incident) entry = withIncident(entry, claimed);
  }
  return { entry, changes };
}
