import type { World } from "../world.ts";
import { boundedKey, boundedOutcome } from "./incident/bounded.ts";
import { claim, type ClaimOptions } from "./incident/claim.ts";
import { emptyEntry, incidentKey, type Entry } from "./incident/entry.ts";
import type { Incident } from "./incident/incident.ts";
import type { Observation, Outcome } from "./incident/observation.ts";
import { closingsIn, withOutcomes, type Round, type Told } from "./incident/told.ts";
import { amend } from "./ledger/amend.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { letPeersPass } from "./peers.ts";
import { tellClaimed, type Telling } from "./tell.ts";

export type { Told } from "./incident/told.ts";

export interface IncidentReport extends Telling {
  /** What failed or succeeded, without its cause: one line. A success without a cause recovers all that failed under its key. */
  readonly key: string;
  readonly ledger: Ledger;
  /** Milliseconds after which people are reminded of what still fails; by default never. */
  readonly renotifyAfter?: number;
  /**
   * How many jobs of the same run report under this key, such as the legs of a matrix; by default one. The success of one of
   * several recovers nothing: another of them may be about to fail.
   */
  readonly peers?: number;
}

export interface Reported {
  /** Nothing where another job has told it, or there was nothing to tell. */
  readonly told: readonly Told[];
  /** The incidents of the outcome as they are kept: that of its cause where it failed, all of its key where it succeeded. */
  readonly incidents: readonly Incident[];
  /** Why the ledger may not have the outcome, or what came of telling it. */
  readonly trouble?: string;
}

/**
 * Makes the outcome of a run known. The ledger decides whether an incident opens, goes on or recovers; whose write it takes
 * tells people, and writes down what came of that. What another writer could not tell, or left untold when it died, is told
 * as well. Throws nothing that is the ledger's or a channel's.
 */
export async function reportIncident(
  world: Pick<World, "clock" | "random">,
  report: IncidentReport,
): Promise<Reported> {
  const { ledger, channels, renotifyAfter, peers = 1 } = report;
  const key = boundedKey(report.key);
  const outcome = boundedOutcome(report.outcome);
  const options: ClaimOptions = { channels: channels.map(({ name }) => name), renotifyAfter };
  const told: Told[] = [];
  let observations: readonly Observation[] = outcome.kind === "succeeded" && peers > 1 ? [] : [outcome];

  if (peers > 1) {
    const seen = observations.length === 0 ? await read(ledger, key) : undefined;
    // Where no other left anything untold, these jobs neither wait for each other nor write.
    if (seen !== undefined && !hasLeftovers(seen, options, world)) return { told, incidents: seen.incidents };
    await letPeersPass(world, peers);
  }

  let last: Round = { writer: "", told: [] };
  for (;;) {
    // A claim whose answer was lost is known by its writer, so each has one of its own.
    const id = world.random.uuid();
    const amended = await amend(world, ledger, key, (entry) => {
      const now = world.clock.now();
      return claim(withOutcomes(entry, last, now), observations, options, { id, now });
    });
    if (amended.kind !== "amended") return { told, incidents: [], trouble: amended.reason };
    const { entry, rest } = amended.revision;
    last = await tellClaimed(world.clock, { ...report, outcome }, amended.revision, id);
    if (last.told.length === 0) return { told, incidents: concernedIn(entry, outcome) };
    told.push(...last.told);
    observations = [...closingsIn(last, world.clock.now()), ...rest];
  }
}

/** Undefined where it is not known what is kept. */
async function read(ledger: Ledger, key: string): Promise<Entry | undefined> {
  const seen = await ledger.read(key);
  if (seen.kind === "none") return emptyEntry(key);
  return seen.kind === "found" ? seen.entry : undefined;
}

function hasLeftovers(
  entry: Entry,
  options: ClaimOptions,
  { clock, random }: Pick<World, "clock" | "random">,
): boolean {
  const claimed = claim(entry, [], options, { id: random.uuid(), now: clock.now() });
  return claimed === "busy" || claimed.entry !== entry;
}

function concernedIn(entry: Entry, outcome: Outcome): readonly Incident[] {
  if (outcome.kind === "succeeded") return entry.incidents;
  const key = incidentKey(entry, outcome.cause);
  return entry.incidents.filter((incident) => incident.key === key);
}
