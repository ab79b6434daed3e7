import { expect, test } from "vitest";
import { waitingSubjects } from "../../../src/actions/watchdog/waiting-incidents.ts";
import { decide } from "../../../src/notify/incident/decide.ts";
import { emptyEntry, keyOfCause, type Entry } from "../../../src/notify/incident/entry.ts";
import type { Ruling } from "../../../src/watchdog/ruling.ts";
import { found } from "../../../src/watchdog/ruling.ts";
import type { WaitingVerdict } from "../../../src/watchdog/waiting/look.ts";
import { failed } from "../../notify/incident/scene.ts";
import { waitingOf } from "../../waiting/scene.ts";

const late = found({ kind: "unanswered", severity: "warning", title: "waits", because: "", next: "", url: "" });
const verdict = (id: number, ruling: Ruling = late): WaitingVerdict => ({
  kind: "unanswered",
  waiting: waitingOf(id),
  name: `run ${id}`,
  ruling,
});

/** What is told of these verdicts where incidents of these runs are open. */
function told(verdicts: readonly WaitingVerdict[], open: readonly number[]): string[] {
  const [subject] = waitingSubjects({ kinds: ["unanswered"], verdicts }, "octo/app / watchdog");
  const { key, casesOf } = subject!;
  const entry = open.reduce<Entry>(
    (before, id) => decide(before, failed(id, 1, { cause: waitingOf(id).lane })).entry,
    emptyEntry(key),
  );
  return casesOf(entry.incidents).map(({ cause = "", ruling, incident }) => {
    const isOwn = incident?.key === keyOfCause(key, cause);
    return `${Number.parseInt(cause, 16)} ${ruling.kind}${isOwn ? ", is open" : ""}`;
  });
}

test("what is found is told by lane, and what is open and found no more is over", () => {
  expect(told([verdict(1), verdict(2)], [2, 3])).toEqual(["3 well, is open", "1 found", "2 found, is open"]);
});

test("nothing is told of who may still wait", () => {
  const verdicts = [verdict(1, { kind: "undecided" }), verdict(2, { kind: "unread" }), verdict(3, { kind: "well" })];
  expect(told(verdicts, [1, 2, 3])).toEqual(["3 well, is open"]);
  expect(told(verdicts, [])).toEqual([]);
});

test("more than one key has incidents are told as soon as there is room", () => {
  const all = Array.from({ length: 25 }, (_, index) => verdict(index + 1));
  expect(told(all, [])).toHaveLength(20);
  const first = Array.from({ length: 20 }, (_, index) => index + 1);
  expect(told(all, first)).toEqual(first.map((id) => `${id} found, is open`));
  expect(told(all.slice(1), first)).toEqual([
    "1 well, is open",
    ...first.slice(1).map((id) => `${id} found, is open`),
    "21 found",
  ]);
});
