import { describe, expect, it } from "vitest";
import { choose } from "../../src/store/layered.ts";
import type { Manifest } from "../../src/store/checkpoint.ts";
import type { Loaded } from "../../src/store/store.ts";

const found = (generation: number, where: string): Loaded => ({
  kind: "found",
  where,
  // Only its generation is looked at.
  manifest: { generation } as Partial<Manifest> as Manifest,
});
const none = { kind: "none" } as const;
const denied = { kind: "denied", reason: "no permission" } as const;
const unavailable = { kind: "unavailable", reason: "503" } as const;
const refusedAt = (generation: number) => ({ kind: "refused", reason: "altered", generation }) as const;
const refused = { kind: "refused", reason: "altered" } as const;

const never = () => false;

describe("what two layers' answers amount to", () => {
  it.each<[string, Loaded, Loaded, string]>([
    ["the newer of two", found(3, "cache"), found(2, "artifact"), "cache"],
    ["the newer of two, wherever it is", found(2, "cache"), found(3, "artifact"), "artifact"],
    ["the faster of two of one age", found(3, "cache"), found(3, "artifact"), "cache"],
    ["the one that is left", none, found(2, "artifact"), "artifact"],
    ["the one that is left, either way", found(2, "cache"), none, "cache"],
    ["what can be seen, where the rest may not be looked at", found(2, "cache"), denied, "cache"],
    ["a sound one that is newer than the one that is not", found(3, "cache"), refusedAt(2), "cache"],
    ["a sound one of the age of the one that is not", refusedAt(3), found(3, "artifact"), "artifact"],
  ])("%s", (_, fast, durable, where) => {
    expect(choose(fast, durable, never)).toMatchObject({ kind: "found", where });
  });

  it.each<[string, Loaded, Loaded, Loaded["kind"]]>([
    ["none where both have none", none, none, "none"],
    ["not known where one does not answer", none, unavailable, "unavailable"],
    ["not known where one does not answer, either way", unavailable, none, "unavailable"],
    ["not known where one may not be looked at: steps may be recorded there", none, denied, "denied"],
    ["not known where one may not be looked at, either way", denied, none, "denied"],
    ["not known beside one that may have been followed", found(2, "cache"), unavailable, "unavailable"],
    ["not known beside one that may have been followed, either way", unavailable, found(2, "artifact"), "unavailable"],
    ["refused beside an older one that is sound", refusedAt(3), found(2, "artifact"), "refused"],
    ["refused where nothing tells how old it is", found(2, "cache"), refused, "refused"],
    ["refused where there is nothing else", refusedAt(3), none, "refused"],
    ["refused before not known", unavailable, refused, "refused"],
  ])("%s", (_, fast, durable, kind) => {
    expect(choose(fast, durable, never).kind).toBe(kind);
  });

  it("is the one that answers, where nothing can have followed it", () => {
    expect(choose(unavailable, found(2, "artifact"), () => true)).toMatchObject({ where: "artifact" });
    expect(choose(refused, found(2, "artifact"), () => true)).toMatchObject({ where: "artifact" });
  });
});
