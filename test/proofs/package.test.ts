import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";

const run = promisify(execFile);

const automation = `import { automation, StepFailed, type Context } from "holdfast";

export default automation("sync", async (ctx: Context, { day }: { day: string }) => {
  const count: number = await ctx.step("count", () => day.length);
  // @ts-expect-error -- a number
  const text: string = count;
  return new StepFailed(text, { kind: "error", message: "no" }, count).attempts;
});
`;

const packed = z.tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })]);

/** The package as it would be published from these sources, installed from its tarball into a project of a user's. */
describe("the package", () => {
  let root = "";
  let project = "";
  let files: string[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "holdfast-package-"));
    const sources = join(root, "sources");
    const manifest = JSON.parse(await readFile("package.json", "utf8"));
    await mkdir(sources);
    for (const path of ["package.json", ...manifest.files.filter((name: string) => name !== "dist")]) {
      await cp(path, join(sources, path), { recursive: true });
    }
    await cp(inject("bundle"), join(sources, "dist"), { recursive: true });
    const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", root], {
      cwd: sources,
    });
    const [tarball] = packed.parse(JSON.parse(stdout));
    files = tarball.files.map(({ path }) => path);

    project = join(root, "project");
    await mkdir(project);
    await writeFile(join(project, "package.json"), `{ "type": "module", "private": true }`);
    await writeFile(join(project, "sync.ts"), automation);
    const options = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    await run("npm", ["install", ...options, join(root, tarball.filename)], { cwd: project });
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  it("holds what runs, what declares it and what explains it, and no sources", () => {
    expect(files).toEqual(expect.arrayContaining(["dist/index.js", "dist/index.d.ts", "dist/cli/holdfast.js"]));
    expect(files).toEqual(
      expect.arrayContaining(["action.yml", "dist/licenses.txt", "schemas/automation.schema.json", "README.md"]),
    );
    expect(files.filter((path) => /^(src|test|bench|scripts|node_modules)\//.test(path))).toEqual([]);
  });

  it("needs no other package", async () => {
    const { stdout } = await run("npm", ["ls", "--all", "--parseable"], { cwd: project });
    expect(stdout.trim().split("\n")).toHaveLength(2);
  });

  it("lets an automation be checked and imported", async () => {
    const compiler = resolve("node_modules/typescript/bin/tsc");
    const options = ["--module", "nodenext", "--strict", "--noEmit", "--skipLibCheck", "false", "sync.ts"];
    const compiled = run(process.execPath, [compiler, ...options], { cwd: project });
    expect(await compiled.catch((error: unknown) => error)).toMatchObject({ stdout: "" });

    const script = `import sync from "./sync.ts"; console.log(await sync.run({ step: async () => 3 }, { day: "" }));`;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: project });
    expect({ stdout, stderr }).toEqual({ stdout: "3\n", stderr: "" });
  });

  it("loads a few lines and nothing of the actions", async () => {
    const text = await readFile(join(project, "node_modules/holdfast/dist/index.js"), "utf8");
    expect(text).not.toMatch(/^import /m);
    expect(text.length).toBeLessThan(10_000);
  });

  it("brings its command", async () => {
    const { stdout } = await run("npx", ["--no-install", "holdfast", "--version"], { cwd: project });
    expect(stdout.trim()).toBe(JSON.parse(await readFile("package.json", "utf8")).version);
  });

  it("writes its declarations where it is not installed", async () => {
    const elsewhere = join(root, "elsewhere");
    await mkdir(elsewhere);
    await run(process.execPath, [join(project, "node_modules/holdfast/dist/cli/holdfast.js"), "types"], {
      cwd: elsewhere,
    });
    expect(await readFile(join(elsewhere, "holdfast.d.ts"), "utf8")).toContain("export function automation<");
  });
});
