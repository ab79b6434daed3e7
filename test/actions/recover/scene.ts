/** A repository on the emulator whose failed runs are looked after, in this process. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { schema } from "../../../src/actions/recover/inputs.ts";
import { run } from "../../../src/actions/recover/run.ts";
import { finishJob, recordJob, recordRun, repositoryNamed } from "../../../src/emulator/rest/index.ts";
import { workflowRuns } from "../../../src/emulator/rest/actions/rows.ts";
import { artifactService } from "../../../src/github/artifact.ts";
import { readContext } from "../../../src/github/context.ts";
import { runnerCommands, type RunnerCommands } from "../../../src/github/runner.ts";
import type { NewEvent } from "../../../src/journal/event.ts";
import { writeHistory } from "../../../src/journal/history.ts";
import { clientOf } from "../../emulator/rest/github.ts";
import { hasteWrites } from "../../github/haste.ts";
import { emulatorForTest, folderForTest, worldOf } from "../../github/scene.ts";

export const minute = 60_000;

type Given = Readonly<Record<string, string>>;
type RunGiven = Partial<Parameters<typeof recordRun>[2]>;

/** How a job ended; of one without a log GitHub keeps nothing. */
export interface Ended {
  readonly conclusion?: "failure" | "success" | "timed_out" | "cancelled";
  readonly log?: string;
}

/** The log of a step that said this and ended with an exit code. */
export function logOf(said: string, code = 1): string {
  const lines = ["##[group]Run ./sync.sh", "./sync.sh", "##[endgroup]", said];
  return [...lines, `##[error]Process completed with exit code ${code}.`]
    .map((line) => `2026-11-21T19:00:00.1234567Z ${line}\n`)
    .join("");
}

/** What passes, as a job logs it. */
export const passing: Ended = { conclusion: "failure", log: logOf("read ECONNRESET") };
/** What nobody knows of. */
export const lasting: Ended = { conclusion: "failure", log: logOf("assertion failed") };

/** Ends with the test. */
export async function repositoryForTest() {
  hasteWrites();
  const emulator = await emulatorForTest();
  const octokit = clientOf(emulator);
  const home = repositoryNamed(emulator.state, "octocat", "hello-world");
  if (home === undefined) throw new Error("the emulator has no repository");
  // Artifacts and the clients go by the real time, which a test moves on instead of waiting.
  let later = 0;
  const sleeps: number[] = [];
  const real = await worldOf(emulator);
  const clock = {
    ...real.clock,
    now: () => real.clock.now() + later,
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      later += ms;
    },
  };
  const place = { state: emulator.state, clock };

  /** A run whose jobs have ended as told. */
  async function ranAs(jobs: Readonly<Record<string, Ended>>, given: RunGiven = {}): Promise<number> {
    const { id } = recordRun(place, home!, { workflowPath: ".github/workflows/nightly.yml", ...given });
    await finish(id, jobs);
    return id;
  }

  async function finish(id: number, jobs: Readonly<Record<string, Ended>>): Promise<void> {
    const names = Object.entries(jobs);
    const recorded = names.map(([name]) => recordJob(place, id, { name }));
    for (const [index, [, { conclusion = "failure", log }]] of names.entries()) {
      await finishJob(place, recorded[index]!.id, { conclusion, ...(log !== undefined && { log }) });
    }
    if (names.length === 0) workflowRuns(emulator.state).update(id, { status: "completed", conclusion: "failure" });
  }

  /** The jobs that the latest attempt runs again end as told. */
  async function goesOnAs(id: number, jobs: Readonly<Record<string, Ended>>): Promise<void> {
    const { data } = await octokit.rest.actions.listJobsForWorkflowRun({ ...at, run_id: id });
    for (const job of data.jobs.filter(({ status }) => status !== "completed")) {
      const { conclusion = "failure", log } = jobs[job.name] ?? {};
      await finishJob(place, job.id, { conclusion, ...(log !== undefined && { log }) });
    }
  }

  /** A job of the run leaves this as the journal of its lane. */
  async function leaves(
    runId: number,
    lane: string,
    events: readonly NewEvent[],
    name = "holdfast-lane-0123456789abcdef",
  ) {
    const world = await worldOf(emulator, { runId });
    const service = artifactService(world, readContext(world.environment), undefined);
    const opened: NewEvent = { type: "opened", key: String(runId), writer: { id: "w" } };
    const journal = writeHistory(
      lane,
      [opened, ...events].map((event, index) => ({ ...event, at: index, attempt: 1 })),
    );
    const folder = await folderForTest({ "journal.jsonl": journal });
    const uploaded = await service.upload(name, folder);
    if (uploaded.kind !== "uploaded") throw new Error(`the journal was not taken: ${uploaded.kind}`);
  }

  async function recover(given: Given, signal = new AbortController().signal) {
    const temporary = await folderForTest();
    await mkdir(join(temporary, "work"));
    await writeFile(join(temporary, "summary"), "");
    const job = emulator.environment({ runId: 900_000, job: "recover" });
    const environment = {
      ...job,
      GITHUB_STEP_SUMMARY: join(temporary, "summary"),
      GITHUB_WORKSPACE: join(temporary, "work"),
      RUNNER_TEMP: temporary,
    };
    const world = { ...real, clock, environment };
    const outputs: Record<string, string> = {};
    const lines: string[] = [];
    const say = (kind: string) => (text: string) => void lines.push(`${kind}: ${text}`);
    const runner: RunnerCommands = {
      ...runnerCommands(world),
      setOutput: (name, value) => void (outputs[name] = value),
      info: say("info"),
      notice: say("notice"),
      warning: say("warning"),
      error: say("error"),
      setFailed: say("failed"),
      mask: () => undefined,
    };
    const inputs = parseInputs(schema, { token: "ghs_emulator", ...given });
    await run(world, runner, readContext(environment), inputs, signal);
    return { decisions: JSON.parse(outputs["decisions"] ?? "") as Readonly<Record<string, string>>, lines };
  }

  const at = { owner: "octocat", repo: "hello-world" };
  const issues = async () => (await octokit.rest.issues.listForRepo({ ...at, state: "all" })).data;
  return {
    emulator,
    octokit,
    at,
    sleeps,
    ranAs,
    goesOnAs,
    /** All its jobs are to run again, in a further attempt. */
    resumed: (id: number) => octokit.rest.actions.reRunWorkflow({ ...at, run_id: id }),
    leaves,
    recover,
    passTime: (ms: number) => void (later += ms),
    attemptOf: async (id: number) =>
      (await octokit.rest.actions.getWorkflowRun({ ...at, run_id: id })).data.run_attempt,
    issues,
    /** Of the newest issue, as people read it. */
    body: async () => {
      const [issue] = await issues();
      return (issue?.body ?? "").replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    },
  };
}
