import { isBuiltin } from "node:module";
import { build, type OutputChunk } from "rolldown";
import { expect, test } from "vitest";
import config from "../../rolldown.config.ts";

/** What each start of an action may cost: the rest is loaded by the steps that need it. */
const LIGHT = new Set(["@actions/core", "is-network-error", "p-retry", "zod"]);

/** What an entry needs besides: automations are YAML with expressions, read by all of zod; channels are configured in YAML. */
const needed: Readonly<Record<string, { libraries: readonly string[]; size: number }>> = {
  "actions/run/main.js": { libraries: ["@actions/expressions", "yaml"], size: 1_250_000 },
  // They talk to GitHub whatever they are given, and so load what tells of it at once.
  "actions/resume/main.js": { libraries: [], size: 500_000 },
  "actions/signal/main.js": { libraries: [], size: 500_000 },
  "actions/notify/main.js": { libraries: ["yaml"], size: 1_100_000 },
  "actions/recover/main.js": { libraries: ["yaml"], size: 1_100_000 },
  "actions/watchdog/main.js": { libraries: ["croner", "yaml"], size: 1_200_000 },
};

/** The libraries of which something is loaded before an entry does anything, and how much there is to read. */
function loadedAtOnce(entry: OutputChunk, chunks: ReadonlyMap<string, OutputChunk>) {
  const seen = new Set<OutputChunk>();
  const visit = (chunk: OutputChunk) => {
    if (seen.has(chunk)) return;
    seen.add(chunk);
    for (const name of chunk.imports) {
      const imported = chunks.get(name);
      if (imported !== undefined) visit(imported);
    }
  };
  visit(entry);
  const loaded = [...seen].flatMap(({ modules }) => Object.entries(modules));
  const libraries = loaded
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .map(([id]) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1]?.replace("\\", "/"));
  return {
    libraries: [...new Set(libraries)].filter((name) => name !== undefined).sort(),
    size: [...seen].reduce((sum, { code }) => sum + code.length, 0),
    code: [...seen].map(({ code }) => code).join("\n"),
  };
}

test("an action loads no HTTP client, no archiver and none of Node's modules whole before it needs them", async () => {
  if (Array.isArray(config.output)) throw new Error("one bundle is expected");
  const { output } = await build({ ...config, output: { ...config.output }, write: false, logLevel: "silent" });
  const chunks = new Map(output.filter((part) => part.type === "chunk").map((chunk) => [chunk.fileName, chunk]));
  const entries = [...chunks.values()].filter(({ isEntry }) => isEntry);
  expect(entries.length).toBeGreaterThan(4);
  for (const entry of entries) {
    const { libraries, size, code } = loadedAtOnce(entry, chunks);
    const own = needed[entry.fileName] ?? { libraries: [], size: 400_000 };
    expect
      .soft(
        libraries.filter((name) => !LIGHT.has(name)),
        entry.fileName,
      )
      .toEqual(own.libraries);
    expect.soft(size, entry.fileName).toBeLessThan(own.size);
    const imported = [...code.matchAll(/^import .*?from "([^"]+)";$/gm)].map(([, id]) => id ?? "");
    expect.soft(imported.filter(isBuiltin), entry.fileName).toEqual([]);
  }
});
