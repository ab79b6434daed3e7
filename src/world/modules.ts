/** Imports files that the user names, by Node itself: it runs TypeScript by leaving the types out. */
import { registerHooks, type LoadHookSync, type ResolveHookSync } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ImportOptions, Modules } from "../world.ts";

/** Of the URLs of packages that are part of this process. */
const scheme = "holdfast-package:";

/** Where the source of such a package finds its exports: what is imported sees nothing of this module but globals. */
const provided = Symbol.for("holdfast.packages");

const packages = new Map<string, object>();
/** URLs of the files that were named: they are ES modules, whatever the `package.json` above them says. */
const named = new Set<string>();
const listeners = new Set<(path: string) => void>();

let areHooked = false;

/** See {@link Modules.import}. */
export async function importFile(path: string, options: ImportOptions): ReturnType<Modules["import"]> {
  for (const [name, exports] of Object.entries(options.packages)) packages.set(name, exports);
  if (!areHooked) {
    // For good: a file that was imported may import more while it runs.
    Reflect.set(globalThis, provided, packages);
    registerHooks({ resolve, load });
    areHooked = true;
  }
  const url = pathToFileURL(path).href;
  named.add(url);
  listeners.add(options.onLoad);
  try {
    return await import(url);
  } finally {
    listeners.delete(options.onLoad);
  }
}

function resolve(...[specifier, context, next]: Parameters<ResolveHookSync>): ReturnType<ResolveHookSync> {
  if (packages.has(specifier)) return { url: scheme + specifier, format: "module", shortCircuit: true };
  const resolved = next(specifier, context);
  // Node would parse it twice to find out, and warn.
  const isModule = named.has(resolved.url) || (resolved.format === null && /\.ts$/.test(resolved.url));
  return isModule ? { ...resolved, format: moduleFormat(resolved.url) } : resolved;
}

function load(...[url, context, next]: Parameters<LoadHookSync>): ReturnType<LoadHookSync> {
  if (url.startsWith(scheme)) {
    return { source: sourceOf(url.slice(scheme.length)), format: "module", shortCircuit: true };
  }
  if (url.startsWith("file:")) for (const listen of listeners) listen(fileURLToPath(url));
  return next(url, context);
}

function moduleFormat(url: string): string {
  return /\.m?ts$/.test(url) ? "module-typescript" : "module";
}

/** A module of the exports there are: the same functions and classes, so that `instanceof` holds on both sides. */
function sourceOf(name: string): string {
  const exports = `globalThis[Symbol.for(${JSON.stringify(provided.description)})].get(${JSON.stringify(name)})`;
  return `export const { ${Object.keys(packages.get(name) ?? {}).join(", ")} } = ${exports};`;
}
