/**
 * Real processes, killed at any moment: a job of three steps against the local GitHub, re-run after each kill until it
 * comes to its end, held against what its scripts wrote down outside.
 *
 * `HOLDFAST_KILLS` says how often, `HOLDFAST_SEED` repeats a run's choices (not what the machine makes of them).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emulatorForTest } from "../actions/emulator.ts";
import { folderForTest, openJob, type Ended, type Inputs, type Job } from "../actions/job.ts";
import type { Running } from "../actions/machine.ts";

const kills = Number(process.env["HOLDFAST_KILLS"] ?? 200);
const seed = Number(process.env["HOLDFAST_SEED"] ?? 20_261_121);
/** Jobs at once. */
const width = 3;
/** A job is killed this often at most, then left alone. */
const mostKills = 5;

/** The effect is one line, written at once; around it is time to be killed in. */
const effect = 'sleep 0.01; echo "$HOLDFAST_STEP $HOLDFAST_IDEMPOTENCY_KEY" >> "$EFFECTS"; echo an effect; sleep 0.01';
const steps: Readonly<Record<string, Inputs>> = {
  fetch: { run: `${effect}; echo "orders=42" >> "$GITHUB_OUTPUT"; echo "ORDERS=42" >> "$GITHUB_ENV"` },
  charge: { run: `${effect}; echo "receipt=$ORDERS" >> "$GITHUB_OUTPUT"`, semantics: "at-most-once" },
  publish: { run: `${effect}; mkdir -p out; echo "page of $ORDERS" > out/page.html`, paths: "out" },
};
const names = Object.keys(steps);

/** Draws in [0, 1), the same for the same seed. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function draws(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is known of a job from outside: its steps' effects, and what each was told. */
interface Ledger {
  readonly file: string;
  /** Steps whose process ended well and said that they are in the store, with their effects by then. */
  readonly recorded: Map<string, number>;
  /** How often a process of the step was killed. */
  readonly killed: Map<string, number>;
  /** Killed after their effect in a job whose post step ran: they are replayed, or reported as interrupted. */
  readonly owed: Set<string>;
  readonly violations: string[];
}

function effectsOf({ file }: Ledger, step: string): string[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.startsWith(`${step} `));
}

/** Holds a step that came to its end against what is known. */
function hold(ledger: Ledger, step: string, ended: Ended, before: number): void {
  const { recorded, violations } = ledger;
  const outcome = ended.outputs["outcome"] ?? "none";
  const effects = effectsOf(ledger, step).length;
  const isReported = outcome === "interrupted" || ended.log.includes("Interrupted before");
  if (ledger.owed.delete(step) && outcome !== "replayed" && !isReported) {
    violations.push(`${step} was killed after its effect, and nobody was told: ${outcome}, ${ended.log}`);
  }
  const isOnce = steps[step]?.["semantics"] === "at-most-once";
  const known = recorded.get(step);
  if (known !== undefined && (outcome !== "replayed" || effects !== known)) {
    violations.push(`${step} was recorded, and then ${outcome} with ${effects - known} effects more`);
  }
  if (outcome === "replayed" && effects === 0) violations.push(`${step} was replayed and never was`);
  if (outcome === "done" && effects !== before + 1)
    violations.push(`${step} had ${effects - before} effects in one run`);
  if (isOnce && effects > 1) violations.push(`${step} had its effect ${effects} times`);
  const allowed = isOnce ? ["done", "replayed", "interrupted"] : ["done", "replayed"];
  if (!allowed.includes(outcome)) violations.push(`${step} ended as ${outcome}: ${ended.log}`);
  if (outcome !== "interrupted" && ended.outputs["checkpointed"] === "true") recorded.set(step, effects);
  if (step === "fetch" && ended.outputs["orders"] !== "42") violations.push("fetch lost its output");
  if (step === "charge" && outcome !== "interrupted" && ended.outputs["receipt"] !== "42") {
    violations.push("charge lost its output, or the variable it had from fetch");
  }
}

interface Plan {
  readonly step: string;
  /** Half of the kills fall where they matter most: between an effect and its record. */
  readonly from: "start" | "effect";
  /** Milliseconds. */
  readonly after: number;
  /** The runner goes with it, so that no post step runs. */
  readonly isMachineLost: boolean;
}

async function startTimer(running: Running, { from, after }: Plan): Promise<NodeJS.Timeout | undefined> {
  if (from === "effect") {
    const hadEffect = running.logged("an effect").then(
      () => true,
      () => false,
    );
    if (!(await hadEffect)) return undefined;
  }
  return setTimeout(() => void running.lose(), after);
}

/** Runs one attempt; true where it came to its end. */
async function attempt(job: Job, ledger: Ledger, plan: Plan | undefined): Promise<boolean> {
  for (const step of names) {
    const before = effectsOf(ledger, step).length;
    const running = await job.start(step, steps[step] ?? {});
    if (plan?.step !== step) {
      hold(ledger, step, await running.ended, before);
      continue;
    }
    const timer = startTimer(running, plan);
    const ended = await running.ended;
    clearTimeout(await timer);
    if (ended.code !== undefined) {
      hold(ledger, step, ended, before);
      continue;
    }
    await running.lose();
    ledger.killed.set(step, (ledger.killed.get(step) ?? 0) + 1);
    const hadEffect = effectsOf(ledger, step).length > before;
    if (plan.isMachineLost) return false;
    await job.end();
    if (hadEffect) ledger.owed.add(step);
    return false;
  }
  await job.end();
  return true;
}

it("keeps every promise of a job whose processes are killed at any moment", async (test) => {
  const emulator = await emulatorForTest(test);
  const violations: string[] = [];
  const counts = { kills: 0, jobs: 0, attempts: 0 };

  async function runJob(number: number): Promise<void> {
    const draw = draws(seed + number);
    const file = join(folderForTest(test), "effects.txt");
    writeFileSync(file, "");
    const ledger: Ledger = { file, recorded: new Map(), killed: new Map(), owed: new Set(), violations: [] };
    let job = openJob(test, { emulator, runId: number, env: { EFFECTS: file } });
    counts.jobs += 1;
    for (let isDone = false, tries = 0; !isDone; tries++) {
      const step = names[Math.floor(draw() * names.length)] ?? "fetch";
      const from = draw() < 0.5 ? "start" : "effect";
      const plan: Plan = { step, from, after: draw() * (from === "start" ? 260 : 80), isMachineLost: draw() < 0.5 };
      isDone = await attempt(job, ledger, tries < mostKills ? plan : undefined);
      counts.attempts += 1;
      if (!isDone) job = job.rerun();
    }
    const killed = [...ledger.killed.values()].reduce((sum, times) => sum + times, 0);
    counts.kills += killed;
    for (const step of names) {
      const lines = effectsOf(ledger, step);
      if (new Set(lines).size > 1) ledger.violations.push(`${step} had more than one idempotency key`);
      if (lines.length > 1 + (ledger.killed.get(step) ?? 0))
        ledger.violations.push(`${step} repeated its effect unkilled`);
    }
    const page = job.machine.has("out/page.html") ? job.machine.read("out/page.html") : "none";
    if (page !== "page of 42\n") ledger.violations.push(`the page is ${page}`);
    violations.push(...ledger.violations.map((violation) => `job ${number}: ${violation}`));
  }

  let next = 1;
  const worker = async () => {
    while (counts.kills < kills) await runJob(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
  console.log(
    `kills ${counts.kills}, violations ${violations.length}, in ${counts.attempts} attempts of ${counts.jobs} jobs (seed ${seed})`,
  );
  expect(violations).toEqual([]);
});
