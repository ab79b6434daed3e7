/** A checkpoint on its way to the cache and back, against bare calls of the client that carries it. */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheService } from "../src/github/cache.ts";
import { openJournal } from "../src/journal/journal.ts";
import { cacheStore } from "../src/store/cache.ts";
import { checkpointFiles, writeCheckpoint } from "../src/store/checkpoint.ts";
import type { LaneIdentity } from "../src/store/lane-id.ts";
import type { World } from "../src/world.ts";
import { ratioRow, type Row } from "./row.ts";
import { pairs, timed } from "./sample.ts";
import { worldInJob, type Scene } from "./scene.ts";

const identityOf = (lane: string): LaneIdentity => ({ repository: "octocat/hello-world", key: "1", lane });
const aim = 1.1;

export async function checkpoint(scene: Scene): Promise<Row[]> {
  return [...(await rowsOf(scene, "1 kB", 0, 40)), ...(await rowsOf(scene, "10 MB", 10_000_000, 15))];
}

/** Saves and loads in turn; both sides carry a folder of the same files, and each entry is new. */
async function rowsOf(scene: Scene, size: string, bytes: number, usual: number): Promise<Row[]> {
  const root = await scene.folder();
  const identity = identityOf(size);
  const world = worldInJob(scene, bytes + 1);
  const recorded = await recordedLane(world, identity, join(root, "lane"), bytes);
  const store = cacheStore(world, cacheService(world), join(root, "scratch"));
  const bare = await bareClient(world);
  const stage = (turn: number, whose: string) =>
    stagedCheckpoint(world, identity, recorded, join(root, `${whose}-${turn}`), turn);

  const save = await pairs(
    scene.times(usual),
    async (turn) => {
      const { path, manifest } = await stage(turn, "ours");
      return timed(async () => expectKind("saved", await store.save(identity, path, manifest)));
    },
    async (turn) => {
      const { path } = await stage(turn, "bare");
      return timed(() => bare.save(path, `bare-${bytes}-${turn}`));
    },
  );
  const load = await pairs(
    scene.times(usual),
    (turn) => timed(async () => expectKind("found", await store.load(identity, join(root, `loaded-${turn}`)))),
    async (turn) => {
      const path = join(root, `restored-${turn}`);
      await mkdir(path);
      return timed(() => bare.restore(path, `bare-${bytes}-${turn}`));
    },
  );
  return [
    ratioRow(`a checkpoint of ${size} saved`, "`saveCache`", save, aim),
    ratioRow(`a checkpoint of ${size} loaded and verified`, "`restoreCache`", load, aim),
  ];
}

/** A lane with one step done, which keeps a file of so many bytes. */
async function recordedLane(world: World, identity: LaneIdentity, path: string, bytes: number) {
  await mkdir(join(path, checkpointFiles.files), { recursive: true });
  const content = randomBytes(bytes);
  const digest = createHash("sha256").update(content).digest("hex");
  if (bytes > 0) await writeFile(join(path, checkpointFiles.files, digest), content);
  const journal = await openJournal(world, join(path, checkpointFiles.journal), { lane: identity.lane, attempt: 1 });
  const fingerprint = "0".repeat(64);
  await journal.append(
    { type: "opened", key: identity.key, writer: { id: "bench" } },
    { type: "started", step: "build", fingerprint, semantics: "at-least-once" },
    {
      type: "done",
      step: "build",
      fingerprint,
      attempts: 1,
      duration: 1234.5,
      result: { exitCode: 0, outputs: [["version", "1.2.3"]], environment: [], path: [], summary: "" },
      ...(bytes > 0 && { files: [{ digest, bytes }] }),
    },
  );
  return { folder: path, state: journal.state, written: journal.written };
}

async function stagedCheckpoint(
  world: World,
  identity: LaneIdentity,
  from: Awaited<ReturnType<typeof recordedLane>>,
  path: string,
  turn: number,
) {
  const start = { generation: turn + 1, writer: "bench", runId: 1, attempt: 1, at: world.clock.now(), closed: false };
  return { path, manifest: await writeCheckpoint(world.files, identity, from, path, start) };
}

/** The official client as its own documentation calls it. What it prints is kept from the table. */
async function bareClient(world: World) {
  const inFolder = <T>(folder: string, act: () => Promise<T>) =>
    world.output.capture(() => world.processes.within(folder, { ...world.environment }, act));
  const client = await inFolder(".", () => import("@actions/cache"));
  return {
    async save(folder: string, key: string) {
      const { result } = await inFolder(folder, () => client.result.saveCache(["."], key));
      if (result === -1) throw new Error(`${key} was not saved`);
    },
    async restore(folder: string, key: string) {
      const { result } = await inFolder(folder, () => client.result.restoreCache(["."], key));
      if (result !== key) throw new Error(`${key} was not restored`);
    },
  };
}

function expectKind(kind: string, answer: { readonly kind: string }): void {
  if (answer.kind !== kind) throw new Error(`${kind} was expected, not ${JSON.stringify(answer)}`);
}
