import { join } from "node:path";
import { openJournal } from "../../src/journal/journal.ts";
import { writeCheckpoint, type Manifest } from "../../src/store/checkpoint.ts";
import type { LaneIdentity } from "../../src/store/lane-id.ts";
import type { World } from "../../src/world.ts";

export interface MadeCheckpoint {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A sound checkpoint in a folder below `place`, with a step that `writer` did in each generation. */
export async function makeCheckpoint(
  world: World,
  identity: LaneIdentity,
  {
    place,
    writer,
    generation,
    closed = false,
  }: { place: string; writer: string; generation: number; closed?: boolean },
): Promise<MadeCheckpoint> {
  const { lane, key } = identity;
  const folder = join(place, `lane-${world.random.uuid()}`);
  await world.files.makeFolder(folder);
  const journal = await openJournal(world, join(folder, "journal.jsonl"), { lane, attempt: 1 });
  await journal.append({ type: "opened", key, writer: { id: writer } });
  for (let step = 1; step <= generation; step++) {
    const name = { step: `step ${step}`, fingerprint: "1" };
    await journal.append({ type: "started", ...name, semantics: "at-least-once" });
    await journal.append({ type: "done", ...name, attempts: 1, duration: 1, result: writer });
  }
  const to = join(place, `checkpoint-${world.random.uuid()}`);
  const from = { folder, state: journal.state, written: journal.written };
  const start = { generation, writer, runId: 1, attempt: 1, at: world.clock.now(), closed };
  return { folder: to, manifest: await writeCheckpoint(world.files, identity, from, to, start) };
}
