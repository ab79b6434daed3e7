import { chmodSync, globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build, defineConfig } from "rolldown";
import type { ChunkingContext, InputOptions, OutputOptions, Plugin, PreRenderedChunk } from "rolldown";
import { declarations } from "./scripts/declarations.ts";
import { licences } from "./scripts/licences.ts";

/** What all bundles are made with. Names have no hashes: the same sources give the same bytes. */
const options = {
  platform: "node",
  transform: { target: "node24" },
  treeshake: {
    // `@actions/core` imports an HTTP client for the one function that asks for an OIDC token, which we never call.
    // These packages do nothing when they are loaded, and do not say so: without their word for it, the client and
    // all of undici stay in (700 kB, 30 ms of each start).
    moduleSideEffects: (id, external) =>
      !external && !/[\\/]node_modules[\\/]@actions[\\/](core|exec|http-client|io)[\\/]/.test(id),
  },
} satisfies InputOptions;

const output = {
  format: "esm",
  cleanDir: true,
  entryFileNames: "[name].js",
  chunkFileNames: (chunk) => `chunks/${chunkName(chunk)}.js`,
  minify: false,
} satisfies OutputOptions;

/**
 * One ES module per entry of an action in `dist/`, chunks shared between them; `dist/` can be committed and proved.
 */
export default defineConfig({
  ...options,
  input: Object.fromEntries(
    globSync("src/actions/*/{main,post}.ts")
      .map((path) => path.replaceAll("\\", "/"))
      .sort()
      .map((path) => [path.replace(/^src\//, "").replace(/\.ts$/, ""), path]),
  ),
  plugins: [
    wholeZodApart(),
    builtinsOnDemand(),
    licences("licenses.txt"),
    declarations("index.d.ts"),
    packageBeside(),
    commandBeside(),
  ],
  output: {
    ...output,
    dir: "dist",
    codeSplitting: { groups: [{ name: sharedChunk, debugName: "shared", tags: ["$initial"], minShareCount: 2 }] },
  },
});

/**
 * What the durable step and other entries load at once is one chunk: each further one costs a start 0.3 ms, and there
 * were twenty. What the step does without is in chunks named after the actions that share them.
 */
function sharedChunk(id: string, graph: ChunkingContext): string {
  const actions = new Set<string>();
  const seen = new Set<string>();
  const climb = (module: string) => {
    if (seen.has(module)) return;
    seen.add(module);
    const action = /[\\/]src[\\/]actions[\\/]([^\\/]+)[\\/](?:main|post)\.ts$/.exec(module)?.[1];
    if (action !== undefined) actions.add(action);
    graph.getModuleInfo(module)?.importers.forEach(climb);
  };
  climb(id);
  return actions.has("step") ? "action" : [...actions].sort().join("-");
}

/** What `import … from "holdfast"` gives is a bundle of its own: a few lines that load nothing of the actions. */
function packageBeside(): Plugin {
  return {
    name: "package-beside",
    async writeBundle({ dir = "dist" }) {
      await build({ ...options, input: { index: "src/index.ts" }, output: { ...output, cleanDir: false, dir } });
    },
  };
}

/**
 * The command is a bundle of its own in `cli/`: of what it shares with the actions it uses more (all of zod), and each
 * start of an action would load that too.
 */
function commandBeside(): Plugin {
  return {
    name: "command-beside",
    async writeBundle({ dir = "dist" }) {
      await build({
        ...options,
        input: { holdfast: "src/cli/holdfast.ts" },
        plugins: [builtinsOnDemand(), licences("licenses.txt"), executable("holdfast.js")],
        output: { ...output, dir: join(dir, "cli") },
      });
    },
  };
}

/**
 * What reads automations uses all of zod, what every step loads a tenth of what is below it: for the former these modules
 * are there a second time, or each start would load them whole (130 kB more).
 */
function wholeZodApart(): Plugin {
  const mark = "?whole";
  return {
    name: "whole-zod-apart",
    async resolveId(source, importer, given) {
      if (source !== "zod" && importer?.endsWith(mark) !== true) return null;
      const found = await this.resolve(source, importer?.replace(mark, ""), { ...given, skipSelf: true });
      return found && !found.external ? { ...found, id: found.id + mark } : found;
    },
    load: (id) => (id.endsWith(mark) ? readFileSync(id.slice(0, -mark.length), "utf8") : null),
  };
}

/**
 * Takes Node's own modules from `process.getBuiltinModule` rather than by `import`, which evaluates every lazy getter
 * they have (`fs.promises`, `util.parseEnv`, `crypto.webcrypto`): 3 to 6 ms of each start.
 */
function builtinsOnDemand(): Plugin {
  const statement = /^import (?:\* as ([\w$]+)|([\w$]+)?(?:, )?(?:\{ (.*) \})?) from "([^"]+)";$/gm;
  return {
    name: "builtins-on-demand",
    renderChunk: (code) =>
      code.replace(statement, (whole, namespace?: string, fallback?: string, named?: string, id = "") => {
        if (!isBuiltin(id)) return whole;
        const names = [namespace, fallback, named && `{ ${named.replaceAll(" as ", ": ")} }`];
        return names
          .filter((name) => name !== undefined)
          .map((name) => `const ${name} = process.getBuiltinModule("${id}");`)
          .join(" ");
      }),
  };
}

/** npm makes the commands it installs executable; in a clone they are what the build made them. */
function executable(path: string): Plugin {
  return { name: "executable", writeBundle: ({ dir = "dist" }) => chmodSync(join(dir, path), 0o755) };
}

/** A chunk is called after the package it begins with, where it would be called after a file every package has. */
function chunkName(chunk: PreRenderedChunk): string {
  const module = chunk.facadeModuleId ?? chunk.moduleIds.at(-1) ?? "";
  const packageName = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module)?.[1];
  return packageName === undefined ? "[name]" : packageName.replace(/[\\/]/g, "-").replace("@", "");
}
