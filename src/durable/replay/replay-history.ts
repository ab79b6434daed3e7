/**
 * A recorded history against today's definition: whether the definition takes the same decisions on it. Everything an
 * operation gives comes from the record; nothing is run, and nothing outside of a simulated disk is changed. What an
 * automation does outside of its operations cannot be kept from it.
 */
import { posix } from "node:path";
import type { Event } from "../../journal/event.ts";
import { pastEvent, writeHistory } from "../../journal/history.ts";
import { readJournal } from "../../journal/journal-file.ts";
import { UserError } from "../../policy/user-error.ts";
import { checkpointFiles } from "../../store/checkpoint.ts";
import type { Files, Processes, World } from "../../world.ts";
import type { Automation } from "../automation.ts";
import type { RetryOptions } from "../context.ts";
import { AutomationChanged } from "../engine/automation-changed.ts";
import type { Progress } from "../engine/progress.ts";
import { runAutomation, type RunOutcome } from "../run/run.ts";
import { DefinitionChanged } from "../step/definition-changed.ts";
import { changedParts } from "../step/fingerprint.ts";
import { stillClock } from "../simulation/clock.ts";
import { Lifeline } from "../simulation/crashes.ts";
import { emptyDisk, type Disk } from "../simulation/disk.ts";
import { overlay } from "../simulation/overlay.ts";
import { simulatedLane } from "../simulation/lane.ts";
import { simulatedProcess } from "../simulation/process.ts";
import { firstDifference, newOperations, type Difference, type Observed } from "./difference.ts";
import { attachmentsIn, batchesIn, spansOf, withoutEnds } from "./recorded-history.ts";

export interface ReplayOptions {
  readonly events: readonly Event[];
  /** What a file that goes with the journal holds; undefined where it is not at hand. */
  readonly attachment: (digest: string) => Promise<Buffer | undefined>;
  /** Today's definition, to be given nothing else of the world. */
  readonly automation: (world: ReplayWorld) => Automation<never> | Promise<Automation<never>>;
  readonly retryPolicies?: Readonly<Record<string, RetryOptions>>;
}

/** Reads the real disk and changes a simulated one; starts no process. */
export interface ReplayWorld {
  readonly files: Files;
  readonly processes: Processes;
}

export type Replayed =
  | { readonly kind: "same"; readonly operations: number; readonly status: string }
  /** All that is recorded is the same, and the history ends before the run did; `next`: what would come. */
  | { readonly kind: "unfinished"; readonly operations: number; readonly next: readonly string[] }
  | { readonly kind: "different"; readonly difference: Difference };

/**
 * Throws a {@link UserError} where the history is of no automation's run; Refused where the journal does not follow or a
 * file that goes with it is missing and asked for.
 */
export async function replayHistory(world: Pick<World, "clock" | "files">, options: ReplayOptions): Promise<Replayed> {
  const { events } = options;
  const [opened] = events;
  const started = events.find((event) => event.type === "run-started");
  if (opened?.type !== "opened" || !started) throw new UserError("this is the history of no run of an automation");

  const life = new Lifeline();
  const disk = await diskOf(opened.lane, options);
  const process = simulatedProcess(disk, life, 1, stillClock(world.clock, events.at(-1)?.at ?? 0));
  const automation = await options.automation({
    files: overlay(process.files, world.files),
    processes: process.processes,
  });
  if (automation.name !== started.name) {
    const recorded = `a run of "${started.name}"`;
    return different({ kind: "automation", path: "", recorded, current: `"${automation.name}"` });
  }

  const lane = await simulatedLane(
    process,
    { repository: "history/replay", key: opened.key, lane: opened.lane },
    folder,
  );
  const seen: string[] = [];
  const refused: string[] = [];
  let ended: { readonly outcome: RunOutcome } | { readonly thrown: Error };
  try {
    const outcome = await runAutomation(process, {
      lane,
      folder,
      automation,
      suspendAfter: Number.NEGATIVE_INFINITY,
      ...(options.retryPolicies && { retryPolicies: options.retryPolicies }),
      observe(progress) {
        if (comesTo.has(progress.type)) seen.push(progress.path);
      },
      refuse(path) {
        seen.push(path);
        refused.push(path);
      },
    });
    ended = { outcome };
  } catch (error) {
    if (!(error instanceof AutomationChanged || error instanceof DefinitionChanged)) throw error;
    ended = { thrown: error };
  }
  return judge(events, { seen, refused, state: lane.journal.state, ...ended });
}

function judge(events: readonly Event[], observed: Observed & { readonly thrown?: Error }): Replayed {
  const { thrown } = observed;
  if (thrown instanceof DefinitionChanged) {
    const changed = changedParts(thrown.recorded, thrown.current);
    const said = (side: "recorded" | "current") => changed.map((row) => `${row.part} ${row[side]}`).join(", ");
    return different({ kind: "definition", path: thrown.step, recorded: said("recorded"), current: said("current") });
  }
  const recorded = {
    spans: spansOf(events),
    batches: batchesIn(events),
    state: readJournal(writeHistory(events[0]?.lane ?? "", events.map(pastEvent))),
  };
  const difference = firstDifference(recorded, observed);
  if (difference) return different(difference);
  if (thrown) throw thrown;
  const operations = recorded.spans.size;
  const { ended } = recorded.state.run;
  if (ended) return { kind: "same", operations, status: ended.status };
  return { kind: "unfinished", operations, next: newOperations(recorded, observed) };
}

function different(difference: Difference): Replayed {
  return { kind: "different", difference };
}

/** What an onlooker is told when an operation is come to, or a context has ended. */
const comesTo: ReadonlySet<Progress["type"]> = new Set(["replayed", "waiting", "done", "failed"]);

const folder = "/history/lane";

async function diskOf(lane: string, { events, attachment }: ReplayOptions): Promise<Disk> {
  const disk = emptyDisk(folder, posix.join(folder, checkpointFiles.files));
  disk.set(posix.join(folder, checkpointFiles.journal), writeHistory(lane, withoutEnds(events).map(pastEvent)));
  for (const { digest } of attachmentsIn(events)) {
    const content = await attachment(digest);
    if (content) disk.set(posix.join(folder, checkpointFiles.files, digest), content);
  }
  return disk;
}
