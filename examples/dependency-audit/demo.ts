/**
 * Audits a lock file, kills the run half-way and runs it again: `npm run demo`, or `npm run demo -- path/to/package-lock.json`.
 * Everything it writes is in `.holdfast/demo`.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { readLockfile } from "./audit/lockfile.ts";
import { readSettings, registryFor } from "./audit/npmrc.ts";

/** A line of `holdfast run --json`: one for each step that came to an end, and one for the run. */
type Line =
  | { readonly type: "step"; readonly path: string; readonly outcome: string }
  | { readonly type: "run"; readonly status: string; readonly deadLetters: number; readonly outputs: Outputs };
type Outputs = Readonly<Record<string, string>>;

const repository = resolve(import.meta.dirname, "../..");
const automation = join(import.meta.dirname, "automation.yml");
const folder = join(repository, ".holdfast/demo");
const report = join(folder, "report");
const lockfile = resolve(process.argv[2] ?? join(repository, "package-lock.json"));
const packageCount = readLockfile(readFileSync(lockfile, "utf8")).packages.length;
const registry = registryFor("", readSettings(repository, process.env)).url;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

console.log(`Asking ${registry} about the ${packageCount} packages of ${shown(lockfile)}.`);
if (!(await reaches(registry))) console.log("The registry does not answer: this goes on as if you were offline.");

const killed = await run({ killWhen: (lookedUp) => lookedUp >= packageCount / 2 });
console.log(
  killed.end === undefined
    ? `Killed it with SIGKILL after ${seconds(killed)}, with ${killed.lookedUp} packages looked up. Running it again.`
    : `It ended in ${seconds(killed)}, before half of the packages were looked up. Running it again.`,
);

const resumed = await run({});
if (resumed.end?.status !== "completed") {
  console.error(resumed.errors || `The run ended ${resumed.end?.status ?? `with exit code ${resumed.exitCode}`}.`);
  process.exit(1);
}
const { outputs, deadLetters } = resumed.end;
console.log(`Completed in ${seconds(resumed)}: ${resumed.replayed} steps replayed, ${resumed.done} run.`);
console.log(
  `Found ${outputs["deprecated"]} deprecated, ${outputs["unlicensed"]} unlicensed and ${outputs["outdated"]} outdated packages, ` +
    `and ${outputs["install-scripts"]} that run a script when they are installed.`,
);
if (deadLetters > 0) {
  console.log(
    `${deadLetters} packages could not be looked up. They are kept as dead letters, and the report names them.`,
  );
  console.log("When the registry answers again: npx holdfast redrive demo");
}
console.log(`Report: ${shown(join(report, "report.html"))} and ${shown(join(report, "report.md"))}`);

interface Told {
  readonly end: Extract<Line, { type: "run" }> | undefined;
  readonly exitCode: number | null;
  readonly milliseconds: number;
  readonly lookedUp: number;
  readonly replayed: number;
  readonly done: number;
  readonly errors: string;
}

/** Runs the automation as a process of its own, until it ends or is to be killed. */
async function run({ killWhen }: { readonly killWhen?: (lookedUp: number) => boolean }): Promise<Told> {
  const started = performance.now();
  const inputs = ["--input", `lockfile=${lockfile}`, "--input", `report=${report}`];
  const holdfast = spawn(
    process.execPath,
    [join(repository, "dist/cli/holdfast.js"), "run", automation, "--key", "demo", "--json", ...inputs],
    {
      cwd: repository,
      // The steps call `node`: the one that runs this, whichever comes first on PATH.
      env: { ...process.env, HOLDFAST_DIR: folder, PATH: dirname(process.execPath) + delimiter + process.env["PATH"] },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let errors = "";
  holdfast.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const exited = new Promise<number | null>((done, failed) => holdfast.on("error", failed).on("close", done));

  const told = { lookedUp: 0, replayed: 0, done: 0 };
  let end: Told["end"];
  for await (const text of createInterface({ input: holdfast.stdout })) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this very version of holdfast prints
    const line = JSON.parse(text) as Line;
    if (line.type === "run") end = line;
    if (line.type !== "step") continue;
    if (line.outcome === "replayed") told.replayed++;
    if (line.outcome === "done") told.done++;
    if (line.path.startsWith("look-up/")) told.lookedUp++;
    if (killWhen?.(told.lookedUp)) holdfast.kill("SIGKILL");
  }
  return { end, exitCode: await exited, milliseconds: performance.now() - started, ...told, errors };
}

/** Any answer is one. */
async function reaches(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

function seconds({ milliseconds }: Told): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
