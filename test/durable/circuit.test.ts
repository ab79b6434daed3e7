import { beforeEach, describe, expect, it } from "vitest";
import { defaultCircuit, openCircuit, type Circuit } from "../../src/durable/circuit/circuit.ts";
import { directoryStore } from "../../src/store/directory.ts";
import { Lifeline } from "../../src/durable/simulation/crashes.ts";
import { emptyDisk } from "../../src/durable/simulation/disk.ts";
import { processOf } from "../simulation/job.ts";

describe("a circuit that processes share", () => {
  const minute = 60_000;
  let now = 0;
  let troubles: string[] = [];
  let disk = emptyDisk();

  beforeEach(() => {
    now = 1_000_000;
    troubles = [];
    disk = emptyDisk();
  });

  /** Each use is a process of its own. */
  function circuit(name = "orders-api"): Circuit {
    const world = processOf(disk, new Lifeline(), Math.floor(now / 1000));
    return openCircuit(
      { ...world, clock: { ...world.clock, now: () => now } },
      {
        repository: "kelp/forest",
        name,
        store: directoryStore(world, "/store"),
        scratch: "/scratch",
        policy: defaultCircuit,
        onTrouble: (reason) => troubles.push(reason),
      },
    );
  }

  async function call(ok: boolean, name?: string): Promise<string> {
    now += 1000;
    const used = circuit(name);
    const admission = await used.admit();
    if (admission.kind !== "refused") await used.record(ok);
    return admission.kind;
  }

  it("opens after five failures in a row, for all of them, and not for another dependency", async () => {
    for (let failed = 0; failed < 5; failed++) expect(await call(false)).toBe("allowed");
    expect(await call(true)).toBe("refused");
    expect(await call(true, "mail")).toBe("allowed");
    expect(troubles).toEqual([]);
  });

  it("lets one caller try it after a minute, and closes when that one succeeds", async () => {
    for (let failed = 0; failed < 5; failed++) await call(false);
    now += minute;
    const [first, second] = [circuit(), circuit()];
    const probe = await first.admit();
    expect(probe.kind).toBe("probe");
    expect(await second.admit()).toMatchObject({ kind: "refused", reason: "another caller is probing it" });
    await first.record(true);
    expect(await call(true)).toBe("allowed");
  });

  it("stays open for twice as long when the one that tries it fails", async () => {
    for (let failed = 0; failed < 5; failed++) await call(false);
    now += minute;
    expect(await call(false)).toBe("probe");
    now += minute;
    expect(await call(true)).toBe("refused");
    now += minute;
    expect(await call(true)).toBe("probe");
  });

  it("counts the outcomes of callers that write at the same moment", async () => {
    const callers = Array.from({ length: 5 }, () => circuit());
    for (const caller of callers) await caller.admit();
    for (const caller of callers) await caller.record(false);
    expect(await call(true)).toBe("refused");
  });
});
