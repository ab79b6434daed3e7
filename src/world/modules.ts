/** Imports files that the user names, by Node itself: it runs TypeScript by leaving the types out. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { registerHooks, type LoadHookSync, type ResolveHookSync } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Modules } from "../world.ts";

/** Of the URLs of packages that are part of this process. */
const scheme = "holdfast-package:";

/** Where the source of such a package finds its exports: a module that is imported shares only globals with this one. */
const registry = "holdfast.packages";

const packages = new Map<string, object>();
/** URLs of the files that were named: they are ES modules, whatever the `package.json` above them says. */
const named = new Set<string>();
let lastRead: string | undefined;
let areHooked = false;

/** See {@link Modules}. */
export const importFile: Modules["import"] = async (path, provided) => {
  for (const [name, exports] of Object.entries(provided)) packages.set(name, exports);
  hookOnce();
  const url = pathToFileURL(path).href;
  named.add(url);
  try {
    return await import(url);
  } catch (error) {
    if (error instanceof SyntaxError && lastRead !== undefined && !isLocated(error)) locate(error, lastRead);
    throw error;
  }
};

/** For good: a file that was imported may import more while it runs. */
function hookOnce(): void {
  if (areHooked) return;
  areHooked = true;
  Reflect.set(globalThis, Symbol.for(registry), packages);
  registerHooks({ resolve, load });
}

function resolve(...[specifier, context, next]: Parameters<ResolveHookSync>): ReturnType<ResolveHookSync> {
  if (packages.has(specifier)) return { url: scheme + specifier, format: "module", shortCircuit: true };
  const resolved = next(specifier, context);
  // Where no `package.json` says it, Node would parse TypeScript twice to find out, and warn of that.
  const isModule = named.has(resolved.url) || (resolved.format === null && resolved.url.endsWith(".ts"));
  return isModule ? { ...resolved, format: moduleFormat(resolved.url) } : resolved;
}

function load(...[url, context, next]: Parameters<LoadHookSync>): ReturnType<LoadHookSync> {
  if (url.startsWith(scheme)) {
    return { source: sourceOf(url.slice(scheme.length)), format: "module", shortCircuit: true };
  }
  if (url.startsWith("file:")) lastRead = fileURLToPath(url);
  return next(url, context);
}

function moduleFormat(url: string): string {
  return /\.m?ts$/.test(url) ? "module-typescript" : "module";
}

/** A module of the exports there are: the same functions and classes, so that `instanceof` holds on both sides. */
function sourceOf(name: string): string {
  const names = Object.keys(packages.get(name) ?? {}).join(", ");
  return `export const { ${names} } = globalThis[Symbol.for(${JSON.stringify(registry)})].get(${JSON.stringify(name)});`;
}

/** Whether the stack begins with `file:line` and the line itself, as Node writes it for people. */
function isLocated(error: SyntaxError): boolean {
  return /^.+:\d+\n/.test(error.stack ?? "");
}

/** Where an ES module's syntax is broken V8 tells nobody but Node's last handler, so another Node is asked to check it. */
function locate(error: SyntaxError, path: string): void {
  const args = ["--input-type=module", "--check"];
  const { stderr } = spawnSync(process.execPath, args, { input: readFileSync(path), encoding: "utf8" });
  const excerpt = /^\[stdin\](:\d+\n[^]*?\^\n)/.exec(stderr)?.[1];
  if (excerpt !== undefined) error.stack = `${path}${excerpt}\n${error.stack}`;
}
