import { unitOf } from "../policy/backoff.ts";
import type { World } from "../world.ts";
import type { Channel, Delivered } from "./channels/channel.ts";
import { boundedKey, boundedOutcome } from "./incident/bounded.ts";
import { claim, type Claim, type ClaimOptions } from "./incident/claim.ts";
import { closingOf, settled, tasksOf, type Writer } from "./incident/deliveries.ts";
import { emptyEntry, incidentKey, withIncident, type Entry } from "./incident/entry.ts";
import type { Change, Incident } from "./incident/incident.ts";
import type { Observation, Outcome } from "./incident/observation.ts";
import { amend } from "./ledger/amend.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { tell, type Telling } from "./tell.ts";

export interface IncidentReport extends Telling {
  /** What failed or succeeded, without its cause: one line. A success recovers all that failed under its key. */
  readonly key: string;
  readonly outcome: Outcome;
  readonly ledger: Ledger;
  /** Their names differ. */
  readonly channels: readonly [Channel, ...Channel[]];
  /** Milliseconds after which people are reminded of what still fails; by default never. */
  readonly renotifyAfter?: number;
  /**
   * How many jobs may report an outcome of this key at the same moment, such as the legs of a matrix; by default one. Of
   * more than one, a success is written down only where it recovers something: an older run that fails late may then open
   * an incident, until the next success.
   */
  readonly peers?: number;
}

/** What was told of one incident, and what became of it. */
export interface Told {
  readonly change: Change;
  readonly incident: Incident;
  /** By the channel's name. */
  readonly delivered: ReadonlyMap<string, Delivered>;
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
  if (peers > 1) {
    // Most successes have nothing to tell: their jobs neither wait for each other nor write.
    const seen = outcome.kind === "succeeded" ? await read(ledger, key) : undefined;
    if (seen !== undefined && !hasToTell(seen)) return { told, incidents: seen.incidents };
    await letPeersPass(world, peers);
  }

  let observations: readonly Observation[] = [outcome];
  let last: Round = { writer: "", told: [] };
  for (;;) {
    // A claim whose answer was lost is known by its writer, so each has one of its own.
    const writer = world.random.uuid();
    const amended = await amend(world, ledger, key, (entry) => {
      const now = world.clock.now();
      return claim(withOutcomes(entry, last, now), observations, options, { id: writer, now });
    });
    if (amended.kind !== "amended") return { told, incidents: [], trouble: amended.reason };
    const { entry, rest } = amended.revision;
    last = { writer, told: await tellAll(amended.revision, writer) };
    if (last.told.length === 0) return { told, incidents: concernedIn(entry, outcome) };
    told.push(...last.told);
    observations = [...closingsIn(last, world.clock.now()), ...rest];
  }

  function hasToTell(entry: Entry): boolean {
    const by: Writer = { id: "", now: world.clock.now() };
    const claimed = claim(entry, [outcome], options, by);
    return claimed === "busy" || claimed.entry.incidents.some((incident) => tasksOf(incident, by.id).length > 0);
  }

  function tellAll({ entry, changes }: Claim, writer: string): Promise<Told[]> {
    const claimed = entry.incidents.flatMap((incident) => {
      const [task] = tasksOf(incident, writer);
      return task === undefined ? [] : [{ incident, change: changes.get(incident.key) ?? task[1].change }];
    });
    return Promise.all(
      claimed.map(async ({ incident, change }): Promise<Told> => {
        const isOwn = outcome.kind === "failed" && incident.key === incidentKey(entry, outcome.cause);
        const failure = isOwn ? outcome.failure : undefined;
        return { change, incident, delivered: await tell(world.clock, report, incident, { writer, failure }) };
      }),
    );
  }
}

/** Undefined where it is not known what is kept. */
async function read(ledger: Ledger, key: string): Promise<Entry | undefined> {
  const seen = await ledger.read(key);
  if (seen.kind === "none") return emptyEntry(key);
  return seen.kind === "found" ? seen.entry : undefined;
}

/**
 * Of many peers a few come first, and the others then find that it is told: they neither write nor get into each other's
 * way. The root of an even draw is what makes the first ones few.
 */
async function letPeersPass({ clock, random }: Pick<World, "clock" | "random">, peers: number): Promise<void> {
  const longest = Math.min(peers * 100, 30_000);
  if (peers > 1) await clock.sleep(Math.round(Math.sqrt(unitOf(random.bytes(6))) * longest));
}

/** What one claim had told. */
interface Round {
  readonly writer: string;
  readonly told: readonly Told[];
}

function withOutcomes(entry: Entry, { writer, told }: Round, now: number): Entry {
  return told.reduce((present, { incident: { key, number }, delivered }) => {
    const incident = present.incidents.find((one) => one.key === key && one.number === number);
    const after = incident && settled(incident, delivered, { id: writer, now });
    return after === undefined || after === incident ? present : withIncident(present, after);
  }, entry);
}

function closingsIn({ told }: Round, now: number): Observation[] {
  return told.flatMap(({ incident, delivered }) => closingOf(incident, delivered, now) ?? []);
}

function concernedIn(entry: Entry, outcome: Outcome): readonly Incident[] {
  if (outcome.kind === "succeeded") return entry.incidents;
  const key = incidentKey(entry, outcome.cause);
  return entry.incidents.filter((incident) => incident.key === key);
}
