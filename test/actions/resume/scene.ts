/** A repository on the emulator whose runs suspend, and the action that has them go on, in this process. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { schema } from "../../../src/actions/resume/inputs.ts";
import { run } from "../../../src/actions/resume/run.ts";
import { jobs, jobsOf, workflowRuns } from "../../../src/emulator/rest/actions/rows.ts";
import { finishJob, recordJob, recordRun, recordWorkflow, repositoryNamed } from "../../../src/emulator/rest/index.ts";
import { createRef, refsOf } from "../../../src/emulator/rest/git/refs.ts";
import { cacheService } from "../../../src/github/cache.ts";
import { readContext } from "../../../src/github/context.ts";
import { runnerCommands, type RunnerCommands } from "../../../src/github/runner.ts";
import { openIndex, type IndexOptions } from "../../../src/waiting/open-index.ts";
import type { WaitingNote } from "../../../src/waiting/waiting-note.ts";
import { keyDigest, waitingName, type WaitingRun } from "../../../src/waiting/waiting-run.ts";
import type { Clock } from "../../../src/world.ts";
import { clientOf } from "../../emulator/rest/github.ts";
import { clockForTest } from "../../emulator/clock.ts";
import { hasteWrites } from "../../github/haste.ts";
import { emulatorForTest, folderForTest, worldOf } from "../../github/scene.ts";
import { saveTo } from "../../waiting/scene.ts";

const second = 1000;
export const minute = 60_000;
export const day = 86_400_000;

export const at = { owner: "octocat", repo: "hello-world" };
const workflowPath = ".github/workflows/orders.yml";

type Given = Readonly<Record<string, string>>;

/** What a job says of its run when it suspends. */
export interface Suspension extends Partial<Pick<WaitingRun, "lane" | "until" | "waitsFor" | "jobId">> {
  /** Milliseconds from now; an hour unless told, and null for none. */
  readonly due?: number | null;
  readonly note?: Partial<WaitingNote>;
}

/** Milliseconds rounded up to whole seconds. */
function whole(ms: number): number {
  return Math.ceil(ms / second) * second;
}

/** Ends with the test. */
export async function repositoryForTest(index: Pick<Partial<IndexOptions>, "kind"> = { kind: "refs" }) {
  hasteWrites();
  const dates = clockForTest();
  const emulator = await emulatorForTest();
  const octokit = clientOf(emulator);
  const { state } = emulator;
  const home = repositoryNamed(state, at.owner, at.repo);
  if (home === undefined) throw new Error("the emulator has no repository");
  const real = await worldOf(emulator);
  const clock: Clock = dates;
  const place = { state, clock };
  const world = { ...real, clock, output: { ...real.output, write: () => undefined } };
  const options = { octokit, repository: { owner: at.owner, name: at.repo }, cache: cacheService(world) };
  const waits = openIndex(world, { kind: "refs", ...index, ...options, scratch: await folderForTest() });
  let lanes = 0;
  recordWorkflow(place, home, { path: workflowPath, on: ["workflow_dispatch"] });

  /** A run whose jobs of these names are at work. */
  function starts(names: readonly string[] = ["build"], given: Partial<Parameters<typeof recordRun>[2]> = {}) {
    const { id } = recordRun(place, home!, { workflowPath, ...given });
    return { id, jobs: names.map((name) => recordJob(place, id, { name }).id) };
  }

  async function ends(job: number): Promise<void> {
    await finishJob(place, job, { conclusion: "success" });
  }

  /** A job puts its run in before it ends. */
  async function putsIn(runId: number, jobId: number, suspension: Suspension = {}): Promise<WaitingRun> {
    const now = clock.now();
    const { due = 60 * minute, note, ...given } = suspension;
    const waiting: WaitingRun = {
      lane: (++lanes).toString(16).padStart(32, "0"),
      key: keyDigest("orders"),
      since: whole(now),
      until: due === null ? undefined : whole(now + due),
      waitsFor: new Set(["time"]),
      runId,
      attempt: workflowRuns(state).get(runId)?.attempt ?? 1,
      jobId,
      ...given,
    };
    const told: WaitingNote = {
      automation: "orders",
      file: "automations/orders.yml",
      key: "orders",
      lane: "build/orders",
      isShared: true,
      waiting: ["pause"],
      workflow: workflowPath,
      ref: "refs/heads/main",
    };
    const added = await waits.add(waiting, { ...told, ...note });
    if (added.kind !== "added") throw new Error(added.reason);
    return waiting;
  }

  /** Some job saves to the cache of a ref that a run waits for an hour. */
  function saves(ref: string, { due = 60 * minute, ...given }: Partial<WaitingRun> & { readonly due?: number }): void {
    const since = whole(clock.now());
    const told = { lane: "f".repeat(32), key: keyDigest("orders"), waitsFor: new Set(["time"] as const), runId: 1 };
    saveTo(emulator, ref, { ...told, since, until: since + due, attempt: 1, jobId: undefined, ...given });
  }

  /** A run whose only job suspends for an hour. */
  async function suspends(suspension?: Suspension, given?: Parameters<typeof starts>[1]): Promise<WaitingRun> {
    const {
      id,
      jobs: [job],
    } = starts(["build"], given);
    const waiting = await putsIn(id, job!, suspension);
    await ends(job!);
    return waiting;
  }

  /** Runs that suspend as this one did, their notes the same: by REST each takes a second of a test. */
  async function suspendLike({ lane, ...waiting }: WaitingRun, count: number): Promise<void> {
    const ref = refsOf(state, home!).find(({ name }) => name.endsWith(waitingName({ lane, ...waiting })));
    for (let made = 0; made < count; made++) {
      const {
        id,
        jobs: [job],
      } = starts();
      await ends(job!);
      const other = { ...waiting, lane: (++lanes).toString(16).padStart(32, "0"), runId: id, jobId: job };
      createRef(state, home!, `refs/holdfast/waiting/${waitingName(other)}`, ref!.sha);
    }
  }

  /** What the run was asked to do again is taken by a runner. */
  function isTaken(runId: number): number[] {
    // GitHub tells when a job started to the second.
    dates.advance(second);
    const queued = jobsOf(state, runId).filter(({ status }) => status === "queued");
    for (const { id } of queued) {
      jobs(state).update(id, { status: "in_progress", startedAt: clock.now(), runner: "emulator" });
    }
    if (queued.length > 0) workflowRuns(state).update(runId, { status: "in_progress" });
    return queued.map(({ id }) => id);
  }

  async function resume(given: Given = {}) {
    const temporary = await folderForTest();
    await mkdir(join(temporary, "work"));
    await writeFile(join(temporary, "summary"), "");
    const environment = {
      ...emulator.environment({ runId: 900_000, job: "resume" }),
      GITHUB_STEP_SUMMARY: join(temporary, "summary"),
      GITHUB_WORKSPACE: join(temporary, "work"),
      RUNNER_TEMP: temporary,
    };
    const outputs: Record<string, string> = {};
    const lines: string[] = [];
    const say = (kind: string) => (text: string) => void lines.push(`${kind}: ${text}`);
    const runner: RunnerCommands = {
      ...runnerCommands({ ...world, environment }),
      setOutput: (name, value) => void (outputs[name] = value),
      info: say("info"),
      notice: say("notice"),
      warning: say("warning"),
      error: say("error"),
      setFailed: say("failed"),
      mask: () => undefined,
    };
    emulator.requests.clear();
    const inputs = parseInputs(schema, { token: "ghs_emulator", "waiting-index": index.kind ?? "refs", ...given });
    await run({ ...world, environment }, runner, readContext(environment), inputs, new AbortController().signal);
    const summary = await readFile(join(temporary, "summary"), "utf8");
    return {
      decisions: JSON.parse(outputs["decisions"] ?? "") as Readonly<Record<string, string>>,
      outputs,
      lines,
      log: lines.join("\n"),
      failed: lines.filter((line) => line.startsWith("failed: ")),
      raw: summary,
      /** As people read it. */
      summary: summary.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
      requests: emulator.requests.all().length,
    };
  }

  return {
    emulator,
    octokit,
    home,
    place,
    dates,
    starts,
    ends,
    putsIn,
    saves,
    suspends,
    suspendLike,
    isTaken,
    resume,
    passTime: (ms: number) => dates.advance(ms),
    attemptOf: (id: number) => workflowRuns(state).get(id)?.attempt,
    /** The newest of a run, by their names. */
    jobsOf: (id: number) => jobsOf(state, id, workflowRuns(state).get(id)?.attempt),
    runs: () => workflowRuns(state).all(),
    /** The lanes that wait, as the index has them. */
    waiting: async () => {
      const listed = await waits.list();
      if (listed.kind !== "listed") throw new Error(listed.reason);
      return listed.runs.map(({ lane }) => lane).sort();
    },
  };
}
