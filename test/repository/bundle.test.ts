import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, it } from "vitest";

/** The files of a bundle that Node reads before an entry's first line runs. */
function loadedAtOnce(path: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(path)) return found;
  const text = readFileSync(path, "utf8");
  found.set(path, text);
  for (const [, chunk] of text.matchAll(/^(?:import|export) (?:.* from )?"(\.[^"]+)";$/gm)) {
    loadedAtOnce(join(dirname(path), chunk!), found);
  }
  return found;
}

const loaded = [...loadedAtOnce(join(inject("bundle"), "actions/step/main.js")).values()];
const modules = loaded.flatMap((text) => [...text.matchAll(/^\/\/ (src\/.+\.ts)$/gm)].map(([, module]) => module!));

it("a durable step starts without what runs automations", () => {
  expect(modules).toContain("src/durable/step/step.ts");
  const unneeded =
    /^src\/(automation|report|notify|cli|world\/modules|index\.ts|durable\/(run|engine|scope|context-of)\.ts)/;
  expect(modules.filter((module) => unneeded.test(module))).toEqual([]);
});

it("a durable step starts with two files, and of no more than 355 kB", () => {
  expect(loaded).toHaveLength(2);
  expect(loaded.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0)).toBeLessThan(355_000);
});
