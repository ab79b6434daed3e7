import { expect, it } from "vitest";
import { emptyEntry, type Entry } from "../../../src/notify/incident/entry.ts";
import { firstAllowed } from "../../../src/notify/ledger/first-allowed.ts";
import type { NotReached } from "../../../src/github/not-reached.ts";
import type { Ledger } from "../../../src/notify/ledger/ledger.ts";

/** A ledger of one entry in memory, which may refuse to be written. */
function memory() {
  const kept = new Map<string, { entry: Entry; revision: string }>();
  const state: { refuses?: NotReached; isUnread?: NotReached } = {};
  const ledger: Ledger = {
    async read(key) {
      const found = kept.get(key);
      return state.isUnread ?? (found === undefined ? { kind: "none" } : { kind: "found", ...found });
    },
    async known(keys) {
      return state.isUnread ?? { kind: "known", keys: new Set(keys.filter((key) => kept.has(key))) };
    },
    async write(entry, revision) {
      if (state.refuses) return state.refuses;
      if (kept.get(entry.key)?.revision !== revision) return { kind: "conflict" };
      kept.set(entry.key, { entry, revision: `${revision ?? ""}+` });
      return { kind: "written" };
    },
  };
  return { ledger, kept, state };
}

function scene() {
  const [first, second] = [memory(), memory()];
  const reasons: string[] = [];
  const either = firstAllowed([first.ledger, second.ledger], (reason) => void reasons.push(reason));
  return { first, second, either, reasons };
}

const entry = emptyEntry("key");
const denied: NotReached = { kind: "denied", reason: "grant it" };
const gone: NotReached = { kind: "unavailable", reason: "gone" };

it("what is new goes to the first", async () => {
  const { first, second, either } = scene();
  expect(await either.read("key")).toEqual({ kind: "none" });
  expect(await either.write(entry, undefined)).toEqual({ kind: "written" });
  expect([first.kept.size, second.kept.size]).toEqual([1, 0]);
});

it("goes to the second where the first is refused, once it has been read; that is said once", async () => {
  const { first, second, either, reasons } = scene();
  first.state.refuses = denied;
  await either.read("key");
  expect(await either.write(entry, undefined)).toEqual({ kind: "conflict" });
  expect(await either.read("key")).toEqual({ kind: "none" });
  expect(await either.write(entry, undefined)).toEqual({ kind: "written" });
  await either.read("other");
  await either.write(emptyEntry("other"), undefined);
  expect([...second.kept.keys()]).toEqual(["key", "other"]);
  expect(reasons).toEqual(["grant it"]);
});

it("stays in the second once it is there, though the first may be written by now", async () => {
  const { first, second, either } = scene();
  await second.ledger.write(entry, undefined);
  const read = await either.read("key");
  expect(read).toMatchObject({ kind: "found", revision: "+" });
  expect(await either.write(entry, "+")).toEqual({ kind: "written" });
  expect([first.kept.size, second.kept.get("key")?.revision]).toEqual([0, "++"]);
  expect(await either.known(["key", "other"])).toEqual({ kind: "known", keys: new Set(["key"]) });
});

it("is not taken for new while one of them is not reached", async () => {
  const { first, second, either } = scene();
  second.state.isUnread = gone;
  expect(await either.read("key")).toEqual(gone);
  second.state.isUnread = denied;
  expect(await either.read("key")).toEqual({ kind: "none" });
  first.state.isUnread = gone;
  expect(await either.read("key")).toEqual(gone);
  expect(await either.known(["key"])).toEqual(gone);
});

it("is refused where both are", async () => {
  const { first, second, either } = scene();
  first.state.isUnread = denied;
  second.state.isUnread = { kind: "denied", reason: "grant the other" };
  expect(await either.read("key")).toEqual({ kind: "denied", reason: "grant the other" });
});
