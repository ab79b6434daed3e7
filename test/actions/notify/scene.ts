/** Jobs that notify, in this process: what they are told, and what they say. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { schema } from "../../../src/actions/notify/inputs.ts";
import { run } from "../../../src/actions/notify/run.ts";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import type { Emulator } from "../../../src/emulator/server.ts";
import { readContext } from "../../../src/github/context.ts";
import { type RunnerCommands, runnerCommands } from "../../../src/github/runner.ts";
import type { NewEvent } from "../../../src/journal/event.ts";
import { writeHistory } from "../../../src/journal/history.ts";
import type { World } from "../../../src/world.ts";
import { systemClock } from "../../../src/world/clock.ts";
import { systemWorld } from "../../../src/world/system.ts";

export type Given = Readonly<Record<string, string>>;

export interface Said {
  readonly outputs: Readonly<Record<string, string>>;
  /** `warning: …` and the like, in order. */
  readonly lines: readonly string[];
  readonly masked: readonly string[];
  readonly summary: string;
}

export interface JobOptions {
  readonly runId?: number;
  readonly attempt?: number;
  readonly job?: string;
  readonly env?: Given;
}

export interface Workflow {
  /** The folder that holds the workspace and what steps leave. */
  readonly folder: string;
  /** Runs `actions/notify` as a step of a job, each without a token unless there is an emulator. */
  notify(inputs: Given, options?: JobOptions): Promise<Said>;
}

const { setTimeout: realTimeout, clearTimeout: clearRealTimeout } = globalThis;

/** Sleep is short; timeouts stay what they are, also where timers are made hasty for the clients. */
const briskClock: World["clock"] = {
  ...systemClock,
  sleep: (ms, signal) => systemClock.sleep(ms / 1000, signal),
  after(ms, act) {
    const timer = realTimeout(act, ms);
    return () => clearRealTimeout(timer);
  },
};

/** A workflow whose incidents are kept in a folder, or with an emulator in its services. Ends with the test. */
export async function workflowForTest(files: Given = {}, emulator?: Emulator): Promise<Workflow> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-notify-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  for (const [path, content] of Object.entries(files)) await write(`work/${path}`, content);

  return {
    folder,
    async notify(given, { runId = 1, attempt = 1, job = "build", env = {} } = {}) {
      await write("summary", "");
      const world: World = {
        ...systemWorld(),
        clock: briskClock,
        environment: {
          HOLDFAST_DIR: join(folder, "state"),
          GITHUB_REPOSITORY: "octocat/hello-world",
          GITHUB_RUN_ID: String(runId),
          GITHUB_RUN_ATTEMPT: String(attempt),
          ...emulator?.environment({ runId, attempt, job }),
          GITHUB_JOB: job,
          GITHUB_WORKFLOW: "Nightly",
          GITHUB_REF_NAME: "main",
          GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
          GITHUB_WORKSPACE: join(folder, "work"),
          GITHUB_STEP_SUMMARY: join(folder, "summary"),
          RUNNER_TEMP: join(folder, "temp"),
          ...env,
        },
      };
      const token: Given = emulator ? { token: "ghs_emulator" } : {};
      const inputs = parseInputs(schema, { ...token, ...given });
      const { runner, ...said } = recorder(world);
      await run(world, runner, readContext(world.environment), inputs);
      return { ...said, summary: await readFile(join(folder, "summary"), "utf8") };
    },
  };
}

function recorder(world: World) {
  const outputs: Record<string, string> = {};
  const lines: string[] = [];
  const masked: string[] = [];
  const say = (kind: string) => (text: string) => void lines.push(`${kind}: ${text}`);
  const runner: RunnerCommands = {
    ...runnerCommands(world),
    setOutput: (name, value) => void (outputs[name] = value),
    info: say("info"),
    notice: say("notice"),
    warning: say("warning"),
    error: say("error"),
    setFailed: say("failed"),
    mask: (secret) => void masked.push(secret),
  };
  return { runner, outputs, lines, masked };
}

/** What a step of this job left, as it lies on the job's disk. */
export async function leaveJournal(workflow: Workflow, ...events: readonly NewEvent[]): Promise<void> {
  await mkdir(dirname(journalIn(workflow)), { recursive: true });
  await writeFile(journalIn(workflow), journalOf(...events));
}

/** Where that is. */
export function journalIn({ folder }: Workflow): string {
  return join(folder, "temp/holdfast", "0123456789abcdef".repeat(2), "journal.jsonl");
}

export function journalOf(...events: readonly NewEvent[]): Buffer {
  const opened: NewEvent = { type: "opened", key: "1", writer: { id: "w" } };
  return writeHistory(
    "build",
    [opened, ...events].map((event, at) => ({ ...event, at, attempt: 1 })),
  );
}

/** A step that used up three attempts, with this exit code. */
export function failedStep(step: string, code: number): readonly NewEvent[] {
  const failure = { kind: "exit", message: `exit code ${code}`, code } as const;
  return [
    { type: "started", step, fingerprint: "f", semantics: "at-least-once" },
    { type: "failed", step, failure, attempts: 3, duration: 1 },
  ];
}

export function doneStep(step: string): readonly NewEvent[] {
  return [
    { type: "started", step, fingerprint: "f", semantics: "at-least-once" },
    { type: "done", step, fingerprint: "f", attempts: 1, duration: 1 },
  ];
}
