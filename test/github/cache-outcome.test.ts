import { expect, test } from "vitest";
import { NO_SERVICE, restoreOutcome, saveOutcome } from "../../src/github/cache-outcome.ts";
import { readClientWords } from "../../src/github/client-words.ts";

const words = (...lines: string[]) => readClientWords(lines.join("\n"));

/** What `@actions/cache` 6.3.0 returns and prints, and what that means. */
test.each([
  ["saved", 7, ["Sent 300 of 300 (100.0%), 0.1 MBs/sec"], { kind: "saved" }],
  ["saved under id 0", 0, [], { kind: "saved" }],
  ["an id that is none", Number.NaN, [], { kind: "unknown", reason: "the client gave no reason" }],
  [
    "an id of the first protocol, whose upload failed",
    7,
    ["::warning::Failed to save: Cache service responded with 500 during commit cache."],
    { kind: "unknown", reason: "Cache service responded with 500 during commit cache." },
  ],
  [
    "a lost race",
    -1,
    [
      "::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Received non-retryable error: Failed request: (409) Conflict: exists",
      "Failed to save: Unable to reserve cache with key k, another job may be creating this cache.",
    ],
    {
      kind: "unknown",
      reason: "Failed to CreateCacheEntry: Received non-retryable error: Failed request: (409) Conflict: exists",
    },
  ],
  [
    "a token that may only read",
    -1,
    [
      "::debug::Failed to reserve cache: Error: cache write denied: token has read scope",
      "::warning::Failed to save: Unable to reserve cache with key k. More details: cache write denied: token has read scope",
    ],
    { kind: "denied", reason: "cache write denied: token has read scope" },
  ],
  [
    "a mode that forbids writing",
    -1,
    ["Cache save skipped: the effective cache-mode 'read' does not permit writes."],
    { kind: "denied", reason: "Cache save skipped: the effective cache-mode 'read' does not permit writes." },
  ],
  [
    "a full quota",
    -1,
    [
      "::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Cache storage quota has been hit. Unable to upload any new cache entries.%0AMore info",
    ],
    {
      kind: "denied",
      reason:
        "Failed to CreateCacheEntry: Cache storage quota has been hit. Unable to upload any new cache entries. More info",
    },
  ],
  [
    "a lost connection",
    -1,
    [
      "::debug::Failed to reserve cache: NetworkError: Unable to make request: ECONNRESET%0AIf you are using self-hosted runners, please make sure",
    ],
    { kind: "unknown", reason: "Unable to make request: ECONNRESET" },
  ],
  [
    "a reason that tries to be a command",
    -1,
    ["::warning::Failed to save: %0A::error::x"],
    { kind: "unknown", reason: ": :error::x" },
  ],
] as const)("a save: %s", (_, value, lines, expected) => {
  expect(saveOutcome({ kind: "returned", value, words: words(...lines) })).toEqual(expected);
});

const UNSAID = { kind: "threw", words: [] } as const;

test("a save that threw is unknown, and denied where there is no token", () => {
  expect(saveOutcome({ ...UNSAID, error: new Error("spawn tar ENOENT") })).toEqual({
    kind: "unknown",
    reason: "spawn tar ENOENT",
  });
  expect(
    saveOutcome({ ...UNSAID, error: new Error("Unable to get the ACTIONS_RUNTIME_TOKEN env variable") }),
  ).toMatchObject({ kind: "denied" });
  expect(saveOutcome({ ...UNSAID, error: undefined })).toEqual({
    kind: "unknown",
    reason: "the client gave no reason",
  });
});

test.each([
  ["found", "lane-2", ["Cache restored successfully"], { kind: "found", key: "lane-2" }],
  [
    "found what was not asked for",
    "lan",
    [],
    { kind: "unavailable", reason: 'the service answered with "lan", which was not asked for' },
  ],
  ["nothing", undefined, ["::debug::Cache not found for version x of keys: lane-"], { kind: "none" }],
  [
    "a failure that looks like nothing",
    undefined,
    ["::warning::Failed to restore: Cache service responded with 429"],
    { kind: "unavailable", reason: "Cache service responded with 429" },
  ],
  [
    "a server error that looks like nothing",
    undefined,
    ["::error::Failed to restore: broken"],
    { kind: "unavailable", reason: "broken" },
  ],
  [
    "a mode that forbids reading",
    undefined,
    ["Cache restore skipped: the effective cache-mode 'write-only' does not permit reads."],
    {
      kind: "unavailable",
      reason: "Cache restore skipped: the effective cache-mode 'write-only' does not permit reads.",
    },
  ],
  ["no service", NO_SERVICE, [], { kind: "unavailable", reason: "this job has no cache service" }],
] as const)("a restore: %s", (_, value, lines, expected) => {
  expect(restoreOutcome({ kind: "returned", value, words: words(...lines) }, "lane-")).toEqual(expected);
});

test("a client's words are told from its commands", () => {
  expect(readClientWords("plain\r\n::debug::a%250Ab\n::warning title=x::c%0Ad\n::add-mask::s3cret\n\n")).toEqual([
    { level: "info", text: "plain" },
    { level: "debug", text: "a%0Ab" },
    { level: "warning", text: "c\nd" },
  ]);
});
