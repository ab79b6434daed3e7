import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { inputsTable, outputsTable, readAction, withTable } from "../../scripts/action-tables.ts";

const action = `
name: x
inputs:
  run:
    description: |
      The script. Pipes | and
      lines are fine.
    required: true
  shell: { description: A shell. }
  jitter: { description: How much., default: full }
  old: { description: Old., deprecationMessage: Write jitter., default: a|b }
outputs:
  outcome: { description: What happened. }
`;

describe("the tables of a README", () => {
  it("name inputs with their defaults", () => {
    expect(inputsTable(readAction(action).inputs)).toBe(
      [
        "| input | default | meaning |",
        "| --- | --- | --- |",
        "| `run` | **required** | The script. Pipes \\| and lines are fine. |",
        "| `shell` |  | A shell. |",
        "| `jitter` | `full` | How much. |",
        "| `old` | `a\\|b` | Old. Write jitter. |",
      ].join("\n"),
    );
  });

  it("leave out a column in which nothing stands", () => {
    const { inputs } = readAction("inputs: { run: { description: The script. } }");
    expect(inputsTable(inputs)).toBe("| input | meaning |\n| --- | --- |\n| `run` | The script. |");
  });

  it("name outputs, and say where there are none", () => {
    expect(outputsTable(readAction(action).outputs)).toContain("| `outcome` | What happened. |");
    expect(outputsTable({})).toBe("None.");
  });

  it("stand between their markers, whatever stood there", () => {
    const readme = "a\n<!-- inputs -->\nold\n<!-- /inputs -->\nb\n";
    const written = "a\n<!-- inputs -->\nnew\n<!-- /inputs -->\nb\n";
    expect(withTable(readme, "inputs", "new")).toBe(written);
    expect(withTable(written, "inputs", "new")).toBe(written);
  });

  it.each(["none", "<!-- /inputs --><!-- inputs -->", "<!-- inputs -->"])("need markers: %s", (readme) => {
    expect(() => withTable(readme, "inputs", "new")).toThrow("needs the markers");
  });

  it("refuse an input that says nothing of itself", () => {
    expect(() => readAction("inputs: { run: { required: true } }")).toThrow("description");
  });

  it("are up to date", () => {
    expect(execFileSync(process.execPath, ["scripts/readme-tables.ts", "--check"], { encoding: "utf8" })).toBe("");
  });
});
