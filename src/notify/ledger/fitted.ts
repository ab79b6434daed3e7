import type { Entry } from "../incident/entry.ts";
import type { Incident, RunReference } from "../incident/incident.ts";

/**
 * As much of an entry as fits, which without its incidents it has to. First to go is what is over and told, then what is
 * only shown of runs and deliveries. At last it is the incidents that opened first: who fails of them again opens them anew.
 */
export function fitted(entry: Entry, fits: (entry: Entry) => boolean): Entry {
  let least = entry;
  for (const less of lessAndLess(entry)) {
    least = less;
    if (fits(less)) break;
  }
  return least;
}

function* lessAndLess(entry: Entry): Generator<Entry> {
  let left = entry;
  const without = (one: Incident) =>
    (left = { ...left, incidents: left.incidents.filter(({ key }) => key !== one.key) });
  yield left;
  for (const one of left.incidents.filter(isOver)) yield without(one);
  yield (left = { ...left, incidents: left.incidents.map(plain) });
  for (const one of left.incidents.filter(({ status }) => status === "closed")) yield without(one);
  for (const one of left.incidents) yield without(one);
}

/** Whether there is nothing more to tell of it, either. */
function isOver({ status, deliveries }: Incident): boolean {
  return status === "closed" && Object.values(deliveries).every(({ state }) => state === "delivered");
}

function plain(incident: Incident): Incident {
  const { firstSeen, lastSeen, closed, deliveries } = incident;
  return {
    ...incident,
    firstSeen: { ...firstSeen, run: plainRun(firstSeen.run) },
    lastSeen: { ...lastSeen, run: plainRun(lastSeen.run) },
    ...(closed?.by === "recovery" && { closed: { ...closed, run: plainRun(closed.run) } }),
    deliveries: Object.fromEntries(
      Object.entries(deliveries).map(([name, one]) => [name, { ...one, reason: undefined }]),
    ),
  };
}

function plainRun({ sequence }: RunReference): RunReference {
  return { sequence };
}
