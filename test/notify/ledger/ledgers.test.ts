/** What every ledger promises. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Octokit } from "../../../src/github/octokit.ts";
import type { Entry } from "../../../src/notify/incident/entry.ts";
import { directoryLedger } from "../../../src/notify/ledger/directory.ts";
import { issueLedger } from "../../../src/notify/ledger/issue.ts";
import type { Ledger } from "../../../src/notify/ledger/ledger.ts";
import { refsLedger } from "../../../src/notify/ledger/refs.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { folderForTest } from "../../github/scene.ts";
import { at, githubForTest, repository } from "./github.ts";

/** Ledgers of as many jobs, which keep the same. */
type Open = (jobs: number) => Promise<Ledger[]>;

const overGitHub =
  (open: (octokit: Octokit) => Ledger): Open =>
  async (jobs) => {
    const { octokit } = await githubForTest();
    return Array.from({ length: jobs }, () => open(octokit()));
  };

const ledgers: [name: string, open: Open][] = [
  [
    "a folder",
    async (jobs) => {
      const folder = join(await folderForTest(), "incidents");
      return Array.from({ length: jobs }, () => directoryLedger(systemWorld(), folder));
    },
  ],
  ["git refs", overGitHub((octokit) => refsLedger(octokit, { repository }))],
  ["branches", overGitHub((octokit) => refsLedger(octokit, { repository, namespace: "heads/holdfast-incidents" }))],
  ["issues", overGitHub((octokit) => issueLedger(systemWorld(), octokit, { repository }))],
];

const entry = (run: number, key = "nightly\u2014build"): Entry => ({
  version: 1,
  key,
  succeeded: [run, 1],
  incidents: [],
});

const revisionOf = async (ledger: Ledger, key: string) => {
  const read = await ledger.read(key);
  return read.kind === "found" ? read.revision : undefined;
};

describe.each(ledgers)("%s", (_, open) => {
  test("keep what was written last, a key apart from the other", async () => {
    const [ledger, other] = await open(2);
    const { key } = entry(1);
    expect(await ledger?.read(key)).toEqual({ kind: "none" });
    expect(await ledger?.write(entry(1), undefined)).toEqual({ kind: "written" });
    expect(await other?.write(entry(9, "other"), undefined)).toEqual({ kind: "written" });
    expect(await other?.write(entry(2), await revisionOf(other, key))).toEqual({ kind: "written" });
    expect(await ledger?.read(key)).toMatchObject({ kind: "found", entry: entry(2) });
  });

  test("tell of which keys something is kept", async () => {
    const [ledger] = await open(1);
    const keys = ["a", "b", "c"];
    expect(await ledger?.known(keys)).toEqual({ kind: "known", keys: new Set() });
    for (const key of ["a", "c", "d"]) await ledger?.write(entry(1, key), undefined);
    expect(await ledger?.known(keys)).toEqual({ kind: "known", keys: new Set(["a", "c"]) });
  });

  test("keep text that ends a comment, a line or a string", async () => {
    const [ledger] = await open(1);
    const key = `--> "\\" </code> <!-- \u{1f30a}`;
    await ledger?.write(entry(1, key), undefined);
    expect(await ledger?.read(key)).toMatchObject({ kind: "found", entry: entry(1, key) });
  });

  test("refuse who saw an older entry, or none", async () => {
    const [ledger, late] = await open(2);
    const { key } = entry(1);
    await ledger?.write(entry(1), undefined);
    const seen = late && (await revisionOf(late, key));
    await ledger?.write(entry(2), ledger && (await revisionOf(ledger, key)));
    expect(await late?.write(entry(3), seen)).toEqual({ kind: "conflict" });
    expect(await late?.write(entry(3), undefined)).toEqual({ kind: "conflict" });
    expect(await ledger?.read(key)).toMatchObject({ entry: entry(2) });
  });

  test("let one of those win who begin an entry at once", async () => {
    const jobs = await open(6);
    const written = await Promise.all(jobs.map((ledger, index) => ledger.write(entry(index + 1), undefined)));
    expect(written.filter(({ kind }) => kind === "written")).toHaveLength(1);
    const winner = written.findIndex(({ kind }) => kind === "written");
    for (const ledger of jobs) expect(await ledger.read(entry(1).key)).toMatchObject({ entry: entry(winner + 1) });
  });
});

test.each(["git refs", "a folder"])("%s let one of those win who change an entry at once", async (name) => {
  const open = ledgers.find(([one]) => one === name)?.[1];
  const jobs = (await open?.(6)) ?? [];
  await jobs[0]?.write(entry(1), undefined);
  const revisions = await Promise.all(jobs.map((ledger) => revisionOf(ledger, entry(1).key)));
  const written = await Promise.all(jobs.map((ledger, index) => ledger.write(entry(index + 2), revisions[index])));
  expect(written.filter(({ kind }) => kind === "written")).toHaveLength(1);
  expect(written.filter(({ kind }) => kind === "conflict")).toHaveLength(5);
});

test("issues that lost the election are closed", async () => {
  const github = await githubForTest();
  const jobs = Array.from({ length: 4 }, () => issueLedger(systemWorld(), github.octokit(), { repository }));
  await Promise.all(jobs.map((ledger, index) => ledger.write(entry(index + 1), undefined)));
  const { rest } = github.octokit();
  const all = await rest.issues.listForRepo({ owner: repository.owner, repo: repository.name, state: "all" });
  expect(all.data.map(({ number, state }) => `${number} ${state}`).toSorted()).toEqual([
    "1 open",
    "2 closed",
    "3 closed",
    "4 closed",
  ]);
});

describe("git refs", () => {
  test("need two requests to read, one where nothing is kept, and two to write", async () => {
    const { emulator, octokit } = await githubForTest();
    const ledger = refsLedger(octokit(), { repository });
    const requestsOf = async (act: () => Promise<unknown>) => {
      emulator.requests.clear();
      await act();
      return emulator.requests.all().map(({ method, path }) => `${method} ${path.split("/").slice(4, 6).join("/")}`);
    };
    expect(await requestsOf(() => ledger.read(entry(1).key))).toEqual(["GET git/ref"]);
    expect(await requestsOf(() => ledger.write(entry(1), undefined))).toEqual([
      "POST git/trees",
      "POST git/commits",
      "POST git/refs",
    ]);
    const revision = await revisionOf(ledger, entry(1).key);
    expect(await requestsOf(() => ledger.read(entry(1).key))).toEqual(["GET git/ref", "GET git/commits"]);
    expect(await requestsOf(() => ledger.write(entry(2), revision))).toEqual(["POST git/commits", "PATCH git/refs"]);
  });

  test.each([
    [403, "Resource not accessible by integration", "denied", "contents: write"],
    [422, "Reference name must start with 'refs'", "unavailable", "Reference name"],
    [503, "unavailable", "unavailable", "unavailable"],
  ] as const)("do not take %i for a lost race", async (status, message, kind, reason) => {
    const { emulator, octokit } = await githubForTest();
    const ledger = refsLedger(octokit(), { repository });
    emulator.faults.order({
      operation: `POST ${at}/git/refs`,
      action: { kind: "status", status, body: { message } },
    });
    expect(await ledger.write(entry(1), undefined)).toEqual({ kind, reason: expect.stringContaining(reason) });
  });

  test("that hold something else are refused, and left for a person to look at", async () => {
    const { octokit } = await githubForTest();
    const ledger = refsLedger(octokit(), { repository });
    await ledger.write(entry(1), undefined);
    const { git } = octokit().rest;
    const place = { owner: repository.owner, repo: repository.name };
    const { data: refs } = await git.listMatchingRefs({ ...place, ref: "holdfast/incidents" });
    const { data: tree } = await git.createTree({ ...place, tree: [{ path: "a", mode: "100644", content: "a" }] });
    const { data: commit } = await git.createCommit({ ...place, message: "{}", tree: tree.sha });
    const ref = refs[0]?.ref.replace("refs/", "") ?? "";
    await git.updateRef({ ...place, ref, sha: commit.sha, force: true });
    expect(await ledger.read(entry(1).key)).toEqual({ kind: "denied", reason: expect.stringContaining(ref) });
  });
});

test("a folder that holds something else, or that the disk refuses, is said to", async () => {
  const folder = await folderForTest();
  const ledger = directoryLedger(systemWorld(), folder);
  await ledger.write(entry(1), undefined);
  const [name = ""] = await readdir(folder);
  await writeFile(join(folder, name), '{"version": 2}');
  expect(await ledger.read(entry(1).key)).toEqual({ kind: "denied", reason: expect.stringContaining(name) });
  await mkdir(join(folder, "no"));
  await writeFile(join(folder, "no", "folder"), "");
  const refused = directoryLedger(systemWorld(), join(folder, "no", "folder"));
  expect(await refused.write(entry(1), undefined)).toMatchObject({ kind: "unavailable" });
});
