import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Job } from "../../src/emulator/run-environment.ts";
import { cacheService } from "../../src/github/cache.ts";
import type { CacheSaved, CacheService } from "../../src/store/services.ts";
import { type Fault, FAULTS, hasteFor } from "../github/faults.ts";
import { hasteTimers, hastyClock } from "../github/haste.ts";
import { emulatorForTest, folderForTest, worldOf } from "../github/scene.ts";

const CONTENT = "kept ".repeat(2000);

const PROTOCOLS: Record<
  NonNullable<Job["cacheService"]>,
  { restore: readonly string[]; reserve: string; upload: string; finish: string }
> = {
  v2: {
    restore: ["GetCacheEntryDownloadURL", "GetBlob"],
    reserve: "CreateCacheEntry",
    upload: "PutBlob",
    finish: "FinalizeCacheEntryUpload",
  },
  v1: {
    restore: ["GetCacheEntry", "GetBlob"],
    reserve: "ReserveCache",
    upload: "UploadChunk",
    finish: "CommitCache",
  },
};

async function scene(cacheServiceVersion: "v1" | "v2") {
  hasteTimers();
  const emulator = await emulatorForTest();
  const world = await worldOf(emulator, { cacheService: cacheServiceVersion });
  const cache = (haste = 2) => cacheService({ ...world, clock: hastyClock(haste) });
  /** What a call gives while the fault holds. */
  const under = async <T>(fault: Fault, operation: string, call: (hasty: CacheService) => Promise<T>): Promise<T> => {
    emulator.faults.order({ operation, times: fault.times, action: fault.action });
    try {
      return await call(cache(hasteFor(fault)));
    } finally {
      emulator.faults.clear();
    }
  };
  return { cache, under, from: await folderForTest({ "manifest.json": CONTENT, "files/a": "1" }) };
}

test.for(["v2", "v1"] as const)(
  "every restore by %s × every fault answers as promised",
  { timeout: 120_000 },
  async (version) => {
    const { cache, under, from } = await scene(version);
    await cache().save("lane-1", from);
    const cases = PROTOCOLS[version].restore.flatMap((operation) => FAULTS.map((fault) => ({ operation, fault })));
    const broken: string[] = [];
    for (const { operation, fault } of cases) {
      const into = await folderForTest();
      const answer = await under(fault, operation, (hasty) => hasty.restore("lane-", into));
      const name = `${operation}, ${fault.name}: ${JSON.stringify(answer)}`;
      // Never "none": there is one. Never found and not as it was saved.
      if (answer.kind === "none") broken.push(name);
      if (answer.kind === "found" && (await readFile(join(into, "manifest.json"), "utf8")) !== CONTENT)
        broken.push(name);
      if (answer.kind === "found" && fault.times === "always") broken.push(name);
      if (answer.kind === "unavailable" && !isReason(answer.reason)) broken.push(name);
    }
    console.log(`restores by ${version}: ${cases.length - broken.length} of ${cases.length} answer as promised`);
    expect(broken).toEqual([]);
  },
);

test.for(["v2", "v1"] as const)(
  "every save by %s × every fault answers as promised",
  { timeout: 120_000 },
  async (version) => {
    const { cache, under, from } = await scene(version);
    const { reserve, upload, finish } = PROTOCOLS[version];
    const cases = [reserve, upload, finish].flatMap((operation) => FAULTS.map((fault) => ({ operation, fault })));
    const broken: string[] = [];
    for (const [index, { operation, fault }] of cases.entries()) {
      const key = `lane-${index}-`;
      const answer = await under(fault, operation, (hasty) => hasty.save(key, from));
      const stands = (await cache().restore(key, await folderForTest())).kind === "found";
      const name = `${operation}, ${fault.name}: ${JSON.stringify(answer)}, ${stands ? "saved" : "not saved"}`;
      if (answer.kind === "saved" && !stands) broken.push(name);
      if (answer.kind === "denied" && stands) broken.push(name);
      if (answer.kind !== "saved" && !isReason(answer.reason)) broken.push(name);
      // What a flipped bit does depends on where it is.
      const isForeseen = version === "v2" && fault.action.kind !== "corrupt";
      if (isForeseen && answer.kind !== expectedSave(operation, fault)) broken.push(name);
    }
    console.log(`saves by ${version}: ${cases.length - broken.length} of ${cases.length} answer as promised`);
    expect(broken).toEqual([]);

    function expectedSave(operation: string, { name }: Fault): CacheSaved["kind"] {
      if (operation !== upload && (name === "401" || name === "403")) return "denied";
      // The storage's answers say nothing but their status.
      const passing = operation === upload ? PASSING_IN_STORAGE : ["500 before the work, once"];
      return passing.includes(name) ? "saved" : "unknown";
    }
  },
);

const PASSING_IN_STORAGE = [
  "empty",
  "empty, once",
  "500 before the work, once",
  "500 after the work, once",
  "lost after the work, once",
  "reset, once",
];

/** One line for people, with something in it. */
function isReason(reason: string): boolean {
  return reason.length > 0 && reason.length <= 500 && !reason.includes("\n") && reason !== "the client gave no reason";
}
