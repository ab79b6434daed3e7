/** What a ledger keeps of one key. */
import * as z from "zod/mini";
import { bounds, incidentSchema, type Incident } from "./incident.ts";
import { sequenceSchema } from "./sequence.ts";

/** More causes of one key share an incident: a cause that is not well normalised must not fill the ledger. */
export const mostCauses = 20;

export const entrySchema = z.strictObject({
  version: z.literal(1),
  key: z.string().check(z.minLength(1), z.maxLength(bounds.key)),
  /** The newest attempt known to have succeeded, which recovered whatever had failed before. */
  succeeded: z.optional(sequenceSchema),
  /** One for each cause, the latest of each; in the order in which they opened. */
  incidents: z.array(incidentSchema).check(z.maxLength(mostCauses + 1)),
});
export type Entry = z.infer<typeof entrySchema>;

/** Of a key that never failed. */
export function emptyEntry(key: string): Entry {
  return { version: 1, key, incidents: [] };
}

/** The entry with this incident in place of what it knew of the same key; one that opens goes to the end. */
export function withIncident(entry: Entry, incident: Incident): Entry {
  const known = entry.incidents.find(({ key }) => key === incident.key);
  if (known?.number === incident.number) {
    return { ...entry, incidents: entry.incidents.map((one) => (one === known ? incident : one)) };
  }
  const others = entry.incidents.filter((one) => one !== known);
  // Room is made by forgetting what closed longest ago. Where all are open, `incidentKey` opens no more.
  const forgotten = others.length < mostCauses ? undefined : others.find(({ status }) => status === "closed");
  return { ...entry, incidents: [...others.filter((one) => one !== forgotten), incident] };
}

/** The key of the incident that a failure of this cause belongs to. */
export function incidentKey({ key, incidents }: Entry, cause: string | undefined): string {
  if (cause === undefined) return key;
  const own = keyOfCause(key, cause);
  const open = incidents.filter(({ status }) => status === "open");
  return open.length < mostCauses || open.some((incident) => incident.key === own) ? own : key;
}

/** The key of the incident that a cause has to itself. */
export function keyOfCause(key: string, cause: string): string {
  // A key has no line feed, so that no two pairs of key and cause give the same.
  return `${key}\n${cause}`;
}
