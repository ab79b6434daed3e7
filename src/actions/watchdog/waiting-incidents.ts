/** Which incidents runs that wait are: one key a kind for the repository, and a cause for each lane. */
import { keyOfCause, mostCauses } from "../../notify/incident/entry.ts";
import type { Incident } from "../../notify/incident/incident.ts";
import type { WaitingKind } from "../../watchdog/finding.ts";
import { well } from "../../watchdog/ruling.ts";
import type { ListedRuns, WaitingVerdict } from "../../watchdog/waiting/look.ts";
import type { Case, Subject } from "./subject.ts";

/** A lane that waits no longer is in no list: which ones have recovered only the open incidents tell. */
export function waitingSubjects(
  { kinds, verdicts }: Pick<ListedRuns, "kinds" | "verdicts">,
  prefix: string,
): Subject[] {
  return kinds.map((kind) => {
    const key = `${prefix} / waiting runs / ${kind}`;
    return { key, casesOf: (open) => casesOf(kind, verdicts, key, open) };
  });
}

/** What is over comes first. Of what is found so many are told as one key has incidents; the others when there is room. */
function casesOf(
  kind: WaitingKind,
  verdicts: readonly WaitingVerdict[],
  key: string,
  open: readonly Incident[],
): Case[] {
  const own = new Map(
    verdicts.filter((one) => one.kind === kind).map((one) => [keyOfCause(key, one.waiting.lane), one]),
  );
  const over = open.flatMap((incident): Case[] => {
    const ruling = own.get(incident.key)?.ruling ?? well;
    return ruling.kind === "well"
      ? [{ cause: causeOf(incident, key), name: "", ruling: { kind: "well" }, incident }]
      : [];
  });
  let room = mostCauses - (open.length - over.length);
  const found = [...own].flatMap(
    ([
      incidentKey,
      {
        name,
        waiting: { lane },
        ruling,
      },
    ]): Case[] => {
      const incident = open.find((one) => one.key === incidentKey);
      return ruling.kind === "found" && (incident !== undefined || room-- > 0)
        ? [{ cause: lane, name, ruling, incident }]
        : [];
    },
  );
  return [...over, ...found];
}

function causeOf(incident: Incident, key: string): string {
  return incident.key.slice(key.length + 1);
}
