/** A circuit that steps, jobs and runs share: what is remembered of a dependency lives in the store, as a lane of its own. */
import { dirname, join } from "node:path";
import { openJournal } from "../../journal/journal.ts";
import { admit, record, type Admission, type CircuitPolicy } from "../../policy/circuit.ts";
import { newCircuit, type CircuitState } from "../../policy/circuit-state.ts";
import { checkpointFiles, writeCheckpoint } from "../../store/checkpoint.ts";
import type { LaneIdentity } from "../../store/lane-id.ts";
import { withStage, type Store } from "../../store/store.ts";
import type { LaneWorld } from "../lane/lane.ts";

/** Five failures in a row, or half of ten and more within ten minutes, open it: for a minute, then for twice as long. */
export const defaultCircuit: CircuitPolicy = {
  window: 10 * 60_000,
  failureRate: 0.5,
  minimumThroughput: 10,
  consecutiveFailures: 5,
  openDuration: { initialDelay: 60_000, factor: 2, maxDelay: 15 * 60_000, jitter: "none" },
  probeLease: 10 * 60_000,
};

export interface Circuit {
  /** Whether a call may be made now. A circuit that cannot be read refuses nobody. */
  admit(): Promise<Admission>;
  /** Remembers how the call that was admitted ended. */
  record(ok: boolean): Promise<void>;
}

export interface CircuitOptions {
  readonly repository: string;
  readonly name: string;
  readonly store: Store;
  /** A path beside which folders are made that last as long as a call. */
  readonly scratch: string;
  readonly policy: CircuitPolicy;
  /** Told why the memory could not be read or written; the call goes on without it. */
  readonly onTrouble: (reason: string) => void;
}

/** Callers that write at the same moment: each lost race is a fresh look at what the others wrote. */
const mostRaces = 5;

/** A run key that no author can give: inputs hold no control characters. */
const circuitKey = "\u0001circuit";

export function openCircuit(world: LaneWorld, options: CircuitOptions): Circuit {
  const { store, policy, scratch, onTrouble } = options;
  const identity: LaneIdentity = { repository: options.repository, key: circuitKey, lane: options.name };
  let seen: Remembered = { state: newCircuit, generation: 0 };
  let permit: number | undefined;

  return {
    async admit() {
      const now = world.clock.now();
      for (let race = 0; race < mostRaces; race++) {
        seen = (await load()) ?? seen;
        const admission = admit(seen.state, now, policy);
        // Only who takes the probe has to say so before calling; all others change nothing.
        if (admission.kind !== "probe") return admission;
        if (await save(admission.state)) {
          permit = admission.permit;
          return admission;
        }
      }
      return { kind: "refused", reason: "other callers are probing it", state: seen.state };
    },

    async record(ok) {
      const outcome = permit === undefined ? { ok } : { ok, permit };
      for (let race = 0; race < mostRaces; race++) {
        if (await save(record(seen.state, outcome, world.clock.now(), policy, 0))) return;
        seen = (await load()) ?? seen;
      }
      onTrouble("too many others were writing it");
    },
  };

  async function load(): Promise<Remembered | undefined> {
    await world.files.makeFolder(dirname(scratch));
    return withStage(world, scratch, async (stage) => {
      const loaded = await store.load(identity, stage);
      if (loaded.kind === "none") return undefined;
      if (loaded.kind !== "found") {
        onTrouble(loaded.reason);
        return undefined;
      }
      const journal = await openJournal(world, join(stage, checkpointFiles.journal), {
        lane: identity.lane,
        attempt: 1,
      });
      return { state: journal.state.circuit ?? newCircuit, generation: loaded.manifest.generation };
    });
  }

  /** False where another was first. A store that cannot be written is said, and counts as written. */
  async function save(state: CircuitState): Promise<boolean> {
    return withStage(world, scratch, (folder) =>
      withStage(world, scratch, async (stage) => {
        await world.files.makeFolder(join(folder, checkpointFiles.files));
        const writer = { id: world.random.uuid() };
        const journal = await openJournal(world, join(folder, checkpointFiles.journal), {
          lane: identity.lane,
          attempt: 1,
        });
        await journal.append({ type: "opened", key: identity.key, writer }, { type: "circuit", state });
        const generation = seen.generation + 1;
        const manifest = await writeCheckpoint(
          world.files,
          identity,
          { folder, state: journal.state, written: journal.written },
          stage,
          { generation, writer: writer.id, runId: 0, attempt: 1, at: world.clock.now(), closed: false },
        );
        const saved = await store.save(identity, stage, manifest);
        if (saved.kind === "conflict") return false;
        if (saved.kind === "unavailable") onTrouble(saved.reason);
        seen = { state, generation };
        return true;
      }),
    );
  }
}

interface Remembered {
  readonly state: CircuitState;
  readonly generation: number;
}
