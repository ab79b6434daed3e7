/**
 * Audits a lock file, kills the run half-way and runs it again: `npm run demo`, or `npm run demo -- path/to/package-lock.json`.
 * The run is kept in `.holdfast/demo`, the reports are in `.holdfast/audit`.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { readLockfile } from "./audit/lockfile.ts";
import { readSettings, registryFor } from "./audit/npmrc.ts";

interface Told {
  readonly type: "item" | "step";
  readonly path: string;
  readonly outcome: string;
}

/** What is looked at of the lines of `holdfast run --json`. */
type Line =
  | Told
  | {
      readonly type: "run";
      readonly status: string;
      readonly outputs?: Readonly<Record<string, string>>;
      readonly deadLetters: readonly unknown[];
    };

const repository = resolve(import.meta.dirname, "../..");
const automation = join(import.meta.dirname, "automation.yml");
const folder = join(repository, ".holdfast/demo");
const report = join(repository, ".holdfast/audit");
const lockfile = resolve(process.argv[2] ?? join(repository, "package-lock.json"));
const packageCount = readLockfile(readFileSync(lockfile, "utf8")).packages.length;
const registry = registryFor("", readSettings(repository, process.env)).url;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

console.log(`Asking ${registry} about the ${packageCount} packages of ${shown(lockfile)}.`);
if (!(await reaches(registry))) console.log("The registry does not answer: this goes on as if you were offline.");

const first = await run((lookedUp) => lookedUp >= packageCount / 2);
if (first.signal === "SIGKILL") {
  console.log(`Killed it with SIGKILL after ${seconds(first)}, when ${first.lookedUp} had been asked about.`);
} else {
  refuseOtherThanCompleted(first);
  console.log(`It was done in ${seconds(first)}, before it could be killed.`);
}

console.log("Running the same again.");
const second = await run();
const { outputs = {}, deadLetters } = refuseOtherThanCompleted(second);
console.log(`Completed in ${seconds(second)}.`);
for (const [outcome, ended] of Map.groupBy(second.told, (line) => line.outcome)) {
  console.log(`  ${outcome.padEnd(8)}  ${String(ended.length).padStart(5)}  ${someOf(ended)}`);
}
console.log(
  `Found ${outputs["deprecated"]} deprecated, ${outputs["unlicensed"]} unlicensed and ${outputs["outdated"]} outdated packages, ` +
    `and ${outputs["install-scripts"]} that run a script when they are installed.`,
);
if (deadLetters.length > 0) {
  console.log(
    `${deadLetters.length} could not be looked up. They are kept as dead letters, and the report names them.`,
  );
  console.log(`When the registry answers again: HOLDFAST_DIR=${folder} npx holdfast redrive demo`);
}
console.log(`Report: ${shown(join(report, "report.html"))} and ${shown(join(report, "report.md"))}`);

interface Ended {
  /** The last line, where it came to that. */
  readonly run: Extract<Line, { type: "run" }> | undefined;
  readonly signal: string | null;
  readonly milliseconds: number;
  readonly lookedUp: number;
  /** Steps and look-ups, as they ended. */
  readonly told: readonly Told[];
  readonly errors: string;
}

/** Runs the automation as a process of its own, until it ends or is to be killed. */
async function run(isToBeKilled?: (lookedUp: number) => boolean): Promise<Ended> {
  const started = performance.now();
  const holdfast = spawn(
    process.execPath,
    [
      join(repository, "dist/cli/holdfast.js"),
      "run",
      automation,
      "--json",
      "--key",
      "demo",
      "--input",
      `lockfile=${lockfile}`,
    ],
    {
      cwd: repository,
      // The steps call `node`: the one that runs this, whichever comes first on PATH.
      env: { ...process.env, HOLDFAST_DIR: folder, PATH: dirname(process.execPath) + delimiter + process.env["PATH"] },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let errors = "";
  holdfast.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const closed = new Promise<string | null>((end, fail) =>
    holdfast.on("error", fail).on("close", (_, signal) => end(signal)),
  );
  let lookedUp = 0;
  const told: Told[] = [];
  let last: Ended["run"];
  for await (const text of createInterface({ input: holdfast.stdout })) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed by the very version of holdfast that stands beside this
    const line = JSON.parse(text) as Line;
    if (line.type === "run") last = line;
    if (line.type === "item" || (line.type === "step" && !line.path.includes("/"))) told.push(line);
    if (line.type === "item") showProgress(++lookedUp);
    if (isToBeKilled?.(lookedUp)) {
      holdfast.kill("SIGKILL");
      break; // what comes now may be half a line
    }
  }
  const signal = await closed;
  clearProgress();
  return { run: last, signal, milliseconds: performance.now() - started, lookedUp, told, errors };
}

function refuseOtherThanCompleted({ run: last, errors }: Ended): NonNullable<Ended["run"]> {
  if (last?.status === "completed") return last;
  console.error(errors || "It printed nothing.");
  console.error(last === undefined ? "The run did not come to an end." : `The run is ${last.status}.`);
  process.exit(1);
}

/** On a terminal; a log has no use for it. */
function showProgress(lookedUp: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r  ${lookedUp} of ${packageCount}`);
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
}

/** The first two and the last; a name's slash is encoded in a path. */
function someOf(ended: readonly Told[]): string {
  const names = ended.map(({ path }) => path.split("/").map(decodeURIComponent).join("/"));
  return names.length <= 4 ? names.join(", ") : `${names.slice(0, 2).join(", ")}, … ${names.at(-1)}`;
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

function seconds({ milliseconds }: Ended): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
