/** What is done with a lane that a process has: saving it, and setting it free. */
import { hash } from "node:crypto";
import { join } from "node:path";
import type { Journal } from "../../journal/journal.ts";
import { withLock } from "../../journal/lock.ts";
import { Refused } from "../../journal/refused.ts";
import { checkpointFiles, writeCheckpoint } from "../../store/checkpoint.ts";
import { withStage } from "../../store/store.ts";
import type { Checkpointed, Lane, LaneOptions, LaneWorld } from "./lane.ts";
import { LateWriter } from "./errors.ts";
import { readPosition, writePosition } from "./position.ts";

/** Loading, claiming and saving can take minutes on a bad day, and the other processes of a job wait for it. */
export const patience = 15 * 60_000;

/** A lane whose journal is open and whose folder says how far it is saved. Throws as {@link Lane} says. */
export function laneOf(world: LaneWorld, options: LaneOptions, journal: Journal, isOpener: boolean): Lane {
  const { files, clock, random } = world;
  const { identity, folder, store, attempt } = options;

  /** Saves the next generation and notes it. `closing` also makes the durable copy where the store keeps one. */
  async function save(closing: boolean): Promise<Checkpointed> {
    await journal.refresh();
    const position = (await readPosition(files, folder)) ?? raise("the lane's folder was removed during the job");
    if (position.refused !== undefined) throw new LateWriter(identity, position.refused);
    const keep = closing && store.close ? store.close.bind(store) : undefined;
    const isDirty = journal.written.length > position.length;
    if (!isDirty && !keep) return alreadySaved;

    const generation = Math.max(1, position.generation + (isDirty ? 1 : 0));
    const start = {
      generation,
      writer: position.writer,
      runId: options.writer.runId ?? 0,
      attempt,
      at: clock.now(),
      closed: closing,
      ...(options.writer.link === undefined ? {} : { link: options.writer.link }),
    };
    const { written } = journal;
    const saved = await withStage({ files, random }, `${folder}.stage`, async (stage) => {
      const from = { folder, state: journal.state, written };
      const manifest = await writeCheckpoint(files, identity, from, stage, start);
      return keep ? keep(identity, stage, manifest) : store.save(identity, stage, manifest);
    });
    if (saved.kind === "saved") await writePosition(files, folder, { ...position, generation, length: written.length });
    if (saved.kind !== "conflict") return saved;

    const { winner } = saved;
    if (winner?.writer === position.writer) {
      // Our own save, whose answer was lost: a process of this job died, or the service did not tell.
      await writePosition(files, folder, { ...position, generation: winner.generation, length: winner.length });
      return winner.length >= written.length ? alreadySaved : save(closing);
    }
    const who = winner?.link ?? (winner ? `writer ${winner.writer}` : "another writer");
    await writePosition(files, folder, { ...position, refused: who });
    throw new LateWriter(identity, who);
  }

  const locked = <T>(act: () => Promise<T>) => withLock(world, join(folder, "checkpoint.lock"), act, patience);
  const attachments = join(folder, checkpointFiles.files);
  const checkpoint = () => locked(() => save(false));
  return {
    identity,
    journal,
    files: attachments,
    isOpener,
    async attach(content) {
      const digest = hash("sha256", content, "hex");
      await files.create(join(attachments, digest), content);
      return { digest, bytes: content.length };
    },
    async attached({ digest, bytes }) {
      const content = await files.read(join(attachments, digest));
      if (content?.length !== bytes || hash("sha256", content, "hex") !== digest) {
        throw new Refused(`file ${digest} of lane "${identity.lane}" is missing or was altered`);
      }
      return content;
    },
    checkpoint,
    settle: checkpoint,
    close: () =>
      locked(async () => {
        const { holder } = journal.state;
        const position = await readPosition(files, folder);
        if (options.isShared && holder?.id === position?.writer && position?.refused === undefined && holder) {
          await journal.append({ type: "released", writer: holder.id });
        }
        // First where each generation is given once: a job that was overtaken must not make the durable copy.
        const saved = await save(false);
        if (saved.kind !== "saved") return saved;
        const copied = await save(true);
        return copied.kind === "saved" ? copied : { kind: "not-copied", reason: copied.reason };
      }),
  };
}

/** The store has it all, or the disk has what the store is not due to have. */
export const alreadySaved = { kind: "saved", where: "local" } as const;

function raise(message: string): never {
  throw new Error(message);
}
