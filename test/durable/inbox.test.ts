import { mkdtemp, readdir, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, expect, test } from "vitest";
import { putInInbox, takeInbox, type NewInboxMessage } from "../../src/durable/run/inbox.ts";
import { seal } from "../../src/journal/sealed-line.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { systemClock } from "../../src/world/clock.ts";
import { systemFiles } from "../../src/world/files.ts";

const world = { clock: { ...systemClock, now: () => 5000 }, files: systemFiles };
const nobody = () => expect.unreachable();

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-inbox-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function beat(number: number): NewInboxMessage {
  return { kind: "heartbeat", callback: String(number) };
}

async function messagesIn(folder: string) {
  return (await takeInbox(world, folder, nobody)).map(({ message }) => message);
}

const answered: NewInboxMessage = { kind: "answer", callback: "approve", answer: { ok: true, value: { n: 1 } } };

test("a message says who said it and when", async () => {
  const folder = await newFolder();
  await putInInbox(world, folder, { ...answered, by: "anna" });
  expect(await messagesIn(folder)).toEqual([{ v: 1, at: 5000, by: "anna", ...answered }]);
});

test("a message that is passed on says when it was said first", async () => {
  const folder = await newFolder();
  await putInInbox(world, folder, { ...answered, at: 4000 });
  expect(await messagesIn(folder)).toEqual([{ v: 1, at: 4000, ...answered }]);
});

test("a run that nobody has written to has no messages", async () => {
  expect(await messagesIn(await newFolder())).toEqual([]);
});

test("messages come in the order they arrived, also where many arrive at once and some were taken", async () => {
  const folder = await newFolder();
  for (let n = 0; n < 12; n++) await putInInbox(world, folder, beat(n));
  const [first] = await takeInbox(world, folder, nobody);
  await first?.remove();
  await Promise.all([12, 13, 14].map((n) => putInInbox(world, folder, beat(n))));
  const callbacks = (await messagesIn(folder)).map((message) => message.kind === "heartbeat" && message.callback);
  expect(callbacks.slice(0, 11)).toEqual(Array.from({ length: 11 }, (_, n) => String(n + 1)));
  expect(new Set(callbacks.slice(11))).toEqual(new Set(["12", "13", "14"]));
});

test("a message is there until it is removed", async () => {
  const folder = await newFolder();
  await putInInbox(world, folder, { kind: "cancel", compensate: true });
  const [taken] = await takeInbox(world, folder, nobody);
  expect(await messagesIn(folder)).toHaveLength(1);
  await taken?.remove();
  expect(await messagesIn(folder)).toEqual([]);
});

test.each([
  ["cut short", seal({ v: 1, at: 1, kind: "cancel", compensate: true }).line.slice(0, -9)],
  ["altered", seal({ v: 1, at: 1, kind: "cancel", compensate: true }).line.replace("true", "null")],
  ["of no kind that is known", seal({ v: 1, at: 1, kind: "explode" }).line],
  ["with more than it may have", seal({ v: 1, at: 1, kind: "cancel", compensate: true, more: 1 }).line],
  ["too large", seal({ v: 1, at: 1, kind: "cancel", compensate: true, by: "x".repeat(1_100_000) }).line],
  ["empty", ""],
])("a file that is %s is moved aside and reported, and the others are taken", async (_, content) => {
  const folder = await newFolder();
  await mkdir(join(folder, "inbox"));
  await writeFile(join(folder, "inbox", "000000000001.json"), content);
  await putInInbox(world, folder, answered);
  const reports: string[] = [];
  const taken = await takeInbox(world, folder, (reason) => reports.push(reason));
  expect(taken).toHaveLength(1);
  expect(reports).toEqual([expect.stringContaining("moved aside")]);
  expect(await readdir(join(folder, "inbox"))).toEqual(["000000000001.refused", "000000000002.json"]);
  await taken[0]?.remove();
  await putInInbox(world, folder, answered);
  expect(await messagesIn(folder)).toHaveLength(1);
  expect(await readdir(join(folder, "inbox"))).toContain("000000000001.refused");
});

test.each([
  ["too large", "x".repeat(1_100_000)],
  ["nested too deep", JSON.parse("[".repeat(40) + "]".repeat(40))],
  ["nothing that JSON can say", 1n],
])("a message that is %s is refused where it is sent", async (_, value) => {
  const folder = await newFolder();
  const sent = putInInbox(world, folder, { kind: "answer", callback: "a", answer: { ok: true, value } });
  await expect(sent).rejects.toThrow(UserError);
  expect(await messagesIn(folder)).toEqual([]);
});
