import { execFile } from "node:child_process";
import { mkdtemp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAutomation } from "../../src/automation/typescript/load.ts";
import { systemWorld } from "../../src/world/system.ts";

interface Loaded {
  readonly path: string;
  readonly name?: string;
  readonly version?: number;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}

const script = resolve("test/automation/fixtures/load-each.ts");

/** Loads files in a process of its own, which runs in their folder. */
async function loadEach(program: string, cwd: string, paths: readonly string[]) {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...paths], { cwd });
  const lines: Loaded[] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { loaded: new Map(lines.map((line) => [line.path, line])), stderr };
}

const head = `import { automation } from "holdfast";\n`;
const body = `export default automation("sync", () => "ran");\n`;

/** The classes of the engine and of the automation file are the same, now and in what is imported while it runs. */
const identity = `import { automation, StepFailed, type Context } from "holdfast";
import { failing } from "./lib/failing.ts";
export default automation("sync", async (ctx: Context, input: string) => {
  const later = await import("holdfast");
  const { Failed } = ctx as unknown as { Failed: typeof StepFailed };
  return [input, StepFailed === Failed, later.StepFailed === Failed, failing() instanceof Failed];
}, { version: 3 });
`;

const good: Readonly<Record<string, string>> = {
  "sync.ts": identity,
  "lib/failing.ts": `import { StepFailed } from "holdfast";
export const failing = (): Error => new StepFailed("a", { kind: "error", message: "no" }, 1);\n`,
  "sync.mts": head + body,
  "sync.js": head + body,
  "sync.mjs": head + body,
  "awaits.ts": `${head}const name: string = await Promise.resolve("sync");\nexport default automation(name, () => "ran");\n`,
  // What the nearest package.json says of its files is no matter to what the user names.
  "common/package.json": `{ "type": "commonjs" }`,
  "common/sync.ts": head + body,
  "common/sync.js": head + body,
  "unsaid/package.json": "{}",
  "unsaid/sync.ts": `${head}import { ran } from "./ran.ts";\nexport default automation("sync", () => ran);\n`,
  "unsaid/ran.ts": `export const ran: string = "ran";\n`,
  // What is installed is another version: what runs here is what counts.
  "node_modules/holdfast/package.json": `{ "name": "holdfast", "type": "module", "exports": "./index.js" }`,
  "node_modules/holdfast/index.js": `throw new Error("the installed package was loaded");\n`,
};

const faulty: readonly (readonly [what: string, path: string, text: string, error: string])[] = [
  [
    "no default export",
    "none.ts",
    `${head}export const other = 1;\n`,
    'none.ts:1:1: there is no default export: write `export default automation("name", async (ctx) => { … })`',
  ],
  [
    "an automation that is exported by name",
    "named.ts",
    `${head}export const sync = automation("sync", () => {});\n`,
    'named.ts:1:1: "sync" is exported by name, and an automation by default: write `export default sync`',
  ],
  [
    "a bare function",
    "function.ts",
    `${head}\nexport default async () => {};\n`,
    'function.ts:3:1: the default export is a bare function: write `export default automation("name", async (ctx) => { … })`',
  ],
  [
    "a promise of an automation",
    "promise.ts",
    `${head}export default Promise.resolve(automation("sync", () => {}));\n`,
    "promise.ts:2:1: the default export is a promise: put `await` before it",
  ],
  [
    "another value, exported as default",
    "value.ts",
    `const steps = [1];\n\nexport { steps as default };\n`,
    'value.ts:3:16: the default export is no automation but an array: write `export default automation("name", async (ctx) => { … })`',
  ],
  [
    "broken TypeScript",
    "broken.ts",
    `${head}\nconst = 4;\n${body}`,
    "broken.ts:3:7: Unexpected token `=`. Expected yield, an identifier, [ or {",
  ],
  ["broken JavaScript", "broken.js", `${head}\nconst = 4;\n${body}`, "broken.js:3:7: Unexpected token '='"],
  [
    "a broken file that it imports",
    "nested.mjs",
    `${head}import "./lib/broken.mjs";\n${body}`,
    `${join("lib", "broken.mjs")}:2:12: Unexpected token ','`,
  ],
  [
    "an enum",
    "enum.ts",
    `${head}enum Size { S }\n${body}`,
    'enum.ts:2:1: TypeScript enum is not supported in strip-only mode; Node only leaves types out, so write it in JavaScript ("erasableSyntaxOnly" in tsconfig.json shows such places)',
  ],
  [
    "a misspelt import",
    "misspelt.ts",
    `import { automaton } from "holdfast";\nexport default automaton("sync", () => {});\n`,
    `misspelt.ts:1:10: The requested module 'holdfast' does not provide an export named 'automaton'; did you mean "automation"?`,
  ],
  [
    "a type imported as a value",
    "type.ts",
    `${head}import { Context } from "holdfast";\n${body}`,
    "type.ts:2:10: The requested module 'holdfast' does not provide an export named 'Context'; a type is imported with `import type`",
  ],
  [
    "an import without its extension",
    "bare.ts",
    `${head}import { failing } from './lib/failing';\n${body}`,
    'bare.ts:2:25: "./lib/failing" is not there: write "./lib/failing.ts", the whole name of the file',
  ],
  [
    "an import of what a compiler would have written",
    "compiled.ts",
    `${head}import { failing } from "./lib/failing.js";\n${body}`,
    'compiled.ts:2:25: "./lib/failing.js" is not there: write "./lib/failing.ts", the whole name of the file',
  ],
  [
    "an import of a folder",
    "folder.ts",
    `${head}import * as folder from "./folder/";\n${body}`,
    'folder.ts:2:25: "./folder/" is not there: write "./folder/index.ts", the whole name of the file',
  ],
  [
    "an import of what is nowhere",
    "nowhere.ts",
    `${head}import "./nowhere-else.ts";\n${body}`,
    'nowhere.ts:2:8: "./nowhere-else.ts" is not there',
  ],
  [
    "a package that is not installed",
    "package.ts",
    `${head}import left from "left/pad.js";\n${body}`,
    'package.ts:2:18: "left/pad.js" is not there: install the package "left" before the automation runs',
  ],
  [
    "a file that throws",
    "throws.ts",
    `${head}\n  throw new TypeError("no");\n`,
    "throws.ts:3:9: threw while it was loaded: TypeError: no",
  ],
  [
    "a file that it imports and that throws",
    "throws-inside.ts",
    `${head}import "./lib/throws.ts";\n${body}`,
    `${join("lib", "throws.ts")}:1:7: threw while it was loaded: Error: inside`,
  ],
  ["a file that throws no error", "text.ts", `throw "no";\n`, "text.ts:1:1: threw while it was loaded: no"],
];

const beside: Readonly<Record<string, string>> = {
  "lib/broken.mjs": "\nconst a = {,};\n",
  "lib/throws.ts": `throw new Error("inside");\n`,
  "folder/index.ts": "export const inside = 1;\n",
};

describe("an automation in TypeScript", () => {
  let folder = "";
  let loaded: Map<string, Loaded>;
  let stderr = "";
  let before: string[] = [];
  let after: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-load-"));
    const files = { ...good, ...beside, ...Object.fromEntries(faulty.map(([, path, text]) => [path, text])) };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    before = await readdir(folder, { recursive: true });
    const paths = Object.keys(files).filter((path) => !/^(lib|node_modules|folder)\/|\.json$|ran\.ts$/.test(path));
    ({ loaded, stderr } = await loadEach(script, folder, paths));
    after = await readdir(folder, { recursive: true });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const shared = { path: "sync.ts", name: "sync", version: 3, output: ["input", true, true, true] };

  it("shares its classes with what runs it, where another holdfast is installed too", () => {
    expect(loaded.get("sync.ts")).toEqual(shared);
  });

  it("shares its classes with a bundle that runs it", async () => {
    const dir = join(folder, "node_modules/bundle");
    await build({ input: script, platform: "node", logLevel: "silent", output: { dir, entryFileNames: "[name].mjs" } });
    const bundled = await loadEach(join(dir, "load-each.mjs"), folder, ["sync.ts", "enum.ts"]);
    expect(bundled.loaded.get("sync.ts")).toEqual(shared);
    expect(bundled.loaded.get("enum.ts")).toEqual(loaded.get("enum.ts"));
    expect(bundled.stderr).toBe("");
  });

  it.each(["sync.mts", "sync.js", "sync.mjs", "awaits.ts", "common/sync.ts", "common/sync.js", "unsaid/sync.ts"])(
    "is loaded from %s",
    (path) => {
      expect(loaded.get(path)).toEqual({ path, name: "sync", output: "ran" });
    },
  );

  it("is imported by Node within a test, too", async () => {
    const { name, version } = await loadAutomation(systemWorld(), join(folder, "sync.ts"));
    expect({ name, version }).toEqual({ name: "sync", version: 3 });
  });

  it.each(faulty)("says where and what to mend: %s", (_, path, __, error) => {
    expect(loaded.get(path)?.error).toBe(error);
  });

  it("keeps what was thrown", () => {
    expect(loaded.get("throws.ts")?.cause).toBe("TypeError");
  });

  it("prints nothing and changes no file", () => {
    expect(stderr).toBe("");
    expect(after).toEqual(before);
  });
});

describe("before it is loaded", () => {
  const world = systemWorld();

  it("a missing file is said", async () => {
    await expect(loadAutomation(world, "no/such.ts")).rejects.toThrow("no/such.ts does not exist");
  });

  it("a file of another kind is refused", async () => {
    await expect(loadAutomation(world, "sync.tsx")).rejects.toThrow(
      "sync.tsx: write an automation as .ts, .mts, .js, .mjs, .yml or .yaml",
    );
  });
});
