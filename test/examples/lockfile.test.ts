import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readLockfile } from "../../examples/dependency-audit/audit/lockfile.ts";

const read = (lockfile: object) => readLockfile(JSON.stringify(lockfile));
const names = (lockfile: object) => read(lockfile).packages.map(({ name, version }) => `${name}@${version}`);

describe("a lock file of version 2 or 3", () => {
  it("names each package once, by name and version", () => {
    const packages = {
      "": { name: "ours", version: "1.0.0" },
      "node_modules/b": { version: "2.0.0" },
      "node_modules/a/node_modules/b": { version: "1.0.0" },
      "node_modules/c/node_modules/b": { version: "2.0.0" },
      "node_modules/@s/a": { version: "1.0.0" },
    };
    expect(names({ lockfileVersion: 3, packages })).toEqual(["@s/a@1.0.0", "b@1.0.0", "b@2.0.0"]);
  });

  it("knows an alias by the package's own name", () => {
    expect(
      names({ lockfileVersion: 3, packages: { "node_modules/mine": { name: "theirs", version: "1.0.0" } } }),
    ).toEqual(["theirs@1.0.0"]);
  });

  it("keeps what it says itself of a package, from all its folders", () => {
    const packages = {
      "node_modules/a": { version: "1.0.0", dev: true, license: "MIT", hasInstallScript: true },
      "node_modules/b/node_modules/a": { version: "1.0.0", deprecated: "use c" },
    };
    expect(read({ lockfileVersion: 3, packages }).packages).toEqual([
      { name: "a", version: "1.0.0", licence: "MIT", deprecated: "use c", installScript: true, development: false },
    ]);
  });

  it.each([
    ["a link", "node_modules/w", { link: true, resolved: "packages/w" }, "a link to packages/w"],
    ["a workspace", "packages/w", { version: "1.0.0" }, "a workspace of the project"],
    ["a file", "node_modules/f", { version: "1.0.0", resolved: "file:f.tgz" }, "a file of the project, file:f.tgz"],
    [
      "a git repository, without the password to it",
      "node_modules/g",
      { version: "1.0.0", resolved: "git+https://u:secret@host.example/g.git#abc" },
      "from git, git+https://host.example/g.git#abc",
    ],
    ["what has no version", "node_modules/n", {}, "has no version"],
  ])("leaves out %s, and says so", (_, entry, value, because) => {
    expect(read({ lockfileVersion: 3, packages: { [entry]: value } })).toEqual({
      project: undefined,
      packages: [],
      skipped: [{ entry, because }],
    });
  });

  it("reads that of this repository", () => {
    const { project, packages, skipped } = readLockfile(readFileSync("package-lock.json", "utf8"));
    expect(project).toBe("holdfast");
    expect(packages.length).toBeGreaterThan(100);
    expect(skipped).toEqual([]);
  });
});

describe("a lock file of version 1", () => {
  it("is a tree, with aliases and foreign places where a version would be", () => {
    const dependencies = {
      a: { version: "1.0.0", dev: true, dependencies: { b: { version: "2.0.0" } } },
      mine: { version: "npm:@s/theirs@3.0.0" },
      g: { version: "github:owner/g#abc" },
      h: { version: "git+ssh://git@host.example/h.git#abc" },
    };
    const lockfile = { lockfileVersion: 1, dependencies };
    expect(names(lockfile)).toEqual(["@s/theirs@3.0.0", "a@1.0.0", "b@2.0.0"]);
    expect(read(lockfile).skipped.map(({ entry }) => entry)).toEqual(["g", "h"]);
  });
});

it.each([
  ["[]", "JSON object"],
  ["{", "JSON"],
  ['{"lockfileVersion":4}', "lockfileVersion 4"],
])("what is no lock file is refused: %s", (content, message) => {
  expect(() => readLockfile(content)).toThrow(message);
});
