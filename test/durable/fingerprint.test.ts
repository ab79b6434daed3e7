import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { secretGuard } from "../../src/journal/secrets/guard.ts";
import { DefinitionChanged } from "../../src/durable/step/definition-changed.ts";
import {
  changedParts,
  commandFingerprint,
  definitionText,
  extendFingerprint,
  isSameDefinition,
  redactFingerprint,
} from "../../src/durable/step/fingerprint.ts";

const script = "echo one\necho two\n";
const digestOf = (...parts: string[]) => hash("sha256", JSON.stringify(parts), "hex");

describe("the fingerprint of a command", () => {
  it("is a digest of its parts, as journals have always had it, and then what they are", () => {
    const step = commandFingerprint({ script, shell: "bash", folder: undefined, fingerprint: undefined });
    expect(step).toBe(
      `${digestOf(script, "bash", "", "")} script=2:${hash("sha256", script, "hex").slice(0, 12)} shell=bash`,
    );
    const item = commandFingerprint({ script, shell: undefined, folder: "src" });
    expect(item.slice(0, 64)).toBe(digestOf(script, "", "src"));
    expect(extendFingerprint(item, "v1").slice(0, 64)).toBe(digestOf(digestOf(script, "", "src"), "v1"));
    expect(commandFingerprint({ fingerprint: "v1" }).slice(0, 64)).toBe(digestOf("v1"));
    expect(commandFingerprint({ fingerprint: undefined })).toBe(digestOf(""));
  });

  it("is the same for a file that Windows checked out", () => {
    const other = script.replaceAll("\n", "\r\n");
    expect(commandFingerprint({ script: other })).toBe(commandFingerprint({ script }));
  });

  it("is short, one word to a part, whatever the parts are", () => {
    expect(commandFingerprint({ script, shell: "bash", folder: "packages/api" }).length).toBeLessThan(120);
    const odd = commandFingerprint({ script, shell: "bash -e\n{0}", folder: `${"ä/".repeat(5000)}\ud800` });
    expect(odd).toMatch(/^[!-~]+ script=[!-~]+ shell=bash%20-e%0A%7B0%7D folder=sha256:[0-9a-f]{12}$/);
  });

  it("keeps no secret: not of its folder, and nothing else as it is", () => {
    const guard = secretGuard(["pass word-123", "fa1"]);
    const made = commandFingerprint({
      script: "pass word-123",
      shell: "sh",
      folder: "in/pass word-123",
      fingerprint: "pass word-123",
    });
    const kept = redactFingerprint(made, guard);
    expect(kept).toContain(" folder=in/***");
    expect(kept).not.toContain("word");
    expect(isSameDefinition(kept, made)).toBe(true);
    expect(redactFingerprint("of the author's", { redact: () => "***" })).toBe("of the author's");
  });
});

describe("two definitions", () => {
  const now = commandFingerprint({ script, shell: "bash", folder: "a" });

  it("are compared by the digest, with a journal's that has nothing else too", () => {
    expect(isSameDefinition(now.slice(0, 64), now)).toBe(true);
    expect(isSameDefinition(now.slice(0, 64), commandFingerprint({ script, shell: "sh", folder: "a" }))).toBe(false);
  });

  it("are compared by their whole text where authors gave it", () => {
    const digest = now.slice(0, 64);
    expect(isSameDefinition(`${digest} v1`, `${digest} v2`)).toBe(false);
    expect(isSameDefinition(digest, `${digest} v2`)).toBe(false);
    expect(isSameDefinition("v1", "v1")).toBe(true);
  });

  it("are told apart part by part", () => {
    const other = extendFingerprint(commandFingerprint({ script: "exit 1", shell: undefined, folder: "a" }), "x");
    expect(changedParts(now, other)).toEqual([
      { part: "script", recorded: "2 lines (5c5386da6219)", current: "1 line (1a21be8bb1dc)" },
      { part: "shell", recorded: "bash", current: "none" },
      { part: "fingerprint", recorded: "none", current: "2d711642b726" },
    ]);
    expect(changedParts("-", "v1")).toEqual([{ part: "fingerprint", recorded: "none", current: '"v1"' }]);
    expect(changedParts("v".repeat(70_000), "\u001b[31m")).toEqual([
      { part: "fingerprint", recorded: `"${"v".repeat(60)}…"`, current: String.raw`"\u001b[31m"` },
    ]);
  });

  it("are told apart by the digest where no more is recorded", () => {
    const old = "0".repeat(64);
    expect(changedParts(old, now)).toEqual([
      { part: "definition", recorded: "000000000000", current: definitionText(now) },
    ]);
    expect(definitionText(now)).toBe("script 2 lines (5c5386da6219), shell bash, folder a");
  });

  it("stand side by side in the error", () => {
    const other = commandFingerprint({ script: "exit 1", shell: "pwsh", folder: "a" });
    expect(new DefinitionChanged("build", now, other).message).toBe(
      [
        'step "build" is recorded as done with another definition:',
        "  script  recorded 2 lines (5c5386da6219) / current 1 line (1a21be8bb1dc)",
        "  shell   recorded bash                   / current pwsh",
        'Set on-change to "replay" to keep what was recorded or to "rerun" to run it as it is defined now, or give it ' +
          "another name or key.",
      ].join("\n"),
    );
  });
});
