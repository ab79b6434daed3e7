import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { examine } from "../../src/workflows/examine.ts";
import { rules } from "../../src/workflows/rules.ts";
import { fillTemplate } from "../../src/workflows/template.ts";

/** Each is a repository of its own: a watchdog in one watches nothing in another. */
const folders = new Set(
  globSync([".github/workflows/*.yml", "workflows-templates/*.yml", "examples/*/.github/workflows/*.yml"]).map((path) =>
    dirname(path.replaceAll("\\", "/")),
  ),
);

/** Templates are looked at as they are where they have been copied. */
const fill = (text: string) =>
  fillTemplate(
    text,
    { actions: "holdfast/holdfast", commit: "0123456789abcdef0123456789abcdef01234567", version: "1.0.0" },
    "a/b",
  );

describe("the doctor", () => {
  it.each([...folders].sort())("finds nothing in %s that is not ignored with a reason", (folder) => {
    const files = globSync(`${folder}/*.yml`).map((file) => ({ file, text: fill(readFileSync(file, "utf8")) }));
    expect(examine(files).findings).toEqual([]);
  });

  it("has looked at the workflows, the templates and the examples", () => {
    expect(folders.size).toBeGreaterThan(5);
  });

  it("has each of its rules in docs/doctor.md", () => {
    const page = readFileSync("docs/doctor.md", "utf8");
    const rows = rules.map(({ name, severity, reason }) => `| \`${name}\` | ${severity} | ${reason} |`);
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });
});
