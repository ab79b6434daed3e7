/** A job of our actions as the runner plays it: real processes, a machine of its own, inputs by `action.yml`. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { inject, type TestContext } from "vitest";
import { parse } from "yaml";
import type { Job as JobToken } from "../../src/emulator/run-environment.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import { machineAt, type Ended, type Machine, type Running, type Variables } from "./machine.ts";

export type { Ended } from "./machine.ts";

/** What belongs to a test ends with it; the context is passed because tests of one file run at once. */
export type Test = Pick<TestContext, "onTestFinished">;

export type Inputs = Readonly<Record<string, string>>;

export interface JobOptions extends Partial<JobToken> {
  /** Whose services the job has; without one it keeps what it does in `HOLDFAST_DIR`, a folder of the test's. */
  readonly emulator?: Emulator | undefined;
  readonly matrix?: unknown;
  /** What GitHub's REST API calls the job. */
  readonly jobId?: number;
  /** `github.token`; the emulator's unless given, and empty for none. */
  readonly token?: string;
  /** `env:` of the job. */
  readonly env?: Variables;
}

export interface StepOptions {
  /** `env:` of the step. */
  readonly env?: Variables;
  readonly uses?: ActionName;
}

export type ActionName = keyof typeof actions;

const repositoryRoot = join(import.meta.dirname, "../..");

const actions = {
  step: { manifest: "action.yml", main: "step/main.js", post: "step/post.js" },
  run: { manifest: "actions/run/action.yml", main: "run/main.js", post: "run/post.js" },
  notify: { manifest: "actions/notify/action.yml", main: "notify/main.js", post: undefined },
  signal: { manifest: "actions/signal/action.yml", main: "signal/main.js", post: undefined },
  checkpoint: { manifest: "actions/checkpoint/action.yml", main: "checkpoint/main.js", post: "checkpoint/post.js" },
  "checkpoint-save": {
    manifest: "actions/checkpoint/save/action.yml",
    main: "checkpoint-save/main.js",
    post: undefined,
  },
} as const;

export interface Job {
  readonly machine: Machine;
  readonly matrix: unknown;
  readonly attempt: number;
  /** As `job.status` gives it. */
  readonly status: "success" | "failure" | "cancelled";
  /** Runs a step to its end. A step that fails makes the job fail; the following ones run as under `if: always()`. */
  step(id: string | undefined, inputs: Inputs, options?: StepOptions): Promise<Ended>;
  /** Starts a step in the background; what it exports counts from its end on. */
  start(id: string | undefined, inputs: Inputs, options?: StepOptions): Promise<Running>;
  /** Runs the posts of the steps that were started, last first, and gives what each wrote. */
  end(): Promise<Ended[]>;
  /** The next attempt, on a fresh machine in the place of this one, as hosted runners are; or on one beside it. */
  rerun(options?: Partial<JobOptions> & { beside?: boolean }): Job;
}

/** A job of run 1, named `build`, on a machine that ends with the test. */
export function openJob(test: Test, options: JobOptions = {}): Job {
  const kept = { HOLDFAST_DIR: options.emulator ? undefined : folderForTest(test) };
  return jobOn(test, folderForTest(test), options, kept);
}

/** A folder that ends with the test. */
export function folderForTest({ onTestFinished }: Test): string {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-job-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

function jobOn(test: Test, root: string, options: JobOptions, kept: Variables): Job {
  const machine = machineAt(join(root, "machine"));
  const { emulator, matrix = null, env = {}, attempt = 1 } = options;
  const name = options.job ?? "build";
  const posts: { action: ActionName; inputs: Inputs; variables: Variables; running: Running }[] = [];
  const exported: Record<string, string> = {};
  let path = process.env["PATH"] ?? "";
  let status: Job["status"] = "success";
  let unnamed = 0;

  const given: Variables = emulator?.environment({ runId: 1, ...options, attempt, job: name }) ?? {
    GITHUB_REPOSITORY: "octocat/hello-world",
    GITHUB_RUN_ID: String(options.runId ?? 1),
    GITHUB_RUN_ATTEMPT: String(attempt),
  };
  const { GITHUB_TOKEN: ownToken = "", ...ofRunner } = given;
  const token = options.token ?? ownToken;

  /** The inputs with the defaults of `action.yml`, whose expressions the runner evaluates anew for each process. */
  function variablesOf(action: ActionName, inputs: Inputs): Variables {
    const values: Inputs = {
      ...defaultsOf(action, {
        "github.token": token,
        "toJSON(matrix)": JSON.stringify(matrix, null, 2),
        "job.status": status,
        "job.check_run_id": options.jobId === undefined ? "" : String(options.jobId),
      }),
      ...inputs,
    };
    return Object.fromEntries(Object.entries(values).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]));
  }

  async function launch(
    action: ActionName,
    part: "main" | "post",
    inputs: Inputs,
    variables: Variables,
  ): Promise<Running> {
    const file = actions[action][part];
    if (file === undefined) throw new Error(`${action} has no ${part}`);
    const running = machine.start(join(inject("bundle"), "actions", file), {
      GITHUB_JOB: name,
      ...kept,
      ...ofRunner,
      ...env,
      ...exported,
      PATH: path,
      ...variables,
      ...variablesOf(action, inputs),
    });
    const ended = running.ended.then((result) => {
      Object.assign(exported, Object.fromEntries(result.exported));
      path = [...result.path.toReversed(), path].join(delimiter);
      if (result.code !== 0 && part === "main" && status === "success") status = "failure";
      return result;
    });
    return { ...running, ended };
  }

  async function start(id: string | undefined, inputs: Inputs, { uses = "step", env: own = {} }: StepOptions = {}) {
    const variables = { ...own, GITHUB_ACTION: id ?? `__holdfast_holdfast${unnamed++ === 0 ? "" : `_${unnamed}`}` };
    const running = await launch(uses, "main", inputs, variables);
    if (actions[uses].post !== undefined) posts.push({ action: uses, inputs, variables, running });
    return running;
  }

  return {
    machine,
    matrix,
    attempt,
    get status() {
      return status;
    },
    start,
    step: async (...step) => (await start(...step)).ended,
    async end() {
      const ended: Ended[] = [];
      for (let post = posts.pop(); post !== undefined; post = posts.pop()) {
        const { state } = await post.running.ended;
        const states = Object.fromEntries([...state].map(([key, value]) => [`STATE_${key}`, value]));
        ended.push(await (await launch(post.action, "post", post.inputs, { ...post.variables, ...states })).ended);
      }
      return ended;
    },
    rerun: ({ beside = false, ...changed } = {}) =>
      jobOn(test, beside ? folderForTest(test) : root, { ...options, attempt: attempt + 1, ...changed }, kept),
  };
}

function defaultsOf(action: ActionName, expressions: Record<string, string>): Inputs {
  const { inputs } = parse(readFileSync(join(repositoryRoot, actions[action].manifest), "utf8")) as {
    inputs: Record<string, { default?: string }>;
  };
  const evaluate = (text: string) =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (whole, expression: string) => expressions[expression] ?? `what is ${whole}?`);
  return Object.fromEntries(Object.entries(inputs).map(([name, { default: value = "" }]) => [name, evaluate(value)]));
}
