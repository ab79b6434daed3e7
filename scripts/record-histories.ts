/**
 * Records runs of the automations in `test/histories/VERSION/NAME/automation.ts`, for the version in package.json, where
 * they have no record yet. A version without a folder begins with the automations of the newest before it. What is recorded
 * is kept for ever: every later version has to replay it.
 */
import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Automation } from "../src/durable/automation.ts";
import { putInInbox, type NewInboxMessage } from "../src/durable/run/inbox.ts";
import { runAutomation } from "../src/durable/run/run.ts";
import { openRunLane } from "../src/durable/lane/run-lane.ts";
import { stillClock } from "../src/durable/simulation/clock.ts";
import { Lifeline } from "../src/durable/simulation/crashes.ts";
import { emptyDisk, filesOf, type Disk } from "../src/durable/simulation/disk.ts";
import { simulatedProcess } from "../src/durable/simulation/process.ts";
import { directoryStore } from "../src/store/directory.ts";
import { systemClock } from "../src/world/clock.ts";

/** What an automation's file exports beside it, to have its run go on. */
interface Recording {
  readonly default: Automation<never>;
  readonly input?: unknown;
  /** What others say: each time the run waits for somebody, the next of these. */
  readonly messages?: readonly (readonly NewInboxMessage[])[];
  /** A person lets it go on where it paused. */
  readonly resumes?: boolean;
}

const root = resolve(import.meta.dirname, "../test/histories");
const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile("package.json", "utf8")));
await begin();
for (const name of await readdir(join(root, version))) await record(join(root, version, name));

async function begin(): Promise<void> {
  const versions = (await readdir(root)).toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const last = versions.at(-1);
  if (versions.includes(version) || last === undefined) return;
  for (const name of await readdir(join(root, last))) {
    await mkdir(join(root, version, name), { recursive: true });
    await cp(join(root, last, name, "automation.ts"), join(root, version, name, "automation.ts"));
  }
}

async function record(folder: string): Promise<void> {
  const journal = join(folder, "journal.jsonl");
  if (await stat(journal).catch(() => undefined)) return;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these files are ours
  const recording = (await import(pathToFileURL(join(folder, "automation.ts")).href)) as Recording;
  const disk = emptyDisk("/run");
  const status = await run(disk, recording);
  const files = filesOf(disk, new Lifeline());
  await writeFile(journal, (await files.read("/run/lane/journal.jsonl")) ?? "");
  for (const name of await files.list("/run/lane/files")) {
    await mkdir(join(folder, "files"), { recursive: true });
    await writeFile(join(folder, "files", name), (await files.read(`/run/lane/files/${name}`)) ?? "");
  }
  console.log(`${folder}: ${status}`);
}

/** Runs it to its end, or to where nobody has more to say. Times and random numbers are the same each time. */
async function run(disk: Disk, { default: automation, input, messages = [], resumes }: Recording): Promise<string> {
  const said = [...messages];
  let time = Date.UTC(2026, 10, 21);
  for (let pid = 1; ; pid++) {
    const world = simulatedProcess(disk, new Lifeline(), pid, stillClock(systemClock, time));
    const lane = await openRunLane(world, {
      identity: { repository: "kelp/forest", key: automation.name, lane: "run" },
      writer: {},
      attempt: 1,
      folder: "/run/lane",
      store: directoryStore(world, "/run/store"),
      isFirst: false,
      isShared: true,
      stateOf: () => Promise.resolve({ kind: "ended" }),
    });
    const outcome = await runAutomation(world, {
      lane,
      folder: "/run/lane",
      automation,
      input,
      suspendAfter: 0,
      reopen: "causes",
    });
    await lane.close();
    if (outcome.status === "paused" && resumes) continue;
    if (outcome.status !== "suspended") return outcome.status;
    const next = said.shift();
    if (!next && outcome.until === undefined) return outcome.status;
    for (const message of next ?? []) await putInInbox(world, "/run/lane", message);
    time = next ? world.clock.now() + 60_000 : (outcome.until ?? time);
  }
}
