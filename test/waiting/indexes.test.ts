import { describe, expect, test } from "vitest";
import type { CacheService } from "../../src/store/services.ts";
import type { IndexOptions } from "../../src/waiting/open-index.ts";
import { waitingName } from "../../src/waiting/waiting-run.ts";
import { clientOf } from "../emulator/rest/github.ts";
import { hasteTimers } from "../github/haste.ts";
import { emulatorForTest } from "../github/scene.ts";
import { at, day, indexOn, listed, minute, note, repository, saveTo, since, waiting, waitingOf } from "./scene.ts";

const refused = (message = "Resource not accessible by integration") =>
  ({ kind: "status", status: 403, body: { message } }) as const;

const readOnly: CacheService = {
  save: async () => ({ kind: "denied", reason: "read-only" }),
  restore: async () => ({ kind: "none" }),
};

describe.each(["refs", "branches", "cache", "auto"] as const)("%s", (kind) => {
  async function open(options: Partial<IndexOptions> = {}) {
    hasteTimers();
    const emulator = await emulatorForTest();
    return { emulator, index: await indexOn(emulator, { kind, ...options }), other: await indexOn(emulator, { kind }) };
  }

  test("keeps who waits, of all lanes and of one, with a note that any job reads", async () => {
    const { index, other } = await open();
    expect(await index.list()).toEqual({ kind: "listed", runs: [] });
    const runs = [waitingOf(1), waitingOf(2, { waitsFor: new Set(["time", "approval"]), jobId: undefined })];
    for (const run of runs) expect(await index.add(run, note)).toEqual({ kind: "added" });
    expect(await listed(other)).toEqual(runs);
    expect(await listed(other, runs[1]!.lane)).toEqual([runs[1]]);
    expect(await listed(other, "f".repeat(32))).toEqual([]);
    expect(await other.noteOf(runs[0]!)).toEqual(note);
    expect(await other.noteOf(waitingOf(3))).toBeUndefined();
  });

  test("forgets one that is removed, by whomever and however often", async () => {
    const { index, other } = await open();
    await index.add(waitingOf(1), note);
    await index.add(waitingOf(2), note);
    expect(await other.remove(waitingOf(1))).toEqual({ kind: "removed" });
    await index.list();
    expect(await index.remove(waitingOf(1))).toEqual({ kind: "removed" });
    expect(await listed(index)).toEqual([waitingOf(2)]);
  });

  test("takes one that is added twice for one", async () => {
    const { index, other } = await open();
    await index.add(waiting(), note);
    expect(await other.add(waiting(), note)).toEqual({ kind: "added" });
    expect(await listed(index)).toEqual([waiting()]);
  });

  test("keeps a note whose text is long, foreign, or more than is told", async () => {
    const { index } = await open();
    const lane = `--> "\\" \u{1f30a} ${"x".repeat(1_000)}`;
    await index.add(waiting(), { ...note, lane, waiting: Array.from({ length: 40 }, () => "w".repeat(2_000)) });
    expect(await index.noteOf(waiting())).toEqual({
      ...note,
      lane,
      waiting: Array.from({ length: 20 }, () => "w".repeat(512)),
    });
  });
});

describe("refs", () => {
  test("are listed in one request however many they are, and added in three", async () => {
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator, { kind: "refs" });
    emulator.requests.clear();
    await index.add(waitingOf(1), note);
    expect(emulator.requests.all()).toHaveLength(3);
    const { git } = clientOf(emulator).rest;
    const place = { owner: repository.owner, repo: repository.name };
    const { data } = await git.getRef({ ...place, ref: `holdfast/waiting/${waitingName(waitingOf(1))}` });
    for (let number = 2; number <= 250; number++) {
      await git.createRef({
        ...place,
        ref: `refs/holdfast/waiting/${waitingName(waitingOf(number))}`,
        sha: data.object.sha,
      });
    }
    emulator.requests.clear();
    expect(await listed(index)).toHaveLength(250);
    expect(emulator.requests.all()).toHaveLength(1);
    expect((await git.getCommit({ ...place, commit_sha: data.object.sha })).data.parents).toEqual([]);
  });

  test("of other names are left out", async () => {
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator, { kind: "refs" });
    await index.add(waiting(), note);
    const { git } = clientOf(emulator).rest;
    const place = { owner: repository.owner, repo: repository.name };
    const { data } = await git.getRef({ ...place, ref: "heads/main" });
    for (const ref of ["refs/holdfast/waiting/x", "refs/holdfast/waiting-not", "refs/holdfast/incidents/y"]) {
      await git.createRef({ ...place, ref, sha: data.object.sha });
    }
    expect(await listed(index)).toEqual([waiting()]);
  });

  test("know the events of a run, and none of one that waits for very many", async () => {
    const index = await indexOn(await emulatorForTest(), { kind: "refs" });
    const events = ["0123456789abcdef", "fedcba9876543210"];
    await index.add(waitingOf(1), { ...note, events });
    await index.add(waitingOf(2), { ...note, events: Array.from({ length: 101 }, (_, event) => String(event)) });
    expect(await index.noteOf(waitingOf(1))).toEqual({ ...note, events });
    expect(await index.noteOf(waitingOf(2))).toEqual(note);
  });

  test("to something else have no note", async () => {
    const emulator = await emulatorForTest();
    const { git } = clientOf(emulator).rest;
    const place = { owner: repository.owner, repo: repository.name };
    const { data } = await git.getRef({ ...place, ref: "heads/main" });
    await git.createRef({ ...place, ref: `refs/holdfast/waiting/${waitingName(waiting())}`, sha: data.object.sha });
    const index = await indexOn(emulator, { kind: "refs" });
    expect(await listed(index)).toEqual([waiting()]);
    expect(await index.noteOf(waiting())).toBeUndefined();
  });
});

describe("the cache", () => {
  test("is listed page by page", async () => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator, { kind: "cache" });
    const runs = Array.from({ length: 202 }, (_, number) => waitingOf(number + 1));
    for (const run of runs) saveTo(emulator, "refs/heads/main", run);
    emulator.requests.clear();
    expect(await listed(index)).toEqual(runs);
    expect(emulator.requests.all()).toHaveLength(3);
  });

  test("tells on which branch it keeps whom, and nothing of what pull requests save", async () => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator, { kind: "cache" });
    for (const ref of ["refs/heads/main", "refs/heads/next", "refs/pull/7/merge"]) saveTo(emulator, ref, waiting());
    const [main, next] = [
      { ...waiting(), cachedOn: "refs/heads/main" },
      { ...waiting(), cachedOn: "refs/heads/next" },
    ];
    expect(await index.list()).toEqual({ kind: "listed", runs: [main, next] });
    await index.remove(next);
    expect(await index.list()).toEqual({ kind: "listed", runs: [main] });
  });

  test("keeps no run of a pull request", async () => {
    hasteTimers();
    const index = await indexOn(await emulatorForTest(), { kind: "cache" });
    expect(await index.add(waiting(), { ...note, ref: "refs/pull/7/merge" })).toEqual({
      kind: "denied",
      reason: expect.stringContaining("contents: write"),
    });
    expect(await listed(index)).toEqual([]);
  });

  test("has nobody wait for longer than GitHub keeps it", async () => {
    hasteTimers();
    const index = await indexOn(await emulatorForTest(), { kind: "cache" });
    const runs = [waitingOf(1, { until: undefined }), waitingOf(2, { until: since + 30 * day }), waitingOf(3)];
    for (const run of runs) await index.add(run, note);
    expect((await listed(index)).map(({ until }) => until)).toEqual([
      since + 5 * day,
      since + 5 * day,
      since + 60 * minute,
    ]);
    for (const run of runs) await index.remove(run);
    expect(await listed(index)).toEqual([]);
  });

  test("is not written where the job may only read it", async () => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator, { kind: "cache", cache: readOnly });
    expect(await index.add(waiting(), note)).toEqual({ kind: "denied", reason: "read-only" });
  });

  test.each([
    [true, { kind: "added" }],
    [false, { kind: "unavailable", reason: "nobody answered" }],
  ] as const)("says of an entry whose answer was lost whether it is there: %s", async (isThere, answer) => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const written = await indexOn(emulator, { kind: "cache" });
    const cache: CacheService = {
      ...readOnly,
      async save() {
        if (isThere) await written.add(waiting(), note);
        return { kind: "unknown", reason: "nobody answered" };
      },
    };
    const index = await indexOn(emulator, { kind: "cache", cache });
    expect(await index.add(waiting(), note)).toEqual(answer);
  });
});

describe("where GitHub refuses or does not answer", () => {
  test.each([
    ["refs", "add", `POST ${at}/git/refs`, "contents: write"],
    ["refs", "list", `GET ${at}/git/matching-refs`, "contents: read"],
    ["refs", "remove", `DELETE ${at}/git/refs`, "contents: write"],
    ["cache", "list", `GET ${at}/actions/caches`, "actions: read"],
    ["cache", "remove", `DELETE ${at}/actions/caches`, "actions: write"],
  ] as const)("%s say of %s which permission is missing", async (kind, call, operation, permission) => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator, { kind });
    await index.add(waitingOf(9), note);
    const [method, path = ""] = operation.split(" ");
    emulator.faults.order({ method: method!, path, times: "always", action: refused() });
    const answer = await {
      add: () => index.add(waiting(), note),
      list: () => index.list(),
      remove: () => index.remove(waitingOf(9)),
    }[call]();
    expect(answer).toEqual({ kind: "denied", reason: expect.stringContaining(permission) });
    emulator.faults.clear();
    emulator.faults.order({ method: method!, path, times: "always", action: { kind: "status", status: 503 } });
    expect(
      await {
        add: () => index.add(waiting(), note),
        list: () => index.list(),
        remove: () => index.remove(waitingOf(9)),
      }[call](),
    ).toMatchObject({ kind: "unavailable" });
  });

  test("what is added is added in the end, and once, though its answer is lost", async () => {
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator, { kind: "refs" });
    const lost = emulator.faults.order({
      method: "POST",
      path: "/git/refs",
      action: { kind: "drop-after-commit", status: 502 },
    });
    emulator.faults.order({ method: "POST", path: "/git/commits", times: 2, action: { kind: "status", status: 502 } });
    expect(await index.add(waiting(), note)).toEqual({ kind: "added" });
    expect(lost.hits).toBe(1);
    expect(await listed(index)).toEqual([waiting()]);
    expect(await index.noteOf(waiting())).toEqual(note);
  });
});

describe("auto", () => {
  test("adds to the cache where the job may not write contents, and finds both", async () => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const reasons: string[] = [];
    const free = await indexOn(emulator);
    await free.add(waitingOf(1), note);
    emulator.faults.order({ method: "POST", path: "/git/", times: "always", action: refused() });
    const bound = await indexOn(emulator, { onDenied: (reason) => void reasons.push(reason) });
    expect(await bound.add(waitingOf(2), note)).toEqual({ kind: "added" });
    expect(await bound.add(waitingOf(3), note)).toEqual({ kind: "added" });
    expect(reasons).toEqual([expect.stringContaining("contents: write")]);
    expect(await listed(free)).toEqual([waitingOf(1), waitingOf(2), waitingOf(3)]);
    for (const run of await listed(free)) expect(await free.noteOf(run)).toEqual(note);
    for (const run of await listed(free)) expect(await free.remove(run)).toEqual({ kind: "removed" });
    expect(await listed(free)).toEqual([]);
  });

  test("tells where it may look in one place only, and is denied where it may in none", async () => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const reasons: string[] = [];
    const index = await indexOn(emulator, { onDenied: (reason) => void reasons.push(reason) });
    await index.add(waiting(), note);
    emulator.faults.order({ method: "GET", path: "/actions/caches", times: "always", action: refused() });
    expect(await listed(index)).toEqual([waiting()]);
    expect(reasons).toEqual([expect.stringContaining("actions: read")]);
    emulator.faults.order({ method: "GET", path: "/matching-refs", times: "always", action: refused() });
    const denied = await index.list();
    expect(denied).toEqual({ kind: "denied", reason: expect.stringMatching(/contents: read.*actions: read/) });
  });

  test("does not take a place that does not answer for an empty one", async () => {
    hasteTimers();
    const emulator = await emulatorForTest();
    const index = await indexOn(emulator);
    emulator.faults.order({ path: "/matching-refs", times: "always", action: { kind: "status", status: 503 } });
    expect(await index.list()).toMatchObject({ kind: "unavailable" });
  });
});
