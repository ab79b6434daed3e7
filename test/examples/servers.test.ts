import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { currentVersion, deploy, releaseOf, rollBack } from "../../examples/deployment/servers.ts";

let folder: string;
let staging: { folder: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deployment-"));
  staging = { folder: join(folder, "servers/staging") };
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(version: string): string {
  const path = join(folder, version);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "version.txt"), version);
  return path;
}

const release = (version: string) => deploy(staging, version, build(version));
const served = () => readFileSync(join(staging.folder, "current/version.txt"), "utf8");

describe("a deployment", () => {
  it("serves the new release, and once more does nothing", () => {
    expect(release("1.0.0")).toBe("deployed");
    writeFileSync(join(releaseOf(staging, "1.0.0"), "touched"), "");
    expect(release("1.0.0")).toBe("already there");
    expect(served()).toBe("1.0.0");
    expect(existsSync(join(staging.folder, "current/touched"))).toBe(true);
  });

  it("replaces what an attempt that was cut short left of the release", () => {
    mkdirSync(releaseOf(staging, "1.0.0"), { recursive: true });
    writeFileSync(join(releaseOf(staging, "1.0.0"), "half"), "");
    release("1.0.0");
    expect(existsSync(join(staging.folder, "current/half"))).toBe(false);
  });
});

describe("a rollback", () => {
  it("serves the release before, and once more does nothing", () => {
    release("1.0.0");
    release("1.1.0");
    expect(rollBack(staging, "1.1.0")).toBe("1.0.0");
    expect(rollBack(staging, "1.1.0")).toBe("1.0.0");
    expect(served()).toBe("1.0.0");
  });

  it("takes a first release away", () => {
    release("1.0.0");
    expect(rollBack(staging, "1.0.0")).toBeUndefined();
    expect(currentVersion(staging)).toBeUndefined();
  });

  it("leaves alone what another version has replaced since", () => {
    release("1.0.0");
    release("1.1.0");
    expect(rollBack(staging, "1.0.0")).toBe("1.1.0");
  });
});
