import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { artifactService } from "../../src/github/artifact.ts";
import { readContext } from "../../src/github/context.ts";
import type { ArtifactEntry, ArtifactService } from "../../src/store/services.ts";
import { type Fault, FAULTS, isSilent } from "./faults.ts";
import { hasteTimers, hastyClock } from "./haste.ts";
import { emulatorForTest, folderForTest, worldOf } from "./scene.ts";

const CONTENT = "kept ".repeat(2000);

/** A job of run 1, and one of run 2 that reads what the first left. */
async function scene(fault: Fault) {
  const emulator = await emulatorForTest();
  const from = await folderForTest({ "manifest.json": CONTENT, "files/a": "1" });
  const clock = hastyClock(isSilent(fault) ? 1000 : 100);
  const serviceOf = async (runId: number): Promise<ArtifactService> => {
    const world = { ...(await worldOf(emulator, { runId })), clock };
    return artifactService(world, readContext(world.environment), world.environment["GITHUB_TOKEN"]);
  };
  const order = (operation: string) => emulator.faults.order({ operation, times: fault.times, action: fault.action });
  return { emulator, from, own: await serviceOf(1), other: await serviceOf(2), order };
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
  hasteTimers();
  const cases = times(["ListArtifacts", REST_LIST]);
  const broken: string[] = [];
  for (const { operation, fault } of cases) {
    const { own, other, from, order } = await scene(fault);
    await own.upload("lane-1", from);
    order(operation);
    const answer = await (operation === REST_LIST ? other.listOfAllRuns("lane-1") : own.listOfThisRun("lane-"));
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
  hasteTimers();
  const own = times(["ListArtifacts", "GetSignedArtifactURL", "GetBlob"]).map((row) => ({
    ...row,
    reader: "own" as const,
  }));
  const other = times([REST_DOWNLOAD, "GetBlob"]).map((row) => ({ ...row, reader: "other" as const }));
  const broken: string[] = [];
  for (const { operation, fault, reader } of [...own, ...other]) {
    const job = await scene(fault);
    await job.own.upload("lane-1", job.from);
    const entry = await entryOf(job.other.listOfAllRuns("lane-1"));
    job.order(operation);
    const into = await folderForTest();
    const answer = await job[reader].download(entry, into);
    const name = `${operation} by ${reader}, ${fault.name}: ${JSON.stringify(answer)}`;
    if (answer.kind === "none") broken.push(name);
    if (answer.kind === "downloaded" && (await readFile(join(into, "manifest.json"), "utf8")) !== CONTENT)
      broken.push(name);
    if (answer.kind === "downloaded" && fault.times === "always" && !isHarmless(operation, fault)) broken.push(name);
    if (answer.kind === "unavailable" && !isReason(answer.reason)) broken.push(name);
    if (answer.kind === "unavailable" && reader === "other" && fault.times === 1)
      broken.push(`${name}: not tried again`);
  }
  report("downloads", own.length + other.length, broken);
  expect(broken).toEqual([]);
});

test("every upload × every fault answers as promised", { timeout: 120_000 }, async () => {
  hasteTimers();
  const cases = times(["CreateArtifact", "PutBlock", "PutBlockList", "FinalizeArtifact"]);
  const broken: string[] = [];
  for (const { operation, fault } of cases) {
    const { emulator, own, from, order } = await scene(fault);
    order(operation);
    const answer = await own.upload("lane-1", from);
    emulator.faults.clear();
    const listed = await own.listOfThisRun("lane-");
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
