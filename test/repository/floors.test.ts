import { readFileSync, globSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { faultsOf, floorOf, type Fault } from "./floors.ts";

const slashes = (path: string) => path.replaceAll("\\", "/");
const sources = globSync("src/**/*.ts").map(slashes).sort();
const read = (path: string) => readFileSync(path, "utf8");

/** What may stay although the rules refuse it, each with its reason. One that is no longer needed fails. */
const exceptions: readonly { readonly path: string; readonly what: string; readonly because: string }[] = [
  {
    path: "src/github/runner.ts",
    what: "process.exitCode",
    because: "the runner knows a failed action by its exit code; @actions/core, adapted there, sets it the same way",
  },
];

const excused = (fault: Fault) =>
  exceptions.some((exception) => exception.path === fault.path && exception.what === fault.what);

describe("the floors", () => {
  const faults = sources.flatMap((path) => faultsOf(path, read(path)));

  it("every source is on a floor", () => {
    expect(sources.filter((path) => floorOf(path) === undefined)).toEqual([]);
  });

  it("no floor imports a higher one, and only the real world and composition roots touch the outside", () => {
    const lines = faults
      .filter((fault) => !excused(fault))
      .map((fault) => `${fault.path}:${fault.line} ${fault.what}: ${fault.why}`);
    expect(lines).toEqual([]);
  });

  it("every exception is still needed", () => {
    const needless = exceptions.filter(
      ({ path, what }) => !faults.some((fault) => fault.path === path && fault.what === what),
    );
    expect(needless).toEqual([]);
  });
});

describe("the check of the floors", () => {
  it.each([
    ["src/policy/a.ts", `import { journal } from "../journal/fold.ts";`, "policy is below journal"],
    ["src/policy/a.ts", `import type { Journal } from "../journal/fold.ts";`, "policy is below journal"],
    ["src/policy/a.ts", `type Journal = import("../journal/fold.ts").Journal;`, "policy is below journal"],
    ["src/store/a.ts", `const cache = await import("../github/cache.ts");`, "store is below github"],
    ["src/journal/a.ts", `export { save } from "../store/save.ts";`, "journal is below store"],
    ["src/journal/a.ts", `export * from "../store/save.ts";`, "journal is below store"],
    ["src/world.ts", `import { backoff } from "./policy/backoff.ts";`, "world is below policy"],
    ["src/world/a.ts", `import { backoff } from "../policy/backoff.ts";`, "world is below policy"],
    ["src/world.ts", `import { readFileSync } from "node:fs";`, "the disk"],
    ["src/world.ts", `export const now = () => Date.now();`, "the clock"],
    ["src/index.ts", `export { load } from "./automation/load.ts";`, "index is below automation"],
    ["src/durable/a.ts", `import { automation } from "../index.ts";`, "durable is below index"],
    ["src/durable/a.ts", `import { run } from "../actions/step/run.ts";`, "durable is below actions"],
    ["src/actions/step/run.ts", `import { act } from "../../cli/act.ts";`, "actions is below cli"],
    ["src/cli/a.ts", `import { run } from "../actions/step/run.ts";`, "side by side"],
    ["src/emulator/a.ts", `import { backoff } from "../policy/backoff.ts";`, "nothing but world"],
    ["src/github/a.ts", `import { emulate } from "../emulator/server.ts";`, "only the command line"],
    ["src/github/a.ts", `import data from "../../test/data.json";`, "on no floor"],
    ["src/github/a.ts", `import { x } from "../stray.ts";`, "on no floor"],
    ["src/store/a.ts", `import { readFileSync } from "node:fs";`, "the disk"],
    ["src/store/a.ts", `import { readFile } from "fs/promises";`, "the disk"],
    ["src/store/a.ts", `const fs = await import("node:fs");`, "the disk"],
    ["src/store/a.ts", `const fs = await import(name);`, "known only when it runs"],
    ["src/store/a.ts", `import { type Stats, statSync } from "node:fs";`, "the disk"],
    ["src/command/a.ts", `import { spawn } from "node:child_process";`, "processes"],
    ["src/github/a.ts", `import http from "node:http";`, "the network"],
    ["src/github/a.ts", `import { createConnection } from "node:net";`, "the network"],
    ["src/github/a.ts", `import { hostname } from "node:os";`, "the process"],
    ["src/github/a.ts", `import { setTimeout } from "node:timers/promises";`, "the clock"],
    ["src/policy/a.ts", `import { randomUUID } from "node:crypto";`, "randomness"],
    ["src/policy/a.ts", `import { createHash, randomBytes as bytes } from "node:crypto";`, "randomness"],
    ["src/policy/a.ts", `import * as crypto from "node:crypto";`, "randomness"],
    ["src/policy/a.ts", `import crypto from "node:crypto";`, "randomness"],
    ["src/policy/a.ts", `import { runInThisContext } from "node:vm";`, "no floor needs"],
    ["src/journal/a.ts", `import { restoreCache } from "@actions/cache";`, "adapted by github alone"],
    ["src/durable/a.ts", `const core = await import("@actions/core");`, "adapted by github alone"],
    ["src/durable/a.ts", `import { serve } from "@hono/node-server/serve-static";`, "adapted by emulator alone"],
    ["src/policy/a.ts", `const at = Date.now();`, "the clock"],
    ["src/policy/a.ts", `const at = Date["now"]();`, "the clock"],
    ["src/policy/a.ts", `const at = new Date();`, "the clock"],
    ["src/policy/a.ts", `const at = new Date(...[]);`, "the clock"],
    ["src/policy/a.ts", `const at = Date();`, "the clock"],
    ["src/policy/a.ts", `const { now } = Date;`, "the clock"],
    ["src/policy/a.ts", `const at = globalThis.Date.now();`, "the clock"],
    ["src/policy/a.ts", `const at = performance.now();`, "the clock"],
    ["src/policy/a.ts", `setTimeout(() => {}, 10);`, "the clock"],
    ["src/policy/a.ts", `const timer = setInterval;`, "the clock"],
    ["src/policy/a.ts", `const signal = AbortSignal.timeout(10);`, "the clock"],
    ["src/policy/a.ts", `const jitter = Math.random();`, "randomness"],
    ["src/policy/a.ts", `const jitter = Math["random"]();`, "randomness"],
    ["src/policy/a.ts", `const { random } = Math;`, "randomness"],
    ["src/policy/a.ts", `const id = crypto.randomUUID();`, "randomness"],
    ["src/policy/a.ts", `const id = globalThis.crypto.randomUUID();`, "randomness"],
    ["src/policy/a.ts", `const home = process.env.HOME;`, "the process"],
    ["src/policy/a.ts", `const { env } = process;`, "the process"],
    ["src/policy/a.ts", `export default { process };`, "the process"],
    ["src/policy/a.ts", `console.log("x");`, "output"],
    ["src/policy/a.ts", `const answer = await fetch("http://x");`, "the network"],
    ["src/policy/a.ts", `const answer = await globalThis.fetch("http://x");`, "the network"],
    ["src/policy/a.ts", `const answer = await globalThis[name]("http://x");`, "no reader can see"],
    ["src/policy/a.ts", `const get = (fetch as unknown as () => void)();`, "the network"],
    ["src/policy/a.ts", `function f(get = fetch) { return get; }`, "the network"],
    ["src/policy/a.ts", `if (true) { const fetch = 1; } fetch("http://x");`, "the network"],
    ["src/policy/a.ts", `const f = (process: number) => process; process.exit(1);`, "the process"],
    ["src/policy/a.ts", `class A { fetch = fetch; }`, "the network"],
    ["src/policy/a.ts", `const fs = require("node:fs");`, "a module no reader"],
    ["src/policy/a.ts", `const f = new Function("return process");`, "code no reader"],
    ["src/actions/step/run.ts", `const home = process.env.HOME;`, "the process"],
    ["src/actions/step/main/run.ts", `const home = process.env.HOME;`, "the process"],
  ])("refuses in %s: %s", (path, text, why) => {
    expect(faultsOf(path, text).map((fault) => fault.why)).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ["src/store/a.ts", `import { backoff } from "../policy/backoff.ts"; import { world } from "../world.ts";`],
    ["src/store/a.ts", `import type { Stats } from "node:fs"; type Fs = typeof import("node:fs");`],
    ["src/store/a.ts", `import { join } from "node:path"; import { gzipSync } from "node:zlib";`],
    ["src/store/a.ts", `import { createHash } from "node:crypto"; createHash("sha256");`],
    ["src/policy/a.ts", `const at = (clock: { now(): number }) => new Date(clock.now()).toISOString();`],
    ["src/policy/a.ts", `const isDate = (x: unknown) => x instanceof Date; const at = Date.parse("2026-01-01");`],
    ["src/policy/a.ts", `export const most = Math.max(1, 2);`],
    ["src/github/a.ts", `export const get = (http: { fetch: typeof fetch }) => http.fetch("http://x");`],
    [
      "src/github/a.ts",
      `export function get({ fetch }: { fetch: typeof globalThis.fetch }) { return fetch("http://x"); }`,
    ],
    ["src/github/a.ts", `for (const process of [1]) { void process; } try { void 0; } catch (fetch) { throw fetch; }`],
    ["src/github/a.ts", `export const handlers = { fetch: 1, process() { return 2; } }; handlers.process();`],
    ["src/github/a.ts", `import { restoreCache } from "@actions/cache"; import { fetch } from "./fetch.ts"; fetch();`],
    ["src/journal/a.ts", `import type { CacheOptions } from "@actions/cache";`],
    [
      "src/cli/a.ts",
      `import { serve } from "../emulator/server.ts"; import fs from "node:fs"; Date.now(); process.exit();`,
    ],
    ["src/actions/step/main.ts", `import { run } from "./run.ts"; await run(process.env, Date.now());`],
    ["src/world/a.ts", `import fs from "node:fs"; export const load = (path: string) => import(path);`],
    ["src/automation/a.ts", `import * as holdfast from "../index.ts";`],
    ["src/emulator/a.ts", `import type { World } from "../world.ts"; import { Hono } from "hono";`],
  ])("lets pass in %s: %s", (path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });
});

describe("the files", () => {
  it("entries are thin", () => {
    const entries = sources.filter((path) => /^src\/actions\/[^/]+\/(pre|main|post)\.ts$/.test(path));
    const thick = entries.filter((path) => lineCount(path) > 15);
    expect(thick).toEqual([]);
  });

  it("no file is named for being a leftover", () => {
    const files = globSync("{src,test,scripts,bench}/**/*.ts", { exclude: ["**/node_modules/**"] }).map(slashes);
    const leftover = /^(utils?|helpers?|common|misc)$/;
    expect(files.filter((path) => wordsIn(path).some((word) => leftover.test(word)))).toEqual([]);
  });

  it("says how long the sources are", () => {
    const lengths = sources.map((path) => [lineCount(path), path] as const).sort(([a], [b]) => a - b);
    const at = (share: number) => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))]?.[0];
    const longest = lengths.slice(-3).toReversed();
    console.info(
      `${lengths.length} source files, lines: median ${at(0.5)}, 90th percentile ${at(0.9)}, ` +
        `largest ${longest.map(([count, path]) => `${count} (${path})`).join(", ")}`,
    );
    expect(lengths.length).toBeGreaterThan(0);
  });
});

function lineCount(path: string): number {
  return read(path).trimEnd().split("\n").length;
}

function wordsIn(path: string): string[] {
  return [...path.split("/").slice(0, -1), ...basename(path).split(/[.-]/)];
}
