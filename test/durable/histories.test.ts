/** Histories that earlier versions have recorded, and this one. A change that cannot replay one breaks runs that wait. */
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import type { Automation } from "../../src/durable/automation.ts";
import { replayHistory } from "../../src/durable/replay/replay-history.ts";
import type { Event } from "../../src/journal/event.ts";
import { readHistory } from "../../src/journal/history.ts";
import { readJournal } from "../../src/journal/journal-file.ts";
import { systemWorld } from "../../src/world/system.ts";

const root = resolve("test/histories");
const folders = (await Promise.all((await readdir(root)).map((version) => namesIn(version)))).flat();

async function namesIn(version: string): Promise<string[]> {
  return (await readdir(join(root, version))).map((name) => join(version, name));
}

function journalOf(folder: string): Promise<Buffer> {
  return readFile(join(root, folder, "journal.jsonl"));
}

it.each(folders)("the history %s is replayed to its end", async (folder) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these files are ours
  const { default: automation } = (await import(join(root, folder, "automation.ts"))) as {
    default: Automation<never>;
  };
  const journal = await journalOf(folder);
  const replayed = await replayHistory(systemWorld(), {
    events: readHistory(journal),
    attachment: (digest) => readFile(join(root, folder, "files", digest)),
    automation: () => automation,
  });
  const { status, ended } = readJournal(journal).run;
  expect(replayed).toMatchObject(ended ? { kind: "same", status } : { kind: "unfinished", next: [] });
});

/** Of a lane that is the memory of a circuit, which no run writes. */
type NotOfRuns = "circuit";
const events: Readonly<Record<Exclude<Event["type"], NotOfRuns>, true>> = {
  opened: true,
  claimed: true,
  released: true,
  started: true,
  "attempt-failed": true,
  done: true,
  failed: true,
  "run-started": true,
  "run-resumed": true,
  "run-suspended": true,
  "run-ending": true,
  "run-ended": true,
  "cancel-requested": true,
  "context-done": true,
  "context-failed": true,
  value: true,
  "wait-started": true,
  "wait-done": true,
  "callback-created": true,
  "callback-heartbeat": true,
  "callback-done": true,
  "callback-failed": true,
  "condition-checked": true,
  "condition-failed": true,
  "dead-letter": true,
  compensated: true,
};

it("the histories have every kind of event", async () => {
  const versions = new Set(folders.map((folder) => folder.split(/[\\/]/)[0]));
  const histories = await Promise.all(folders.map(async (folder) => readHistory(await journalOf(folder))));
  const types = new Set(histories.flat().map(({ type }) => type));
  expect([...types].toSorted()).toEqual(Object.keys(events).toSorted());
  expect(versions.size).toBeGreaterThan(0);
});
