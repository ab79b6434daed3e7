import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { artifacts } from "../../src/emulator/rows.ts";
import { recordRun, repositoryNamed } from "../../src/emulator/rest/index.ts";
import { artifactService } from "../../src/github/artifact.ts";
import { ContextError, readContext } from "../../src/github/context.ts";
import { systemWorld } from "../../src/world/system.ts";
import { emulatorForTest, folderForTest, worldOf } from "./scene.ts";

async function scene() {
  const emulator = await emulatorForTest();
  const serviceOf = async (runId: number, token: string | undefined = "ghs_t") => {
    const world = await worldOf(emulator, { runId });
    return artifactService(world, readContext(world.environment), token);
  };
  const from = await folderForTest({ "manifest.json": "{}", "files/ab": "kept ".repeat(9999), empty: "" });
  return { emulator, own: await serviceOf(1), other: await serviceOf(2), serviceOf, from };
}

async function filesOf(folder: string) {
  const names = await readdir(folder, { recursive: true });
  return names.map((name) => name.replaceAll("\\", "/")).sort();
}

test("what a run keeps it gives back, in four calls to keep, one to list and three to load", async () => {
  const { emulator, own, from } = await scene();
  const uploaded = await own.upload("lane-1", from);
  expect(uploaded).toMatchObject({ kind: "uploaded" });
  // The storage takes the content in two: a block, and the list of blocks.
  expect(emulator.requests.all().map(({ operation }) => operation)).toEqual([
    "CreateArtifact",
    "PutBlock",
    "PutBlockList",
    "FinalizeArtifact",
  ]);
  emulator.requests.clear();
  const listed = await own.listOfThisRun("lane-");
  expect(emulator.requests.all()).toHaveLength(1);
  if (listed.kind !== "listed" || listed.entries[0] === undefined) throw new Error("not listed");
  expect(listed.entries).toEqual([expect.objectContaining({ name: "lane-1", runId: 1 })]);
  expect(listed.entries[0].createdAt).toBeGreaterThan(Date.parse("2026-01-01"));
  emulator.requests.clear();
  const into = await folderForTest();
  expect(await own.download(listed.entries[0], into)).toEqual({ kind: "downloaded" });
  expect(emulator.requests.all()).toHaveLength(3);
  expect(await filesOf(into)).toEqual(["empty", "files", "files/ab", "manifest.json"]);
  expect(await readFile(join(into, "files/ab"), "utf8")).toBe("kept ".repeat(9999));
});

test("only names that begin as asked are listed", async () => {
  const { own, from } = await scene();
  for (const name of ["lane-1", "lane-2", "other-1"]) await own.upload(name, from);
  const listed = await own.listOfThisRun("lane-");
  expect(listed.kind === "listed" && listed.entries.map(({ name }) => name).sort()).toEqual(["lane-1", "lane-2"]);
});

test("a name is taken once", async () => {
  const { own, from } = await scene();
  await own.upload("lane-1", from);
  expect(await own.upload("lane-1", from)).toEqual({ kind: "taken" });
});

test("another run finds them newest first, and loads them", async () => {
  const { own, other, serviceOf, from } = await scene();
  await own.upload("lane", from);
  await (await serviceOf(3)).upload("lane", from);
  const listed = await other.listOfAllRuns("lane");
  if (listed.kind !== "listed") throw new Error(listed.reason);
  expect(listed.entries.map(({ runId }) => runId)).toEqual([3, 1]);
  for (const entry of listed.entries) {
    const into = await folderForTest();
    expect(await other.download(entry, into)).toEqual({ kind: "downloaded" });
    expect(await filesOf(into)).toEqual(["empty", "files", "files/ab", "manifest.json"]);
  }
});

test("what the run of a fork made is another's", async () => {
  const { emulator, own, other, from } = await scene();
  const place = { state: emulator.state, clock: systemWorld().clock };
  const home = repositoryNamed(emulator.state, "octocat", "hello-world");
  if (home === undefined) throw new Error("the emulator has no repository");
  const fork = { owner: "eve", name: "hello-world" };
  recordRun(place, home, { id: 1, workflowPath: ".github/workflows/ci.yml", event: "pull_request", fork });
  await own.upload("lane", from);
  expect(await other.listOfAllRuns("lane")).toEqual({ kind: "listed", entries: [] });
});

test.each([
  { count: 250, found: [1], requests: 3 },
  { count: 1500, found: [], requests: 10 },
])("behind $count of forks $found.length of ours are found", async ({ count, found, requests }) => {
  const { emulator, own, other, from } = await scene();
  await own.upload("lane", from);
  const place = { state: emulator.state, clock: systemWorld().clock };
  const home = repositoryNamed(emulator.state, "octocat", "hello-world");
  if (home === undefined) throw new Error("the emulator has no repository");
  const fork = { owner: "eve", name: "hello-world" };
  const { id: runId } = recordRun(place, home, { id: 900, workflowPath: "ci.yml", event: "pull_request", fork });
  const [{ id: _, ...ours } = { id: 0 }] = artifacts(emulator.state).all();
  if (!("name" in ours)) throw new Error("nothing was uploaded");
  for (let made = 0; made < count; made++) artifacts(emulator.state).insert({ ...ours, runId });
  emulator.requests.clear();
  const listed = await other.listOfAllRuns("lane");
  expect(listed).toMatchObject({ kind: "listed", entries: found.map((run) => ({ runId: run })) });
  expect(emulator.requests.all()).toHaveLength(requests);
});

test("what is gone since it was listed is none", async () => {
  const { own, other } = await scene();
  const gone = { id: 999, name: "lane", size: 1, createdAt: 0 };
  expect(await other.download({ ...gone, runId: 7 }, await folderForTest())).toEqual({ kind: "none" });
  expect(await own.download({ ...gone, runId: 1 }, await folderForTest())).toEqual({ kind: "none" });
});

test("without a token or its permission other runs' artifacts are denied, with what to grant", async () => {
  const { emulator } = await scene();
  const world = await worldOf(emulator, { runId: 2 });
  const service = artifactService(world, readContext(world.environment), undefined);
  const reason: unknown = expect.stringContaining("`actions: read`");
  expect(await service.listOfAllRuns("lane")).toEqual({ kind: "denied", reason });
  const entry = { id: 1, name: "lane", size: 1, createdAt: 0, runId: 1 };
  expect(await service.download(entry, await folderForTest())).toEqual({ kind: "unavailable", reason });
  emulator.faults.order({
    action: { kind: "status", status: 403, body: { message: "Resource not accessible by integration" } },
  });
  const withToken = artifactService(world, readContext(world.environment), "t");
  expect(await withToken.listOfAllRuns("lane")).toEqual({ kind: "denied", reason });
  emulator.faults.order({ action: { kind: "primary-rate-limit", resetSeconds: 3600 } });
  expect(await withToken.listOfAllRuns("lane")).toMatchObject({ kind: "unavailable" });
});

test("nothing is left beside the folder", async () => {
  const { own, from } = await scene();
  await own.upload("lane", from);
  const listed = await own.listOfThisRun("lane");
  if (listed.kind !== "listed" || listed.entries[0] === undefined) throw new Error("not listed");
  const parent = await folderForTest({ "into/.keep": "" });
  await own.download(listed.entries[0], join(parent, "into"));
  expect(await readdir(parent)).toEqual(["into"]);
});

test("outside a job there is no service", () => {
  expect(() => artifactService({ ...systemWorld(), environment: {} }, readContext({}), undefined)).toThrow(
    ContextError,
  );
});
