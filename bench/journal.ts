/** What the journal costs as it grows: adding an event, and reading all of them back. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { NewEvent } from "../src/journal/event.ts";
import { openJournal, type Journal } from "../src/journal/journal.ts";
import { appendPlainly } from "./plain-append.ts";
import { atMost, boundRow, ratioRow, type Row } from "./row.ts";
import { pairs, timed } from "./sample.ts";
import type { Scene } from "./scene.ts";

const sizes = [10, 1_000, 100_000] as const;
const identity = { lane: "build", attempt: 1 };
/** For a journal of 100,000 events. */
const loadAim = atMost(500, "ms");

export async function journal(scene: Scene): Promise<Row[]> {
  return [...(await appends(scene)), ...(await loads(scene))];
}

/** Each size against the disk alone, and the largest against the smallest: whether the cost grows with the history. */
async function appends(scene: Scene): Promise<Row[]> {
  const adders = new Map<number, () => Promise<number>>();
  for (const size of sizes) {
    const opened = await filled(scene, join(await scene.folder(), "journal.jsonl"), size);
    adders.set(size, () => timed(() => opened.append(started(opened.state.length))));
  }
  const add = (size: number) => adders.get(size)!();
  const plain = join(await scene.folder(), "plain");
  const rows: Row[] = [];
  const [few, , many] = sizes;
  for (let turn = 0; turn < 20; turn++) for (const size of sizes) await add(size); // until the code is warm
  for (const size of sizes) {
    const append = await pairs(
      scene.times(200),
      () => add(size),
      () => timed(async () => appendPlainly(plain, line)),
    );
    rows.push(ratioRow(`an event added to ${count(size)}`, "append and fsync", append));
  }
  const flat = await pairs(
    scene.times(200),
    () => add(many),
    () => add(few),
  );
  return [...rows, ratioRow(`an event added to ${count(many)}`, `added to ${count(few)}`, flat, 1.2)];
}

async function loads(scene: Scene): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) {
    const path = join(await scene.folder(), "journal.jsonl");
    await filled(scene, path, size);
    const load = await pairs(
      scene.times(size > 10_000 ? 9 : 40),
      () => timed(() => openJournal(scene.world, path, identity)),
      () => timed(() => parsePlainly(path)),
    );
    const what = `${count(size)} loaded and verified`;
    rows.push(ratioRow(what, "`JSON.parse` of each line", load));
    if (size === 100_000) rows.push(boundRow(what, load.ours, loadAim));
  }
  return rows;
}

/** As many bytes as an event has. */
const line = `${"x".repeat(320)}\n`;

function count(events: number): string {
  return `${events.toLocaleString("en")} events`;
}

function started(number: number): NewEvent {
  return { type: "started", step: `step-${number}`, fingerprint: "0".repeat(64), semantics: "at-least-once" };
}

function done(number: number): NewEvent {
  const outputs = [["version", `1.${number}.0`]];
  const result = { exitCode: 0, outputs, environment: [], path: [], summary: "" };
  return { type: "done", step: `step-${number}`, fingerprint: "0".repeat(64), attempts: 1, duration: 1234.5, result };
}

async function filled({ world }: Scene, path: string, size: number): Promise<Journal> {
  const opened = await openJournal(world, path, identity);
  await opened.append({ type: "opened", key: "1", writer: { id: "bench" } });
  while (opened.state.length < size) {
    const first = opened.state.length;
    const many = Math.min(10_000, size - first);
    await opened.append(...Array.from({ length: many }, (_, at) => eventAt(first + at)));
  }
  return opened;
}

/** Each step starts and is done, in turn. */
function eventAt(index: number): NewEvent {
  return index % 2 === 1 ? started(index >> 1) : done((index >> 1) - 1);
}

async function parsePlainly(path: string): Promise<void> {
  const text = await readFile(path, "utf8");
  for (const one of text.split("\n")) if (one !== "") JSON.parse(one);
}
