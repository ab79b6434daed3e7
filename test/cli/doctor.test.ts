import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { put } from "./automations.ts";
import { newShell, type Shell } from "./command.ts";

const fragile = `on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm publish || true
      - run: make || true # holdfast: ignore[swallowed-error] its log is what is wanted
`;
const sound = fragile
  .replace("    steps", "    timeout-minutes: 5\n    steps")
  .replace("npm publish || true", "npm publish");

async function newRepository(workflows: Readonly<Record<string, string>>): Promise<Shell> {
  const shell = await newShell();
  await mkdir(join(shell.folder, ".github/workflows"), { recursive: true });
  for (const [name, text] of Object.entries(workflows)) await put(shell, `.github/workflows/${name}`, text);
  return shell;
}

describe("holdfast doctor", () => {
  it("says what is fragile, where, and what to write instead", async () => {
    const shell = await newRepository({ "a.yml": fragile, "b.yaml": sound, "notes.md": "no workflow" });
    const { code, output } = await shell.call(["doctor"]);
    expect(code).toBe(1);
    expect(output).toMatchInlineSnapshot(`
      ".github/workflows/a.yml:4:3: warning job-timeout: job "test" has no timeout-minutes: where it hangs, it does so for six hours
          mend: timeout-minutes: three times what it usually takes
      .github/workflows/a.yml:7:14: warning swallowed-error: step 1 is green when \`npm publish\` fails: \`|| true\` swallows the error
          mend: let it fail; or name the failure that is no failure, as in \`|| [ $? -eq 3 ]\`
      .github/workflows/a.yml:7:14: note unsafe-rerun: step 1 does \`npm publish\` again when the job is re-run
          mend: make it a durable step (uses: holdfast/holdfast), with unless: or semantics: at-most-once
      .github/workflows/b.yaml:8:14: note unsafe-rerun: step 1 does \`npm publish\` again when the job is re-run
          mend: make it a durable step (uses: holdfast/holdfast), with unless: or semantics: at-most-once

      2 workflows: 2 warnings, 2 notes; 2 ignored with a reason
      "
    `);
  });

  it("tells programs the same", async () => {
    const shell = await newRepository({ "a.yml": fragile });
    const { code, output } = await shell.call(["doctor", "--json"]);
    expect(code).toBe(1);
    const place = z.object({ rule: z.string(), severity: z.string(), file: z.string(), line: z.number() });
    const told = z.object({ workflows: z.array(z.string()), findings: z.array(place), ignored: z.array(place) });
    expect(told.parse(JSON.parse(output))).toEqual({
      workflows: [".github/workflows/a.yml"],
      findings: [
        { rule: "job-timeout", severity: "warning", file: ".github/workflows/a.yml", line: 4 },
        { rule: "swallowed-error", severity: "warning", file: ".github/workflows/a.yml", line: 7 },
        { rule: "unsafe-rerun", severity: "note", file: ".github/workflows/a.yml", line: 7 },
      ],
      ignored: [{ rule: "swallowed-error", severity: "warning", file: ".github/workflows/a.yml", line: 8 }],
    });
  });

  it("fails of notes alone only where it is to be strict", async () => {
    const shell = await newRepository({ "a.yml": sound });
    expect(await shell.call(["doctor"])).toMatchObject({ code: 0 });
    expect(await shell.call(["doctor", "--strict"])).toMatchObject({ code: 1 });
  });

  it("looks at the files and folders that are named", async () => {
    const shell = await newRepository({ "a.yml": fragile, "b.yml": sound });
    const { code, output } = await shell.call(["doctor", ".github/workflows/b.yml", ".github/workflows/b.yml"]);
    expect(code).toBe(0);
    expect(output).toContain("1 workflow: 1 note; 1 ignored with a reason");
  });

  it("has nothing to say of what is sound", async () => {
    const shell = await newRepository({
      "a.yml": sound.replace("npm publish", "npm test").replace(/.*ignore.*\n/, ""),
    });
    expect(await shell.call(["doctor"])).toEqual({ code: 0, output: "1 workflow: nothing is fragile\n", errors: "" });
  });

  it.each([
    ["no workflow", [], "there is no workflow in .github/workflows"],
    ["what is missing", ["none.yml"], "none.yml does not exist"],
  ])("does not start where there is %s", async (_, args, message) => {
    const shell = await newRepository({});
    const { code, errors } = await shell.call(["doctor", ...args]);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });

  it("shows text of others as text", async () => {
    const shell = await newRepository({
      "a.yml": fragile.replace("- run: npm", `- name: "\\e[31m::error::"\n        run: npm`),
    });
    const { output } = await shell.call(["doctor"]);
    expect(output).not.toContain("\u001b");
    expect(output).not.toMatch(/^::/m);
  });
});
