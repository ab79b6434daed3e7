import { describe, expect, it } from "vitest";
import { findingsOf } from "../../examples/dependency-audit/audit/findings.ts";
import { isLicensed } from "../../examples/dependency-audit/audit/licence.ts";
import { behind } from "../../examples/dependency-audit/audit/version.ts";

const locked = {
  name: "a",
  version: "1.0.0",
  licence: "MIT",
  deprecated: undefined,
  installScript: false,
  development: false,
};
const facts = { latest: "1.0.0", licence: "MIT", installScript: false };

describe("the findings of a package", () => {
  it("are none where all is well", () => {
    expect(findingsOf(locked, facts)).toEqual([]);
  });

  it("come the worst first", () => {
    const bad = { latest: "2.0.0", licence: "UNLICENSED", deprecated: "use b", installScript: true };
    expect(findingsOf(locked, bad)).toEqual([
      { kind: "deprecated", message: "use b" },
      { kind: "unlicensed", licence: "UNLICENSED" },
      { kind: "install-script" },
      { kind: "outdated", by: "major", latest: "2.0.0" },
    ]);
  });

  it("are also what the lock file alone says", () => {
    const { licence: _, ...silent } = facts;
    expect(findingsOf({ ...locked, deprecated: "old", installScript: true }, silent)).toEqual([
      { kind: "deprecated", message: "old" },
      { kind: "install-script" },
    ]);
  });
});

it.each([
  ["1.2.3", "2.0.0", "major"],
  ["1.2.3", "1.3.0", "minor"],
  ["1.2.3", "1.2.10", "patch"],
  ["1.2.3-beta.1", "1.2.3", "patch"],
  ["1.2.3+build", "1.2.3", undefined],
  ["2.0.0", "1.9.9", undefined],
  ["1.10.0", "1.9.0", undefined],
  ["1.2.3-beta.1", "1.2.3-beta.2", undefined],
  ["next", "1.0.0", undefined],
])("%s with the latest %s is behind: %s", (version, latest, distance) => {
  expect(behind(version, latest)).toBe(distance);
});

it.each([
  ["MIT", true],
  ["(MIT OR Apache-2.0)", true],
  ["GPL-2.0-or-later WITH Classpath-exception-2.0", true],
  ["LGPL-2.1+ AND (BSD-3-Clause OR MIT)", true],
  ["LicenseRef-Ours", true],
  [undefined, false],
  ["UNLICENSED", false],
  ["SEE LICENSE IN LICENSE.md", false],
  ["Apache 2.0", false],
  ["MIT OR", false],
  ["<b>", false],
])("%s is a licence: %s", (licence, licensed) => {
  expect(isLicensed(licence)).toBe(licensed);
});
