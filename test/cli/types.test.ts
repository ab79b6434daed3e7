import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { writeTypes } from "../../src/cli/types.ts";
import { systemWorld } from "../../src/world/system.ts";

const source = join(inject("bundle"), "index.d.ts");

/** What an author writes. Each line that is wrong says so: a type that came to be `any` would let it pass. */
const sample = `import { automation, CallbackTimedOut, StepFailed, type Context } from "holdfast";
// @ts-expect-error -- there is no such name
import type { Failure } from "holdfast";

interface Order {
  readonly id: string;
  readonly total: number;
}

const post = async (key: string, signal: AbortSignal): Promise<number> => key.length + Number(signal.aborted);

async function publish(ctx: Context): Promise<void> {
  await ctx.step("publish", ({ idempotencyKey, signal }) => post(idempotencyKey, signal), {
    retry: { maxAttempts: 3, initialDelay: "1s", retryOn: ({ kind, name }) => kind === "error" && name === "TypeError" },
    compensate: (status, step) => step.log.info(status.toFixed()),
  });
}

export default automation(
  "import-orders",
  async (ctx, { date }: { date: string }) => {
    const orders = await ctx.step("fetch", (): Order[] => [{ id: date, total: 1 }], { retry: "standard" });
    const batch = await ctx.map("import", orders, (inner, order) => inner.step("one", () => order.total), {
      key: (order) => order.id,
      completion: { toleratedFailurePercentage: 5 },
    });
    const totals: number[] = batch.results();
    const { id, result } = await ctx.createCallback<boolean>("approval", { timeout: "2d" });
    try {
      await publish(ctx);
      return { id, yes: (await result) satisfies boolean, totals };
    } catch (error) {
      if (error instanceof StepFailed) ctx.log.warn(error.path, { kind: error.failure.kind, attempts: error.attempts });
      if (error instanceof CallbackTimedOut) await ctx.wait("later", "2h");
      throw error;
    }
  },
  { version: 3 },
);

// @ts-expect-error -- the body comes second
automation(() => {});
// @ts-expect-error -- a version is a number
automation("a", () => {}, { version: "3" });
automation("b", async (ctx) => {
  // @ts-expect-error -- a duration has its unit
  await ctx.wait(5);
  // @ts-expect-error -- there are two kinds of semantics
  await ctx.step("c", () => 1, { semantics: "exactly-once" });
  // @ts-expect-error -- its results are numbers
  const texts: string[] = (await ctx.parallel([() => 1])).results();
  return texts;
});
`;

async function newFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-types-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** What the command prints, with the folder as `~`. */
async function types(root: string, folder: string): Promise<string[]> {
  let printed = "";
  const world = systemWorld();
  const output = { ...world.output, write: (text: string | Uint8Array) => void (printed += String(text)) };
  await writeTypes({ ...world, output }, join(root, folder), source);
  return printed.trimEnd().replaceAll(relative("", root), "~").replaceAll("\\", "/").split("\n");
}

describe("holdfast types", () => {
  it("lets the compiler check an automation where nothing is installed", async () => {
    const root = await newFolder();
    await write(join(root, ".github/automations/import.ts"), sample);
    expect(await types(root, ".github/automations")).toEqual([
      "Wrote ~/.github/automations/holdfast.d.ts: commit it, and run this again after an upgrade.",
      "Wrote ~/.github/automations/tsconfig.json: commit it; editors and tsc check the folder as Node will run it.",
      `For "node:fs" and the like: npm install -D @types/node, and "types": ["node"] in that file.`,
    ]);
    // The declarations are checked too: they need nothing but what the language has.
    const args = [resolve("node_modules/typescript/bin/tsc"), "-p", ".github/automations", "--skipLibCheck", "false"];
    const compiled = promisify(execFile)(process.execPath, args, { cwd: root, encoding: "utf8" });
    expect(await compiled.catch((error: unknown) => error)).toMatchObject({ stdout: "", stderr: "" });
  });

  it("changes nothing when it is run again", async () => {
    const root = await newFolder();
    await types(root, "");
    const before = await contentOf(root);
    expect(await types(root, "")).toEqual([
      "~/holdfast.d.ts is up to date.",
      "~/tsconfig.json is up to date.",
      expect.stringContaining("npm install -D @types/node"),
    ]);
    expect(await contentOf(root)).toEqual(before);
  });

  it("writes what an upgrade brings", async () => {
    const root = await newFolder();
    await types(root, "");
    const before = await contentOf(root);
    const [header] = before["holdfast.d.ts"]!.split("\n");
    await write(join(root, "holdfast.d.ts"), `${header}\ndeclare module "holdfast" {}\n`);
    expect((await types(root, ""))[0]).toBe("Wrote ~/holdfast.d.ts: commit it, and run this again after an upgrade.");
    expect(await contentOf(root)).toEqual(before);
  });

  it("leaves a tsconfig.json alone that reaches the folder", async () => {
    const root = await newFolder();
    await write(join(root, "tsconfig.json"), "{}");
    await mkdir(join(root, "automations"));
    expect(await types(root, "automations")).toEqual([
      "Wrote ~/automations/holdfast.d.ts: commit it, and run this again after an upgrade.",
      `~/tsconfig.json is used as it is: its "include" must reach ~/automations/holdfast.d.ts.`,
    ]);
    expect(await readdir(join(root, "automations"))).toEqual(["holdfast.d.ts"]);
  });

  it("writes one into a folder that a project above leaves out, as it does those with a dot", async () => {
    const root = await newFolder();
    await write(join(root, "tsconfig.json"), "{}");
    await mkdir(join(root, ".github"));
    await types(root, ".github");
    expect(await readdir(join(root, ".github"))).toEqual(["holdfast.d.ts", "tsconfig.json"]);
  });

  it("knows Node's own modules where their types are installed", async () => {
    const root = await newFolder();
    await write(join(root, "node_modules/@types/node/package.json"), "{}");
    expect(await types(root, "")).toHaveLength(2);
    expect((await contentOf(root))["tsconfig.json"]).toContain('"types": [\n      "node"\n    ]');
  });

  it("writes nothing where the package is installed", async () => {
    const root = await newFolder();
    await write(join(root, "node_modules/holdfast/package.json"), "{}");
    await mkdir(join(root, "automations"));
    expect(await types(root, "automations")).toEqual([
      "Nothing to write: ~/node_modules/holdfast is installed and brings its own declarations.",
    ]);
    expect(await readdir(join(root, "automations"))).toEqual([]);
  });

  it("refuses to write over a file of the author's", async () => {
    const root = await newFolder();
    await write(join(root, "holdfast.d.ts"), "export {};\n");
    await expect(types(root, "")).rejects.toThrow("holdfast.d.ts is there and not from this command");
    expect(await contentOf(root)).toEqual({ "holdfast.d.ts": "export {};\n" });
  });

  it("refuses a folder that is not there", async () => {
    await expect(types(await newFolder(), "automation")).rejects.toThrow("automation is no folder");
  });
});

async function contentOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== "node_modules");
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
}
