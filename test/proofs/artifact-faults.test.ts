import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { artifactService } from "../../src/github/artifact.ts";
import { readContext } from "../../src/github/context.ts";
import type { ArtifactEntry, ArtifactService } from "../../src/store/services.ts";
import { type Fault, FAULTS, hasteFor } from "../github/faults.ts";
import { hasteTimers, hastyClock } from "../github/haste.ts";
import { emulatorForTest, folderForTest, worldOf } from "../github/scene.ts";

const CONTENT = "kept ".repeat(2000);

/** Jobs of two runs: the second reads what the first left. */
async function scene() {
  hasteTimers();
  const emulator = await emulatorForTest();
  const from = await folderForTest({ "manifest.json": CONTENT, "files/a": "1" });
  const worlds = { own: await worldOf(emulator, { runId: 1 }), other: await worldOf(emulator, { runId: 2 }) };
  const job = (reader: keyof typeof worlds, haste = 2): ArtifactService => {
    const world = { ...worlds[reader], clock: hastyClock(haste) };
    return artifactService(world, readContext(world.environment), world.environment["GITHUB_TOKEN"]);
  };
  /** What a call gives while the fault holds. */
  const under = async <T>(fault: Fault, operation: string, call: () => Promise<T>): Promise<T> => {
    emulator.faults.order({ operation, times: fault.times, action: fault.action });
    try {
      return await call();
    } finally {
      emulator.faults.clear();
    }
  };
  return { from, job, under };
}

async function entryOf(listing: ReturnType<ArtifactService["listOfThisRun"]>): Promise<ArtifactEntry> {
  const listed = await listing;
  const entry = listed.kind === "listed" ? listed.entries[0] : undefined;
  if (entry === undefined) throw new Error(`nothing was listed: ${JSON.stringify(listed)}`);
  return entry;
}

const REST_LIST = "GET /repos/octocat/hello-world/actions/artifacts";
const REST_DOWNLOAD = "GET /repos/octocat/hello-world/actions/artifacts/1/zip";

function times(operations: readonly string[]) {
  return operations.flatMap((operation) => FAULTS.map((fault) => ({ operation, fault })));
}

function report(what: string, cases: number, broken: readonly string[]) {
  console.log(`${what}: ${cases - broken.length} of ${cases} answer as promised`);
}

test("every list × every fault answers as promised", { timeout: 120_000 }, async () => {
  const { from, job, under } = await scene();
  await job("own").upload("lane-1", from);
  const cases = times(["ListArtifacts", REST_LIST]);
  const broken: string[] = [];
  for (const { operation, fault } of cases) {
    const answer = await under(fault, operation, () => {
      if (operation === REST_LIST) return job("other", hasteFor(fault)).listOfAllRuns("lane-1");
      return job("own", hasteFor(fault)).listOfThisRun("lane-");
    });
    const name = `${operation}, ${fault.name}: ${JSON.stringify(answer)}`;
    // Never an empty list: there is one. A flipped bit may have changed its name.
    if (answer.kind === "listed" && answer.entries.length !== 1 && fault.action.kind !== "corrupt") broken.push(name);
    if (answer.kind === "listed" && fault.times === "always" && fault.action.kind !== "corrupt") broken.push(name);
    if (answer.kind === "unavailable" && !isReason(answer.reason)) broken.push(name);
  }
  report("lists", cases.length, broken);
  expect(broken).toEqual([]);
});

test("every download × every fault answers as promised", { timeout: 120_000 }, async () => {
  const { from, job, under } = await scene();
  await job("own").upload("lane-1", from);
  const entry = await entryOf(job("other").listOfAllRuns("lane-1"));
  const cases = [
    ...times(["ListArtifacts", "GetSignedArtifactURL", "GetBlob"]).map((row) => ({ ...row, reader: "own" as const })),
    ...times([REST_DOWNLOAD, "GetBlob"]).map((row) => ({ ...row, reader: "other" as const })),
  ];
  const broken: string[] = [];
  for (const { operation, fault, reader } of cases) {
    const into = await folderForTest();
    const answer = await under(fault, operation, () => job(reader, hasteFor(fault)).download(entry, into));
    const name = `${operation} by ${reader}, ${fault.name}: ${JSON.stringify(answer)}`;
    if (answer.kind === "none") broken.push(name);
    if (answer.kind === "downloaded" && (await readFile(join(into, "manifest.json"), "utf8")) !== CONTENT)
      broken.push(name);
    if (answer.kind === "downloaded" && fault.times === "always" && !isHarmless(operation, fault)) broken.push(name);
    if (answer.kind === "unavailable" && !isReason(answer.reason)) broken.push(name);
    if (answer.kind === "unavailable" && reader === "other" && fault.times === 1)
      broken.push(`${name}: not tried again`);
  }
  report("downloads", cases.length, broken);
  expect(broken).toEqual([]);
});

test("every upload × every fault answers as promised", { timeout: 120_000 }, async () => {
  const { from, job, under } = await scene();
  const cases = times(["CreateArtifact", "PutBlock", "PutBlockList", "FinalizeArtifact"]);
  const broken: string[] = [];
  for (const [index, { operation, fault }] of cases.entries()) {
    const artifact = `lane-${index}-`;
    const answer = await under(fault, operation, () => job("own", hasteFor(fault)).upload(artifact, from));
    const listed = await job("own").listOfThisRun(artifact);
    const stands = listed.kind === "listed" && listed.entries.length === 1;
    const name = `${operation}, ${fault.name}: ${JSON.stringify(answer)}, ${stands ? "kept" : "not kept"}`;
    if (answer.kind === "uploaded" && !stands) broken.push(name);
    if ((answer.kind === "taken") !== (operation === "CreateArtifact" && fault.name === "409")) broken.push(name);
    if (answer.kind === "unavailable" && !isReason(answer.reason)) broken.push(name);
    if (answer.kind === "unavailable" && fault.name === "500 before the work, once")
      broken.push(`${name}: not tried again`);
  }
  report("uploads", cases.length, broken);
  expect(broken).toEqual([]);
});

/** A redirect has no body to break, and a flipped bit in an answer may hit what nobody reads. */
function isHarmless(operation: string, { action }: Fault): boolean {
  return action.kind === "corrupt" || (operation === REST_DOWNLOAD && ["truncate", "empty"].includes(action.kind));
}

/** One line for people, with something in it. */
function isReason(reason: string): boolean {
  return reason.length > 0 && reason.length <= 500 && !reason.includes("\n") && reason !== "the client gave no reason";
}
