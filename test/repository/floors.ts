/** The floors of the house, and which files may touch the outside. */
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { readSyntax, type GlobalReference, type Import } from "./syntax.ts";

/** Low to high: a floor imports its own files and lower floors. `index` is what the package offers of `durable`. */
const floors = [
  "world",
  "policy",
  "journal",
  "store",
  "github",
  "command",
  "durable",
  "index",
  "coordination",
  "report",
  "approval",
  "notify",
  "automation",
  "recovery",
  "waiting",
  "signal",
  "watchdog",
  "workflows",
  "actions",
  "cli",
] as const;

/** Stands beside the floors: a local GitHub knows nothing of Holdfast, and only the command line starts one. */
const emulator = "emulator";

/** Libraries that reach outside on their own, and the one floor that adapts each to ours. */
const adaptedBy: Readonly<Record<string, string>> = {
  "@actions/artifact": "github",
  "@actions/cache": "github",
  "@actions/core": "github",
  "@actions/github": "github",
  "@actions/http-client": "github",
  "@octokit/plugin-retry": "github",
  "@octokit/plugin-throttling": "github",
  "@octokit/rest": "github",
  "@hono/node-server": "emulator",
  hono: "emulator",
  commander: "cli",
  tar: "store",
};

/** Node's modules that compute and touch nothing. `node:crypto` is judged by the names taken from it. */
const pureModules = new Set([
  "assert",
  "async_hooks",
  "buffer",
  "events",
  "path",
  "path/posix",
  "path/win32",
  "querystring",
  "stream",
  "stream/promises",
  "stream/web",
  "string_decoder",
  "url",
  "util",
  "zlib",
]);

const pureCrypto = new Set(["createHash", "createHmac", "hash", "timingSafeEqual"]);

const doorOfModule: Readonly<Record<string, string>> = {
  fs: "the disk",
  sqlite: "the disk",
  child_process: "processes",
  cluster: "processes",
  worker_threads: "processes",
  process: "the process and its environment",
  os: "the process and its environment",
  timers: "the clock",
  perf_hooks: "the clock",
  crypto: "randomness",
  dgram: "the network",
  dns: "the network",
  http: "the network",
  http2: "the network",
  https: "the network",
  net: "the network",
  tls: "the network",
};

const doorOfGlobal: Readonly<Record<string, string>> = {
  performance: "the clock",
  setImmediate: "the clock",
  setInterval: "the clock",
  setTimeout: "the clock",
  Temporal: "the clock",
  crypto: "randomness",
  process: "the process and its environment",
  navigator: "the process and its environment",
  console: "the process's output",
  fetch: "the network",
  EventSource: "the network",
  WebSocket: "the network",
  XMLHttpRequest: "the network",
  require: "a module no reader of imports can see",
  eval: "code no reader of imports can see",
  Function: "code no reader of imports can see",
  globalThis: "a global no reader can see",
  global: "a global no reader can see",
};

/** A file's fault: what it touches or imports though it may not. */
export interface Fault {
  readonly path: string;
  readonly line: number;
  /** `node:fs`, `Date.now`, `../durable/step.ts`. */
  readonly what: string;
  readonly why: string;
}

/** Every fault of one source file. `path` is relative to the repository, with forward slashes. */
export function faultsOf(path: string, text: string): Fault[] {
  const { imports, globals } = readSyntax(path, text);
  const faults = imports.map((found) => ({ what: found.specifier, line: found.line, why: judgeImport(path, found) }));
  const touches = globals.map((found) => ({ what: nameOf(found), line: found.line, why: judgeGlobal(path, found) }));
  return [...faults, ...touches].flatMap(({ why, ...fault }) => (why === undefined ? [] : [{ path, why, ...fault }]));
}

/** The real world, and what joins it to the code that takes one: the entries of actions and the command line. */
function touchesOutside(path: string): boolean {
  return /^src\/(world\/|cli\/|actions\/[^/]+\/(main|post)\.ts$)/.test(path);
}

/** The floor a source file is on, or undefined where it is on none. */
export function floorOf(path: string): string | undefined {
  const folder = /^src\/(world|index)\.ts$/.exec(path)?.[1] ?? /^src\/([^/]+)\//.exec(path)?.[1];
  return folder === emulator || floors.some((floor) => floor === folder) ? folder : undefined;
}

function judgeImport(path: string, found: Import): string | undefined {
  if (found.specifier === "*") return touchesOutside(path) ? undefined : "imports a module known only when it runs";
  if (found.specifier.startsWith(".")) return judgeFloor(path, posix.join(posix.dirname(path), found.specifier));
  if (isBuiltin(found.specifier)) return judgeBuiltin(path, found);
  return judgeLibrary(path, found);
}

function judgeFloor(path: string, target: string): string | undefined {
  const from = floorOf(path);
  const to = floorOf(target);
  if (from === undefined) return `${path} is on no floor`;
  if (to === undefined) return `${target} is on no floor`;
  if (from === to) return undefined;
  if (from === emulator) return to === "world" ? undefined : "the emulator knows nothing but world";
  if (to === emulator) return from === "cli" ? undefined : "only the command line starts the emulator";
  if (from === "cli" && to === "actions") return "actions and cli stand side by side";
  return levelOf(to) < levelOf(from) ? undefined : `${from} is below ${to}`;
}

function levelOf(floor: string): number {
  return floors.findIndex((name) => name === floor);
}

function judgeBuiltin(path: string, found: Import): string | undefined {
  if (found.typeOnly || touchesOutside(path)) return undefined;
  const module = found.specifier.replace(/^node:/, "");
  if (pureModules.has(module)) return undefined;
  if (module === "crypto" && found.names.every((name) => pureCrypto.has(name))) return undefined;
  return `touches ${doorOfModule[module.split("/")[0] ?? module] ?? "something no floor needs"}`;
}

function judgeLibrary(path: string, found: Import): string | undefined {
  const library = found.specifier.split("/", found.specifier.startsWith("@") ? 2 : 1).join("/");
  const adapter = adaptedBy[library];
  if (adapter === undefined || found.typeOnly || floorOf(path) === adapter) return undefined;
  return `reaches outside on its own and is adapted by ${adapter} alone`;
}

function judgeGlobal(path: string, { name, use }: GlobalReference): string | undefined {
  if (touchesOutside(path)) return undefined;
  switch (name) {
    case "Date": {
      const isPure =
        (use.kind === "member" && ["parse", "UTC", "prototype"].includes(use.member)) ||
        (use.kind === "construct" && use.arguments > 0) ||
        use.kind === "instance-test";
      return isPure ? undefined : "touches the clock";
    }
    case "Math":
      return use.kind === "member" && use.member !== "random" ? undefined : "touches randomness";
    case "AbortSignal":
      return use.kind === "member" && use.member === "timeout" ? "touches the clock" : undefined;
    default: {
      const door = Object.hasOwn(doorOfGlobal, name) ? doorOfGlobal[name] : undefined;
      if (door === undefined || use.kind === "instance-test") return undefined;
      return `touches ${door}`;
    }
  }
}

function nameOf({ name, use }: GlobalReference): string {
  return use.kind === "member" ? `${name}.${use.member}` : name;
}
