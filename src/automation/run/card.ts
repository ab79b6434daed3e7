/** What a run is of, in a small file beside its journal: which file to run it with, wherever one is when it goes on. */
import { join } from "node:path";
import * as z from "zod/mini";
import { Refused } from "../../journal/refused.ts";
import { readSealed, writeSealed } from "../../journal/sealed-file.ts";
import type { World } from "../../world.ts";
import { runsFolder } from "./place.ts";

const cardSchema = z.strictObject({
  v: z.literal(1),
  key: z.string().check(z.minLength(1)),
  /** The automation's name. */
  automation: z.string(),
  /** Its definition, as an absolute path. */
  file: z.string(),
  /** `owner/name`. */
  repository: z.string(),
  /** Where its commands run. */
  workspace: z.string(),
  /** Milliseconds since the epoch: when it was first run. */
  at: z.number(),
});
export type RunCard = z.infer<typeof cardSchema>;

/** What is known of a run wherever it is worked on. */
export type RunFacts = Omit<RunCard, "v" | "at">;

export interface FiledRun {
  readonly card: RunCard;
  readonly folder: string;
}

/** Bytes. */
const limit = 1024 * 1024;

/** Keeps what is known of a run for whoever has it go on, with when it was first run. */
export async function fileRun(
  { clock, files }: Pick<World, "clock" | "files">,
  folder: string,
  { key, automation, file, repository, workspace }: RunFacts,
): Promise<void> {
  const at = (await readCard(files, folder))?.at ?? clock.now();
  await writeCard(files, folder, { v: 1, key, automation, file, repository, workspace, at });
}

export async function writeCard(files: World["files"], folder: string, card: RunCard): Promise<void> {
  await files.makeFolder(folder);
  await writeSealed(files, cardIn(folder), card);
}

/** Undefined where there is none, or none that is sound. */
export async function readCard(files: World["files"], folder: string): Promise<RunCard | undefined> {
  try {
    return await readSealed(files, cardIn(folder), cardSchema, limit);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** All runs of this machine, the newest first. */
export async function allRuns(world: Pick<World, "environment" | "files" | "processes">): Promise<FiledRun[]> {
  const root = runsFolder(world);
  const names = (await world.files.list(root)).filter((name) => /^[0-9a-f]{32}$/.test(name));
  const runs = await Promise.all(
    names.map(async (name) => ({ folder: join(root, name), card: await readCard(world.files, join(root, name)) })),
  );
  return runs
    .flatMap(({ card, folder }) => (card ? [{ card, folder }] : []))
    .toSorted((a, b) => b.card.at - a.card.at || (a.card.key < b.card.key ? -1 : 1));
}

function cardIn(folder: string): string {
  return join(folder, "run.json");
}
