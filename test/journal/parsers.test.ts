/** Whatever a parser is given, it says exactly what was recorded or refuses. */
import { hash } from "node:crypto";
import * as fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { asCheckpointRecord } from "../../src/actions/checkpoint/record.ts";
import { readPending, writePending, type Pending } from "../../src/actions/checkpoint/pending.ts";
import { laneIdentity } from "../../src/actions/lane/identity.ts";
import { asCommandRecord, type CommandRecord } from "../../src/durable/command/record.ts";
import { LaneError } from "../../src/durable/lane/errors.ts";
import { readPosition, writePosition, type Position } from "../../src/durable/lane/position.ts";
import { readContext } from "../../src/github/context.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { readJournal } from "../../src/journal/journal-file.ts";
import { limits } from "../../src/journal/limits.ts";
import { Refused } from "../../src/journal/refused.ts";
import { seal } from "../../src/journal/sealed-line.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { readCheckpoint, writeCheckpoint } from "../../src/store/checkpoint.ts";
import { Lifeline } from "../../src/durable/simulation/crashes.ts";
import { emptyDisk, filesOf, type Disk } from "../../src/durable/simulation/disk.ts";
import { processOf } from "../simulation/job.ts";
import { damaged, forged, misshapen, pollution, sealText, valuesOf, type Json } from "./damage.ts";
import { done, identity, linesOf, opened, started } from "./scene.ts";
import { casesOf } from "../cases.ts";

const cases = casesOf(10_000);
const lane = { repository: "kelp/forest", key: "41", lane: "build" };
const archive = { digest: hash("sha256", "kept", "hex"), bytes: 4 };
const record: CommandRecord = {
  exitCode: 0,
  outputs: [["id", "7 \u{1f41f} \u0001"]],
  environment: [["MODE", "fast"]],
  path: ["/work/bin"],
  summary: "# Fine\n",
  archive,
};
const journal = Buffer.from(
  linesOf([
    { ...opened, writer: { id: "w1" } },
    started("fetch"),
    { type: "attempt-failed", step: "fetch", number: 1, failure: { kind: "exit", message: "exit code 75" } },
    { ...done("fetch", record), files: [archive] },
    started("publish"),
    { type: "failed", step: "publish", attempts: 1, duration: 2, failure: { kind: "timeout", message: "1s" } },
  ]).join(""),
);
const state = readJournal(journal);
const prefixes = prefixStates();

/** What every whole-line beginning of the journal amounts to: what is left when its end is lost with its line ends. */
function prefixStates() {
  const lines = journal.toString("utf8").split(/(?<=\n)/);
  return lines.map((_, count) => readJournal(Buffer.from(lines.slice(0, count).join("")))).concat(state);
}

afterEach(() => {
  if ("polluted" in {} || Object.keys(Object.prototype).length > 0) throw new Error("Object.prototype was changed");
});

const isPrefix = (said: unknown) => prefixes.some((prefix) => same(said, prefix));

type Outcome = { readonly said: unknown } | { readonly refusal: unknown };

/** Runs every case and counts: `isRight` judges what was said; any error but a `refusal` fails. */
async function check<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  parse: (input: T) => unknown,
  isRight: (said: unknown, input: T) => boolean,
  ...refusals: readonly (new (...args: never[]) => Error)[]
): Promise<{ refused: number; said: number }> {
  const counts = { refused: 0, said: 0 };
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const outcome = await outcomeOf(() => parse(input));
      if ("said" in outcome) {
        if (outcome.said === undefined) counts.refused++;
        else counts.said++;
        if (!isRight(outcome.said, input)) throw new Error(`it said ${JSON.stringify(outcome.said)}`);
      } else {
        counts.refused++;
        const known = refusals.some((kind) => outcome.refusal instanceof kind);
        if (!known) throw new Error("it failed with an error of another kind", { cause: outcome.refusal });
      }
    }),
    { numRuns: cases },
  );
  console.log(`${name}: ${cases} of ${cases} cases, ${counts.refused} refused, ${counts.said} read`);
  return counts;
}

async function outcomeOf(act: () => unknown): Promise<Outcome> {
  try {
    return { said: await act() };
  } catch (refusal) {
    return { refusal };
  }
}

const same = (one: unknown, other: unknown) => {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
};

function diskWith(files: Record<string, Buffer | string>): Disk {
  const disk = emptyDisk();
  for (const [path, content] of Object.entries(files)) disk.set(path, Buffer.from(content as string));
  return disk;
}

const filesWith = (files: Record<string, Buffer | string>) => filesOf(diskWith(files), new Lifeline());

/** Opens a job's own journal; what is on its disk then comes with it. */
async function open(bytes: Buffer) {
  const disk = diskWith({ "/j": bytes });
  const read = await outcomeOf(async () => openJournal(processOf(disk, new Lifeline(), 7), "/j", identity));
  const left = disk.get("/j");
  if ("refusal" in read) {
    if (!Buffer.isBuffer(left) || !left.equals(bytes)) throw new Error("a refused journal was changed");
    throw read.refusal;
  }
  const { state: now, written } = read.said as Awaited<ReturnType<typeof openJournal>>;
  return { now, size: written.bytes, left: Buffer.isBuffer(left) ? left : Buffer.alloc(0) };
}

function nested(depth: number): string[] {
  const result: unknown = JSON.parse("[".repeat(depth) + "]".repeat(depth));
  return linesOf([opened, started("a"), { ...done("a"), result }]);
}

function refuses(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    return error instanceof Refused;
  }
}

describe("a journal", () => {
  test("that was damaged is refused, or lost whole lines from its end, which its manifest tells", async () => {
    const { refused } = await check("readJournal, damaged", damaged(journal), readJournal, isPrefix, Refused);
    expect(refused).toBeGreaterThan(cases / 2);
  });

  test("that was forged is refused", async () => {
    const { said } = await check("readJournal, forged", forged(journal), readJournal, () => false, Refused);
    expect(said).toBe(0);
  });

  test("of a job that was damaged is refused as it is, or loses its torn end", async () => {
    const isRight = (said: unknown) => {
      const { now, size, left } = said as Awaited<ReturnType<typeof open>>;
      return left.length === size && isPrefix(now);
    };
    const { refused } = await check("openJournal, damaged", damaged(journal), open, isRight, Refused);
    expect(refused).toBeGreaterThan(cases / 2);
  });

  test("cut at every byte is read to a line's end or refused", () => {
    for (let end = 0; end < journal.length; end++) {
      const bytes = journal.subarray(0, end);
      const read = () => isPrefix(readJournal(bytes));
      const isWhole = end === 0 || bytes.at(-1) === 0x0a;
      expect(isWhole ? read() : refuses(read), `cut at ${end}`).toBe(true);
    }
    console.log(`readJournal, cut: ${journal.length} of ${journal.length}`);
  });

  test("nested to the limit is read, and deeper refused before it is parsed", () => {
    expect(readJournal(Buffer.from(nested(limits.depth - 1).join(""))).length).toBe(3);
    expect(() => readJournal(Buffer.from(nested(limits.depth).join("")))).toThrow("nested deeper than");
    const bomb = sealText(`{"v":${"[".repeat(3_000_000)}${"]".repeat(3_000_000)}}`);
    expect(() => readJournal(Buffer.from(bomb))).toThrow("nested deeper than");
  });

  test("with a line too long, too many bytes or too many events is refused unread", () => {
    const long = Buffer.alloc(limits.line + 2, 0x61);
    long[long.length - 1] = 0x0a;
    expect(() => readJournal(long)).toThrow(`more than ${limits.line}`);
    const huge = { length: limits.journal + 1, at: () => 0x0a } as unknown as Uint8Array;
    expect(() => readJournal(huge)).toThrow(`more than ${limits.journal}`);
  });
});

describe("a checkpoint", () => {
  const manifestStart = { generation: 3, writer: "w1", runId: 41, attempt: 1, at: 9, closed: false };
  let sound: Record<string, Buffer>;
  let manifest: unknown;

  beforeAll(async () => {
    const disk = diskWith({ "/lane/journal.jsonl": journal, [`/lane/files/${archive.digest}`]: "kept" });
    const files = filesOf(disk, new Lifeline());
    manifest = await writeCheckpoint(
      files,
      lane,
      { folder: "/lane", state, written: { bytes: journal.length, length: state.length, head: state.head } },
      "/c",
      manifestStart,
    );
    sound = {};
    for (const [path, content] of disk) if (path.startsWith("/c/") && Buffer.isBuffer(content)) sound[path] = content;
  });

  const read = (change: Record<string, Buffer>) => readCheckpoint(filesWith({ ...sound, ...change }), "/c", lane);

  test("that is sound is read", async () => {
    expect(await read({})).toEqual(manifest);
  });

  test.each(["repository", "key", "lane"])("of another %s is refused", async (field) => {
    await expect(readCheckpoint(filesWith(sound), "/c", { ...lane, [field]: "other/one" })).rejects.toThrow(
      `it belongs to another ${field}`,
    );
  });

  test("of a repository whose name is now written in capitals is read", async () => {
    expect(await readCheckpoint(filesWith(sound), "/c", { ...lane, repository: "Kelp/Forest" })).toEqual(manifest);
  });

  test("with its journal damaged is refused", async () => {
    const counts = await check(
      "readCheckpoint, journal damaged",
      damaged(journal),
      (bytes: Buffer) => read({ "/c/journal.jsonl": bytes }),
      () => false,
      Refused,
    );
    expect(counts.refused).toBe(cases);
  });

  test("with its manifest damaged is refused", async () => {
    const inputs = damaged(sound["/c/manifest.json"]!);
    const counts = await check(
      "readCheckpoint, manifest damaged",
      inputs,
      (bytes: Buffer) => read({ "/c/manifest.json": bytes }),
      () => false,
      Refused,
    );
    expect(counts.refused).toBe(cases);
  });

  test("with its manifest forged is refused", async () => {
    const inputs = misshapen(valuesOf(sound["/c/manifest.json"]!)[0]!);
    const counts = await check(
      "readCheckpoint, manifest forged",
      inputs,
      (text: string) => read({ "/c/manifest.json": Buffer.from(sealText(text)) }),
      () => false,
      Refused,
    );
    expect(counts.refused).toBe(cases);
  });

  test("with a file of its damaged is refused", async () => {
    const path = `/c/files/${archive.digest}`;
    const counts = await check(
      "readCheckpoint, file damaged",
      damaged(sound[path]!),
      (bytes: Buffer) => read({ [path]: bytes }),
      () => false,
      Refused,
    );
    expect(counts.refused).toBe(cases);
  });

  test.each(["/c/manifest.json", "/c/journal.jsonl", `/c/files/${archive.digest}`])(
    "without %s is refused",
    async (path) => {
      const { [path]: _, ...rest } = sound;
      await expect(readCheckpoint(filesWith(rest), "/c", lane)).rejects.toBeInstanceOf(Refused);
    },
  );

  test("whose manifest is too large, or is a folder, is refused", async () => {
    await expect(read({ "/c/manifest.json": Buffer.alloc(4 * 1024 * 1024 + 1, 0x61) })).rejects.toThrow("more than");
    const disk = diskWith(sound);
    disk.set("/c/manifest.json", disk.get("/")!);
    await expect(readCheckpoint(filesOf(disk, new Lifeline()), "/c", lane)).rejects.toThrow("is no file");
  });
});

const positionFrom = (bytes: Buffer) => readPosition(filesWith({ "/p/position.json": bytes }), "/p");

describe("a job's position in its lane", () => {
  const position: Position = { v: 1, writer: "w1", entered: true, generation: 3, length: 6 };
  const sound = Buffer.from(seal(position).line);

  test("is read as it was written, and undefined where there is none", async () => {
    const files = filesWith({});
    expect(await readPosition(files, "/p")).toBeUndefined();
    await writePosition(files, "/p", { ...position, refused: "https://x/1" });
    expect(await readPosition(files, "/p")).toEqual({ ...position, refused: "https://x/1" });
  });

  test("that was damaged or forged is refused", async () => {
    const forgery = misshapen(position as unknown as Json).map((text) => Buffer.from(sealText(text)));
    expect((await check("readPosition, damaged", damaged(sound), positionFrom, () => false, LaneError)).refused).toBe(
      cases,
    );
    expect((await check("readPosition, forged", forgery, positionFrom, () => false, LaneError)).refused).toBe(cases);
    await expect(positionFrom(Buffer.alloc(64 * 1024 + 1))).rejects.toBeInstanceOf(LaneError);
  });
});

describe("a checkpoint that waits to be saved", () => {
  const context = readContext({ RUNNER_TEMP: "/temp" });
  const pending: Pending = {
    step: "deploy",
    lane: { lane: "build", store: "auto" },
    secretVariables: ["A"],
    fingerprint: "f",
    paths: ["dist"],
    begunAt: 5,
    isSaved: false,
  };
  const sound = Buffer.from(seal(pending).line);
  const name = hash("sha256", "deploy", "hex").slice(0, 32);
  const parse = (bytes: Buffer) =>
    readPending(filesWith({ [`/temp/holdfast/checkpoints/${name}.json`]: bytes }), context, "deploy");

  test("is read as it was written", async () => {
    const files = filesWith({});
    await writePending(files, context, pending);
    expect(await readPending(files, context, "deploy")).toEqual(pending);
    await expect(readPending(files, context, "other")).rejects.toThrow(
      'input step is "other": no checkpoint of that name',
    );
  });

  test("that was damaged or forged is refused, and one of another name is not taken", async () => {
    const forgery = misshapen(pending as unknown as Json, ["secretVariables", "paths"]).map((text) =>
      Buffer.from(sealText(text)),
    );
    expect((await check("readPending, damaged", damaged(sound), parse, () => false, LaneError)).refused).toBe(cases);
    expect((await check("readPending, forged", forgery, parse, () => false, LaneError)).refused).toBe(cases);
    await expect(parse(Buffer.from(seal({ ...pending, step: "test" }).line))).rejects.toBeInstanceOf(UserError);
  });
});

const isLess = (said: unknown, sound: unknown) => said === undefined || same(said, sound);

describe("what a journal holds for a step", () => {
  const json = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });

  test("is read as a command's record only where it is one", async () => {
    expect(asCommandRecord(record)).toEqual(record);
    const { archive: _, ...bare } = record;
    expect(asCommandRecord(bare)).toEqual(bare);
    // Pairs and folders are free in number, so that only what has another shape is no record.
    const inputs = misshapen(bare as unknown as Json, ["outputs", "environment", "path"]).map((text): unknown =>
      JSON.parse(text),
    );
    await check("asCommandRecord, misshapen", inputs, asCommandRecord, (said) => isLess(said, bare));
    await check("asCommandRecord, anything", json, asCommandRecord, (said) => said === undefined);
  });

  test("is read as a checkpoint's record only where it is one", async () => {
    const sound = { outputs: '{"a":1}', archive };
    expect(asCheckpointRecord(sound)).toEqual(sound);
    const inputs = misshapen(sound).map((text): unknown => JSON.parse(text));
    const isRight = (said: unknown) => isLess(said, sound) || same(said, { outputs: sound.outputs });
    await check("asCheckpointRecord, misshapen", inputs, asCheckpointRecord, isRight);
    await check("asCheckpointRecord, anything", json, asCheckpointRecord, (said) => said === undefined);
  });
});

test("any matrix gives a lane of bounded length on one line, or an error that names the input", async () => {
  const context = readContext({ GITHUB_REPOSITORY: "kelp/forest", GITHUB_RUN_ID: "1", GITHUB_JOB: "test" });
  const legOf = (matrix: string) => laneIdentity({ matrix }, context).lane;
  const sound = Buffer.from('{"os":"linux","node":20,"extra":{"a":[1,null,true],"b":"x"}}');
  const inputs = fc.oneof(
    damaged(sound).map((bytes) => bytes.toString("utf8")),
    misshapen(JSON.parse(sound.toString("utf8")) as Json),
    fc.json({ maxDepth: 6 }),
    fc
      .dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary", maxLength: 300 }))
      .map((o) => JSON.stringify(o)),
  );
  const isLane = (said: unknown, matrix: string) =>
    typeof said === "string" &&
    said.length <= 200 &&
    !/\p{Cc}/u.test(said) &&
    said.isWellFormed() &&
    said === legOf(matrix);
  const { said } = await check("laneIdentity, matrix", inputs, legOf, isLane, UserError);
  expect(said).toBeGreaterThan(cases / 10);
  expect(() => legOf(`{"__proto__":${pollution}}`)).toThrow(UserError);
});
