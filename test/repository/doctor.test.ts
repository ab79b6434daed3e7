import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { examine } from "../../src/workflows/examine.ts";
import { rules } from "../../src/workflows/rules.ts";

const workflows = globSync([
  ".github/workflows/*.yml",
  "workflows-templates/*.yml",
  "examples/*/.github/workflows/*.yml",
]);

describe("the doctor", () => {
  it("finds nothing in this repository's workflows, examples and templates that is not ignored with a reason", () => {
    const files = workflows.map((file) => ({ file, text: readFileSync(file, "utf8") }));
    expect(examine(files).findings).toEqual([]);
    expect(files.length).toBeGreaterThan(7);
  });

  it("has each of its rules in docs/doctor.md", () => {
    const page = readFileSync("docs/doctor.md", "utf8");
    const rows = rules.map(({ name, severity, reason }) => `| \`${name}\` | ${severity} | ${reason} |`);
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });
});
