/** What is different where entries are kept in issues: their bodies are bounded, and lists of them lag behind. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stillClock } from "../../../src/durable/simulation/clock.ts";
import { issues as issueTable } from "../../../src/emulator/rest/issues/rows.ts";
import { mostCauses, type Entry } from "../../../src/notify/incident/entry.ts";
import { bounds, type Delivery, type Incident } from "../../../src/notify/incident/incident.ts";
import { bodyOf } from "../../../src/notify/ledger/issue-body.ts";
import { issueLedger } from "../../../src/notify/ledger/issue.ts";
import { systemClock } from "../../../src/world/clock.ts";
import { casesOf } from "../../cases.ts";
import { at, githubForTest, repository } from "./github.ts";

const key = "octo/app / Nightly / build";

/** GitHub's. */
const longestBody = 65_536;

async function scene() {
  const { emulator, octokit } = await githubForTest();
  const clock = stillClock(systemClock, 1_000_000);
  const states = async () => {
    const { data } = await octokit().rest.issues.listForRepo({
      owner: repository.owner,
      repo: repository.name,
      state: "all",
      direction: "asc",
    });
    return data.map(({ number, state }) => `#${number} ${state}`);
  };
  return { emulator, clock, ledger: () => issueLedger({ clock }, octokit(), { repository }), states };
}

const sequence = [7_000_000_001, 2] as const;

function incident(name: string, more: Partial<Incident> = {}): Incident {
  const run = {
    sequence,
    url: "https://github.com/octocat/hello-world/actions/runs/7000000001/attempts/2",
    commit: "0123456789abcdef0123456789abcdef01234567",
    branch: "a-branch-of-ordinary-length",
    workflow: "Nightly import of all the orders",
    job: "import",
  };
  const delivery: Delivery = {
    change: "updated",
    state: "delivered",
    since: 1_763_760_000_000,
    writer: "0b0f4f0e-1d6c-4a7c-8f2a-0123456789ab",
    attempt: 1,
    heard: 3,
    reference: "C012AB3CD/1763760000.123456/0123456789abcdef0123456789abcdef",
  };
  return {
    key: `${key}\n${name}: ${"what failed, as a library says it, ".repeat(6)}`,
    number: 3,
    status: "open",
    firstSeen: { at: 1_763_750_000_000, run },
    lastSeen: { at: 1_763_760_000_000, run },
    count: 3,
    notifiedAt: 1_763_750_000_000,
    title: `Nightly: step ${name} failed`,
    severity: "error",
    deliveries: {
      summary: delivery,
      issue: delivery,
      teams: delivery,
      slack: {
        ...delivery,
        state: "failed",
        reason: "HTTP 503: what the service says where it is not well. ".repeat(9),
      },
    },
    ...more,
  };
}

/** Every text as long as it may be, of this sign. */
function hugeIncident(index: number, sign: string, more: Partial<Incident> = {}): Incident {
  const text = (most: number) => sign.repeat(most).slice(0, most);
  const run = {
    sequence,
    url: text(bounds.url),
    commit: text(bounds.commit),
    branch: text(bounds.name),
    workflow: text(bounds.name),
    job: text(bounds.name),
  };
  const delivery = {
    ...incident("").deliveries["slack"]!,
    reference: text(bounds.reference),
    reason: text(bounds.reason),
  };
  return {
    ...incident(""),
    key: `${index}${text(bounds.key + bounds.cause - 2)}`,
    firstSeen: { at: 1, run },
    lastSeen: { at: 2, run },
    title: text(bounds.title),
    deliveries: Object.fromEntries(Array.from({ length: 21 }, (_, channel) => [`${channel}${text(200)}`, delivery])),
    ...more,
  };
}

describe("a body", () => {
  test("has room for twenty-one causes that fail, with all that is known of them", async () => {
    const { ledger } = await scene();
    const incidents = Array.from({ length: mostCauses + 1 }, (_, index) => incident(`${index}`));
    const entry: Entry = { version: 1, key, incidents };
    expect(await ledger().write(entry, undefined)).toEqual({ kind: "written" });
    expect(await ledger().read(key)).toMatchObject({ kind: "found", entry });
  });

  test("that has not room for all keeps what fails, and what is not told yet", async () => {
    const { ledger } = await scene();
    const over = { status: "closed", closed: { by: "recovery", at: 3, run: { sequence } } } as const;
    const untold = { deliveries: { slack: { ...incident("").deliveries["slack"]!, state: "pending" } } } as const;
    const incidents = [
      incident("fails", { deliveries: {} }),
      ...Array.from({ length: 18 }, (_, index) => hugeIncident(index, "a", over)),
      incident("recovers", { ...over, ...untold }),
    ];
    expect(await ledger().write({ version: 1, key, incidents }, undefined)).toEqual({ kind: "written" });
    const read = await ledger().read(key);
    const kept = read.kind === "found" ? read.entry.incidents.map(({ title }) => title) : [];
    expect(kept[0]).toBe("Nightly: step fails failed");
    expect(kept.at(-1)).toBe("Nightly: step recovers failed");
  });

  test("is one that GitHub takes, whatever there is to keep", () => {
    const sign = fc.constantFrom("a", '"', "\\", "\u0001", ">", "->", "é", "\ud83d\ude42", "\ud83d", "&");
    const huge = fc.record({ sign, isOpen: fc.boolean() });
    fc.assert(
      fc.property(fc.array(huge, { minLength: 1, maxLength: mostCauses + 1 }), sign, (all, own) => {
        const incidents = all.map((one, index) =>
          hugeIncident(index, one.sign, { status: one.isOpen ? "open" : "closed" }),
        );
        const entry: Entry = { version: 1, key: own.repeat(bounds.key / 2), incidents };
        const body = bodyOf(entry);
        expect(body.length).toBeLessThanOrEqual(longestBody);
        expect(body.match(/--!?>/g)).toHaveLength(1);
      }),
      { numRuns: casesOf(200) },
    );
  });
});

test("more than a thousand keys are known", async () => {
  const { emulator, ledger } = await scene();
  await ledger().write({ version: 1, key: "first", incidents: [] }, undefined);
  const table = issueTable(emulator.state);
  const { id: _, ...first } = table.all()[0]!;
  for (let count = 0; count < 1050; count++) {
    const number = emulator.state.next(`issues of ${first.repository}`);
    table.insert({ ...first, number, body: `<!-- holdfast:ledger ${"0".repeat(32)}\n{}-->` });
  }
  await ledger().write({ version: 1, key: "last", incidents: [] }, undefined);
  expect(await ledger().read("last")).toMatchObject({ kind: "found", entry: { key: "last" } });
  expect(await ledger().known(["first", "last", "other"])).toEqual({
    kind: "known",
    keys: new Set(["first", "last"]),
  });
});

describe("an issue that was just made and is not listed yet", () => {
  const empty = { kind: "status", status: 200, body: [] } as const;
  const list = `GET ${at}/issues`;

  test("counts when it is", async () => {
    const { emulator, ledger, states, clock } = await scene();
    const began = clock.now();
    emulator.faults.order({ operation: list, times: 2, action: empty });
    expect(await ledger().write({ version: 1, key, incidents: [] }, undefined)).toEqual({ kind: "written" });
    expect(await states()).toEqual(["#1 open"]);
    expect(clock.now() - began).toBe(3_000);
  });

  test("counts for who made it, however long that takes", async () => {
    const { emulator, ledger, states } = await scene();
    emulator.faults.order({ operation: list, times: 20, action: empty });
    const own = ledger();
    expect(await own.write({ version: 1, key, incidents: [] }, undefined)).toEqual({ kind: "written" });
    const read = await own.read(key);
    const revision = read.kind === "found" ? read.revision : undefined;
    const changed: Entry = { version: 1, key, succeeded: [2, 1], incidents: [] };
    expect(await own.write(changed, revision)).toEqual({ kind: "written" });
    expect(await own.read(key)).toMatchObject({ kind: "found", entry: changed });
    emulator.faults.clear();
    expect(await states()).toEqual(["#1 open"]);
  });

  test("gives way to one before it, and no more than that", async () => {
    const { emulator, ledger, states } = await scene();
    await ledger().write({ version: 1, key, incidents: [] }, undefined);
    emulator.faults.order({ operation: list, times: 2, action: empty });
    const late = ledger();
    expect(await late.read(key)).toEqual({ kind: "none" });
    expect(await late.write({ version: 1, key, incidents: [] }, undefined)).toEqual({ kind: "conflict" });
    expect(await states()).toEqual(["#1 open", "#2 closed"]);
    expect(await late.read(key)).toMatchObject({ kind: "found", revision: expect.stringMatching(/^1 /) });
  });
});
