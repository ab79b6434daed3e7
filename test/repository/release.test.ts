import { describe, expect, it } from "vitest";
import { movingTag, releaseNotes, versionOf } from "../../scripts/release.ts";

describe("the version of a tag", () => {
  it.each(["v1.2.3", "v0.1.0", "v10.20.30-rc.1"])("%s is one", (tag) => {
    expect(versionOf(tag)).toBe(tag.slice(1));
  });

  it.each(["", "1.2.3", "v1", "v1.2", "v01.2.3", "v1.2.3.4", "v1.2.3-", "vv1.2.3"])("%j is none", (tag) => {
    expect(() => versionOf(tag)).toThrow("is no version");
  });
});

describe("the moving tag", () => {
  const tags = ["v1", "v1.2.3", "v1.3.0", "v1.10.0", "v2.0.0-rc.1", "latest", ""];

  it.each<[string, string | undefined, string]>([
    ["v1.10.1", "v1", "it is the newest of its line"],
    ["v1.11.0", "v1", "it is the newest of its line"],
    ["v2.0.0", "v2", "only a pre-release came before"],
    ["v0.9.0", "v0", "nothing else has this major version"],
    ["v1.10.0", "v1", "the release itself is among the tags"],
    ["v1.2.4", undefined, "1.3.0 is newer"],
    ["v1.9.9", undefined, "1.10.0 is newer, as numbers go"],
    ["v3.0.0-beta.1", undefined, "a pre-release moves nothing"],
    ["nonsense", undefined, "it is no version"],
  ])("of %s is %s: %s", (tag, moved) => {
    expect(movingTag(tag, tags)).toBe(moved);
  });
});

describe("the notes of a release", () => {
  const changelog = `# Changelog

## [Unreleased]

## [1.1.0] - 2026-11-21

### Added

- A thing.

## [1.0.0] - 2026-10-01

First.

[1.0.0]: https://example.com
`;

  it("are the section of its version", () => {
    expect(releaseNotes(changelog, "1.1.0")).toBe("### Added\n\n- A thing.");
    expect(releaseNotes(changelog, "1.0.0")).toBe("First.");
  });

  it("are missing loudly", () => {
    expect(() => releaseNotes(changelog, "1.2.0")).toThrow("no section [1.2.0]");
    expect(() => releaseNotes(changelog, "Unreleased")).toThrow("says nothing");
  });
});
