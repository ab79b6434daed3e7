/**
 * What an observation makes of the incidents of its key.
 *
 * An incident is open exactly where the newest outcome known of its key is a failure, and nobody closed it knowing of that
 * failure. Outcomes are ordered by their run and attempt, never by when they are reported; within one attempt, of which
 * many jobs may report, a failure outweighs a success.
 */
import { incidentKey, keyOfCause, withIncident, type Entry } from "./entry.ts";
import type { Change, Incident } from "./incident.ts";
import type { Observation } from "./observation.ts";
import { isNewer } from "./sequence.ts";

export interface Decision {
  /** The entry as it was where there is nothing to write. */
  readonly entry: Entry;
  /** What is to be told, by the incident's key. */
  readonly told: ReadonlyMap<string, Change>;
}

type Of<K extends Observation["kind"]> = Extract<Observation, { kind: K }>;

/** `renotifyAfter`: milliseconds after which people are reminded of an incident that is still failing; by default never. */
export function decide(before: Entry, observation: Observation, renotifyAfter = Number.POSITIVE_INFINITY): Decision {
  switch (observation.kind) {
    case "failed":
      return failed(before, observation, renotifyAfter);
    case "succeeded":
      return succeeded(before, observation);
    case "closed-by-person":
      return closedByPerson(before, observation);
  }
}

function failed(before: Entry, failure: Of<"failed">, renotifyAfter: number): Decision {
  const { sequence } = failure.run;
  const key = incidentKey(before, failure.cause);
  const known = before.incidents.find((incident) => incident.key === key);
  const recovered = [before.succeeded, known?.closed?.by === "recovery" ? known.closed.run.sequence : undefined];
  if (recovered.some((end) => end !== undefined && isNewer(end, sequence))) return unchanged(before);

  const isKnown = known !== undefined && !isNewer(sequence, known.lastSeen.run.sequence);
  if (known?.status !== "open") return isKnown ? unchanged(before) : open(before, key, failure);

  const isDue = failure.at - known.notifiedAt >= renotifyAfter;
  if (isKnown && !isDue) return unchanged(before);
  const seen = isKnown ? known : seenAgain(known, failure);
  const reminded = isDue ? { ...seen, notifiedAt: failure.at } : seen;
  return change(before, reminded, isDue ? "reminded" : "updated");
}

function open(before: Entry, key: string, failure: Of<"failed">): Decision {
  const known = before.incidents.find((incident) => incident.key === key);
  const sighting = { at: failure.at, run: failure.run };
  const incident: Incident = {
    key,
    number: (known?.number ?? 0) + 1,
    status: "open",
    firstSeen: sighting,
    lastSeen: sighting,
    count: 1,
    notifiedAt: failure.at,
    title: failure.title,
    severity: failure.severity,
    deliveries: {},
  };
  return change(before, incident, "opened");
}

function seenAgain(known: Incident, { at, run, title, severity }: Of<"failed">): Incident {
  return { ...known, lastSeen: { at, run }, count: known.count + 1, title, severity };
}

function succeeded(before: Entry, { at, run, cause }: Of<"succeeded">): Decision {
  // What never failed is not written down: most keys never do.
  if (before.incidents.length === 0) return unchanged(before);
  if (before.succeeded !== undefined && !isNewer(run.sequence, before.succeeded)) return unchanged(before);
  const own = cause === undefined ? undefined : keyOfCause(before.key, cause);
  const recovered = before.incidents.filter(
    ({ key, status, lastSeen }) =>
      status === "open" && (own === undefined || key === own) && isNewer(run.sequence, lastSeen.run.sequence),
  );
  const known = own === undefined ? { ...before, succeeded: run.sequence } : before;
  const entry = recovered
    .map((incident): Incident => ({ ...incident, status: "closed", closed: { by: "recovery", at, run } }))
    .reduce(withIncident, known);
  return { entry, told: new Map(recovered.map(({ key }) => [key, "recovered"])) };
}

function closedByPerson(before: Entry, { at, by, incident, unheard }: Of<"closed-by-person">): Decision {
  const known = before.incidents.find(({ key, number }) => key === incident.key && number === incident.number);
  if (known?.status !== "open") return unchanged(before);
  if (!unheard) {
    const entry = withIncident(before, { ...known, status: "closed", closed: { by: "person", at, person: by } });
    return { entry, told: new Map() };
  }
  const anew: Incident = {
    ...known,
    number: known.number + 1,
    firstSeen: known.lastSeen,
    count: 1,
    notifiedAt: at,
    deliveries: {},
  };
  return change(before, anew, "opened");
}

function change(before: Entry, incident: Incident, what: Change): Decision {
  return { entry: withIncident(before, incident), told: new Map([[incident.key, what]]) };
}

function unchanged(entry: Entry): Decision {
  return { entry, told: new Map() };
}
