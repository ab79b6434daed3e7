import type { AttemptedRun } from "../github/attempted-runs.ts";
import { takingOver } from "../notify/incident/deliveries.ts";
import type { Entry } from "../notify/incident/entry.ts";
import type { Incident } from "../notify/incident/incident.ts";
import { isNewer } from "../notify/incident/sequence.ts";

/**
 * Whether nothing is left to tell of an attempt of a run: its failure is told, or that of a newer attempt, or a newer one
 * has succeeded. What a channel of these refused, or may not have taken, is left as long as another try is due. `now` is in
 * milliseconds since the epoch. The entry is that of the run's work.
 */
export function isTold(
  { succeeded, incidents }: Entry,
  { id, attempt }: Pick<AttemptedRun, "id" | "attempt">,
  channels: readonly string[],
  now: number,
): boolean {
  // Whoever tells next takes over what is overdue.
  const isDone = (incident: Incident) => takingOver(incident, channels, { id: "", now }) === incident;
  const told = incidents.filter(isDone).map(({ lastSeen }) => lastSeen.run.sequence);
  const known = succeeded === undefined ? told : [succeeded, ...told];
  return known.some((sequence) => !isNewer([id, attempt], sequence));
}
