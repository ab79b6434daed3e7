import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { put, writeAutomation } from "./automations.ts";
import { newShell } from "./command.ts";

const yaml = `
automation: greet
steps:
  hello: { run: echo hello }
  nap: { wait: 3d }
`;

describe("holdfast validate", () => {
  it("calls sound what is, whatever its kind", async () => {
    const shell = await newShell();
    await put(shell, "greet.yml", yaml);
    await writeAutomation(shell, "sum.ts", "sum", "return 1;");
    await mkdir(join(shell.folder, ".github"));
    await put(shell, ".github/holdfast.yml", "flags: { fast: true }");
    const { code, output } = await shell.call(["validate", "greet.yml", "sum.ts", ".github/holdfast.yml"]);
    expect(code).toBe(0);
    expect(output.replaceAll(/ +/g, " ")).toBe(
      'sound .github/holdfast.yml: the configuration\nsound greet.yml: automation "greet"\nsound sum.ts: automation "sum"\n',
    );
  });

  it("shows every fault of every file with its line and column", async () => {
    const shell = await newShell();
    await put(shell, "bad.yml", "automation: bad\nsteps:\n  a: { rum: echo }\n  b: { run: 'echo ${{ inputs.x }}' }\n");
    await put(shell, "bad.ts", "export default 1;");
    await mkdir(join(shell.folder, ".github"));
    await put(shell, ".github/holdfast.yml", "flgas: {}");
    const { code, output } = await shell.call(["validate", "bad.yml", "bad.ts", ".github/holdfast.yml", "none.yml"]);
    expect(code).toBe(2);
    for (const fault of [
      "bad.yml:3:8: steps.a.rum is no key of a step; did you mean",
      "bad.yml:4:",
      "\n          env:",
      "fault   bad.ts:1:1: the default export is no automation but a number",
      ".github/holdfast.yml:1:1: flgas is no key",
      "none.yml does not exist",
    ]) {
      expect(output).toContain(fault);
    }
  });
});

describe("holdfast graph", () => {
  it("draws a definition as Mermaid, and the way of a run as SVG", async () => {
    const shell = await newShell();
    await put(shell, "greet.yml", yaml);
    const { code, output } = await shell.call(["graph", "greet.yml"]);
    expect(code).toBe(0);
    expect(output).toMatch(/^flowchart TD\n[\s\S]*"hello"[\s\S]*"nap"/);
    await shell.call(["run", "greet.yml", "--key", "k"]);
    expect(await shell.call(["graph", "greet.yml", "--run", "k", "--svg", "-o", "k.svg"])).toMatchObject({ code: 0 });
    const svg = await readFile(join(shell.folder, "k.svg"), "utf8");
    expect(svg).toMatch(/^<svg [\s\S]*greet: k[\s\S]*hello: done/);
  });

  it("needs a run to draw code", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "sum.ts", "sum", `return ctx.step("add", () => 1);`);
    expect(await shell.call(["graph", "sum.ts"])).toMatchObject({ code: 2, errors: /name a run with --run/ });
    await shell.call(["run", "sum.ts"]);
    const { output } = await shell.call(["graph", "sum.ts", "--run", "sum"]);
    expect(output).toContain("add");
  });
});

describe("holdfast replay", () => {
  const steps = `
    const a = await ctx.step("add", () => { note("add"); return 1; });
    await ctx.step("nap", () => 2);
    return a;
  `;

  it("compares a run, or its kept history, with a definition, and runs nothing", async () => {
    const shell = await newShell();
    await writeAutomation(shell, "sum.ts", "sum", steps);
    await shell.call(["run", "sum.ts"]);
    const same = { code: 0, output: "same  all 2 operations, and the run completed\n" };
    expect(await shell.call(["replay", "sum-1", "sum.ts"])).toMatchObject(same);
    const { output } = await shell.call(["history", "sum-1", "--json"]);
    await put(shell, "history.jsonl", output);
    expect(await shell.call(["replay", "history.jsonl", "sum.ts"])).toMatchObject(same);
    expect(await readFile(join(shell.folder, "effects"), "utf8")).toBe("add\n");

    await writeAutomation(shell, "other.ts", "sum", steps.replace(`"nap"`, `"rest"`));
    const different = await shell.call(["replay", "history.jsonl", "other.ts"]);
    expect(different.code).toBe(1);
    expect(different.output).toContain(`recorded: "nap" comes next\n  today:    "rest" comes next\n`);
    const json = await shell.call(["replay", "history.jsonl", "other.ts", "--json"]);
    expect(JSON.parse(json.output)).toMatchObject({ kind: "different", difference: { path: "rest" } });

    await put(shell, "altered.jsonl", output.replace("add", "odd"));
    expect(await shell.call(["replay", "altered.jsonl", "sum.ts"])).toMatchObject({ code: 2, errors: /not sound/ });
  });

  it("compares YAML whose steps keep files, and leaves the workspace as it is", async () => {
    const shell = await newShell();
    await put(shell, "keep.yml", "automation: keep\nsteps:\n  a: { run: echo 1 > kept, paths: kept }\n");
    await shell.call(["run", "keep.yml"]);
    await put(shell, "kept", "mine");
    expect(await shell.call(["replay", "keep-1", "keep.yml"])).toMatchObject({ code: 0 });
    expect(await readFile(join(shell.folder, "kept"), "utf8")).toBe("mine");
  });
});
