/** Jobs that report at once: each call to the outside is one that a schedule lets happen, and may be a job's last. */
import type { Scheduler } from "fast-check";
import type { Channel, Delivered } from "../../../src/notify/channels/channel.ts";
import { entrySchema, type Entry } from "../../../src/notify/incident/entry.ts";
import type { Incident } from "../../../src/notify/incident/incident.ts";
import type { Outcome } from "../../../src/notify/incident/observation.ts";
import type { Sequence } from "../../../src/notify/incident/sequence.ts";
import type { Ledger, Read, Written } from "../../../src/notify/ledger/ledger.ts";
import type { Message } from "../../../src/notify/message.ts";
import { reportIncident, type Reported } from "../../../src/notify/report-incident.ts";
import type { World } from "../../../src/world.ts";
import { systemClock } from "../../../src/world/clock.ts";
import { key } from "../incident/scene.ts";

/** What goes wrong at one call of a job: it dies before or after the effect, or lives and never hears of it. */
export interface Fault {
  readonly call: number;
  readonly moment: "dies before" | "dies after" | "answer lost";
}

/** An issue as people see it. */
interface Issue {
  readonly id: string;
  isOpen: boolean;
  closedBy?: string;
  /** The newest failure that it tells of. */
  toldOf: Sequence;
}

interface Timer {
  readonly due: number;
  readonly job: Job;
  act(): void;
}

interface Job {
  isDead: boolean;
  calls: number;
  readonly fault: Fault | undefined;
}

export interface Simulation {
  /** Starts a job that reports an outcome; it gets on as the schedule lets it. `peers` are the legs of its matrix. */
  report(outcome: Outcome, fault?: Fault, peers?: number): void;
  /** Lets some calls happen, in the order of the schedule. */
  goOn(calls: number): Promise<void>;
  /** Lets all jobs come to their end. Time passes only while each of them sleeps or is dead. */
  settle(): Promise<void>;
  /** When all is settled. */
  timePasses(ms: number): void;
  /** Closes the newest issue that is open, as a person does. */
  closeIssue(): void;
  readonly issues: readonly Issue[];
  /** What jobs brought to an end that decides something, in the order of their ends. */
  readonly reports: readonly { readonly outcome: Outcome; readonly reported: Reported }[];
  /** Such outcomes that are in the ledger, though the job that brought them may be dead. */
  readonly written: ReadonlySet<Outcome>;
  entry(): Entry | undefined;
}

export function simulation(schedule: Scheduler): Simulation {
  let now = 1_000_000;
  let timers: Timer[] = [];
  let kept: { entry: Entry; revision: string } | undefined;
  let writes = 0;
  let jobs = 0;
  const issues: Issue[] = [];
  const reports: { outcome: Outcome; reported: Reported }[] = [];
  const written = new Set<Outcome>();
  const forever = new Promise<never>(() => {});

  /** One call of a job to the outside, at the moment the schedule chooses. */
  async function call<T>(job: Job, name: string, act: () => T, lost: T): Promise<T> {
    if (job.isDead) return forever;
    await schedule.schedule(Promise.resolve(), name);
    const moment = job.fault?.call === job.calls++ ? job.fault.moment : undefined;
    if (moment === "dies before" || moment === "dies after") job.isDead = true;
    if (moment === "dies before") return forever;
    const result = act();
    if (moment === "dies after") return forever;
    return moment === "answer lost" ? lost : result;
  }

  function ledgerOf(job: Job, outcome: Outcome | undefined): Ledger {
    const lost = { kind: "unavailable", reason: "the answer was lost" } as const;
    return {
      read: () =>
        call<Read>(job, "read", () => (kept === undefined ? { kind: "none" } : { kind: "found", ...kept }), lost),
      known: () => Promise.resolve(lost),
      write: (entry, revision) =>
        call<Written>(
          job,
          "write",
          () => {
            if (revision !== kept?.revision) return { kind: "conflict" };
            kept = { entry: entrySchema.parse(JSON.parse(JSON.stringify(entry))), revision: String(++writes) };
            if (outcome !== undefined && isIn(kept.entry, outcome)) written.add(outcome);
            return { kind: "written" };
          },
          lost,
        ),
    };
  }

  function channelOf(job: Job): Channel {
    return {
      name: "issue",
      deliver: (message) =>
        call<Delivered>(job, "deliver", () => deliver(message), { kind: "unknown", reason: "the answer was lost" }),
    };
  }

  /** As the channel to GitHub issues does: it finds its issue again, and says who closed it. */
  function deliver({ change, incident }: Message): Delivered {
    const id = idOf(incident);
    const issue = issues.find((one) => one.id === id);
    if (issue === undefined) {
      if (change !== "recovered") issues.push({ id, isOpen: true, toldOf: incident.lastSeen.run.sequence });
      return { kind: "delivered", reference: id };
    }
    if (!issue.isOpen) {
      return { kind: "delivered", reference: id, ...(issue.closedBy && { closedByPerson: issue.closedBy }) };
    }
    issue.toldOf = incident.lastSeen.run.sequence;
    if (change === "recovered") issue.isOpen = false;
    return { kind: "delivered", reference: id };
  }

  function worldOf(job: Job): Pick<World, "clock" | "random"> {
    const after = (ms: number, act: () => void) => {
      const timer = { due: now + ms, job, act };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    };
    return {
      clock: {
        now: () => now,
        monotonic: () => now,
        sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
        after,
        turn: () => Promise.resolve(),
      },
      random: { uuid: () => `job-${++jobs}`, bytes: (count) => Buffer.alloc(count, 0x80) },
    };
  }

  return {
    report(outcome, fault, peers = 1) {
      // A leg that succeeds says nothing of the others.
      const decides = outcome.kind === "failed" || peers === 1;
      const job: Job = { isDead: false, calls: 0, fault };
      const world = worldOf(job);
      const at = { ...outcome, at: now };
      void reportIncident(world, {
        key,
        outcome: at,
        ledger: ledgerOf(job, decides ? outcome : undefined),
        channels: [channelOf(job)],
        repository: "octo/app",
        peers,
      }).then((reported) => decides && reports.push({ outcome, reported }));
    },
    async goOn(calls) {
      for (let count = 0; count < calls && schedule.count() > 0; count++) {
        await schedule.waitOne();
        await systemClock.turn();
      }
    },
    async settle() {
      for (;;) {
        await systemClock.turn();
        if (schedule.count() > 0) {
          await schedule.waitOne();
          continue;
        }
        timers = timers.filter(({ job }) => !job.isDead);
        const [next] = timers.toSorted((one, other) => one.due - other.due);
        if (next === undefined) return;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.due);
        next.act();
      }
    },
    timePasses: (ms) => void (now += ms),
    closeIssue() {
      const issue = issues.findLast(({ isOpen }) => isOpen);
      if (issue !== undefined) Object.assign(issue, { isOpen: false, closedBy: "ada" });
    },
    issues,
    reports,
    written,
    entry: () => kept?.entry,
  };
}

/** A job's first write may be about what another left undone. */
function isIn({ succeeded, incidents }: Entry, outcome: Outcome): boolean {
  const kept =
    outcome.kind === "succeeded"
      ? succeeded
      : incidents.find((incident) => incident.key === `${key}\n${outcome.cause}`)?.lastSeen.run.sequence;
  return kept?.join() === outcome.run.sequence.join();
}

export function idOf({ key: of, number }: Pick<Incident, "key" | "number">): string {
  return `${of} #${number}`;
}
