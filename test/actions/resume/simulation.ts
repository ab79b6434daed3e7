/** GitHub, jobs that suspend and sweeps that may die, in one process: what happens when is for a test to say. */
import { Octokit } from "@octokit/rest";
import { sweep, type Decision } from "../../../src/actions/resume/sweep.ts";
import { jobs, jobsOf, workflowRuns, type JobRow } from "../../../src/emulator/rest/actions/rows.ts";
import { finishJob, recordJob, recordRepository, recordRun, restApp } from "../../../src/emulator/rest/index.ts";
import { memoryState } from "../../../src/emulator/state.ts";
import { signingKey } from "../../../src/emulator/signing-key.ts";
import { signedUrls } from "../../../src/emulator/signed-url.ts";
import { refsIndex } from "../../../src/waiting/refs.ts";
import { keyDigest, type WaitingRun } from "../../../src/waiting/waiting-run.ts";
import type { Clock } from "../../../src/world.ts";
import { systemWorld } from "../../../src/world/system.ts";

export const minute = 60_000;

/** What goes wrong at one request of a sweep: the sweep dies before or after it, or lives and never hears the answer. */
export interface Fault {
  readonly request: number;
  readonly moment: "dies before" | "dies after" | "answer lost" | "refused";
}

/** A lane as GitHub cannot see it: what its job knows. */
interface Lane {
  readonly id: string;
  readonly run: number;
  readonly job: string;
  /** The wait that nobody has gone on from yet. */
  waits: WaitingRun | undefined;
}

function fail(reason: string): never {
  throw new Error(reason);
}

class Died extends Error {}

const repository = { owner: "octocat", name: "hello-world" };
const at = { owner: repository.owner, repo: repository.name };
const silent = { debug() {}, info() {}, warn() {}, error() {} };

export type Simulation = Awaited<ReturnType<typeof simulation>>;

export async function simulation() {
  const state = memoryState();
  let now = Date.UTC(2026, 10, 21);
  const clock: Clock = { ...systemWorld().clock, now: () => now, sleep: async () => undefined };
  const place = { state, clock };
  const home = await recordRepository(place, repository);
  const app = restApp({ ...place, urls: signedUrls(signingKey(state, systemWorld().random), clock) });
  const lanes: Lane[] = [];
  const faults: string[] = [];
  let requests = 0;
  let fault: Fault | undefined;

  const answer = async (url: string, init: RequestInit) => app.fetch(new Request(url, init));
  const client = (fetch: typeof answer) =>
    new Octokit({ auth: "ghs_t", baseUrl: "http://127.0.0.1", log: silent, request: { fetch } });

  /** GitHub as a sweep sees it. */
  const seen = client(async (url, init) => {
    const moment = fault?.request === requests++ ? fault.moment : undefined;
    if (moment === "dies before") throw new Died();
    if (moment === "refused") return Response.json({ message: "unavailable" }, { status: 503 });
    const before = queued();
    const response = await answer(url, init);
    if (init.method === "POST" && response.ok) watch(url, before);
    if (moment === "dies after") throw new Died();
    return moment === "answer lost" ? Response.json({ message: "bad gateway" }, { status: 502 }) : response;
  });
  const own = client(answer);

  const queued = () =>
    jobs(state)
      .all()
      .filter(({ status }) => status === "queued");

  /** What a sweep asks for has to wait, and to be due. */
  function watch(url: string, before: readonly JobRow[]): void {
    if (!url.endsWith("/rerun")) faults.push(`a sweep did ${url}`);
    const known = new Set(before.map(({ id }) => id));
    for (const { run, name } of queued().filter(({ id }) => !known.has(id))) {
      const lane = lanes.find((one) => one.run === run && one.job === name);
      if (lane?.waits === undefined) faults.push(`${name} of ${run} is resumed though it does not wait`);
      else if ((lane.waits.until ?? 0) > now) faults.push(`${name} of ${run} is resumed too early`);
    }
  }

  const laneOf = (job: JobRow) => lanes.find(({ run, job: name }) => run === job.run && name === job.name);

  async function putIn(lane: Lane, job: JobRow, due: number): Promise<void> {
    now += 1000;
    lane.waits = {
      lane: lane.id,
      key: keyDigest("orders"),
      since: now,
      until: now + due,
      waitsFor: new Set(["time"]),
      runId: job.run,
      attempt: job.attempt,
      jobId: job.id,
    };
    const index = refsIndex(own, repository);
    await index.add(lane.waits, {
      automation: "a",
      file: "a.yml",
      key: "orders",
      lane: job.name,
      isShared: false,
      waiting: [],
    });
  }

  async function takeOut(lane: Lane, before: (wait: WaitingRun) => boolean = () => true): Promise<void> {
    const index = refsIndex(own, repository);
    const listed = await index.list(lane.id);
    for (const wait of listed.kind === "listed" ? listed.runs : []) if (before(wait)) await index.remove(wait);
  }

  return {
    faults,
    /** A run whose jobs suspend for so many minutes each, beside one that does not where `hasOther`. */
    async suspend(dues: readonly number[], hasOther: boolean): Promise<void> {
      now += 1000;
      const { id } = recordRun(place, home, { workflowPath: "orders.yml" });
      if (hasOther) await finishJob(place, recordJob(place, id, { name: "other" }).id, { conclusion: "success" });
      const begun = dues.map((_, leg) => recordJob(place, id, { name: `build (${leg})` }));
      for (const [leg, job] of begun.entries()) {
        const lane: Lane = {
          id: lanes.length.toString(16).padStart(32, "0"),
          run: id,
          job: job.name,
          waits: undefined,
        };
        lanes.push(lane);
        await putIn(lane, job, dues[leg]! * minute);
      }
      now += 1000;
      for (const job of begun) await finishJob(place, job.id, { conclusion: "success" });
    },

    /** One sweep; one that dies, dies. */
    async sweep(given?: Fault): Promise<Map<WaitingRun, Decision>> {
      [requests, fault] = [0, given];
      const index = refsIndex(seen, repository);
      const sweeping = {
        octokit: seen,
        repository,
        index,
        signal: new AbortController().signal,
        maxResumed: 3,
        onDenied: fail,
      };
      try {
        const listed = await index.list();
        return listed.kind === "listed" ? await sweep({ clock }, sweeping, listed.runs, new Set()) : new Map();
      } catch (error) {
        if (given === undefined) throw error;
        return new Map();
      }
    },

    /** Runners take what is queued, and every job ends as told: it is done, waits for some minutes again, or dies. */
    async work(ends: readonly ("done" | "dies" | "dies before it tidies up" | number)[]): Promise<void> {
      now += 1000;
      const begun = queued().map(({ id }) =>
        jobs(state).update(id, { status: "in_progress", startedAt: now, runner: "r" }),
      );
      for (const { run } of begun) workflowRuns(state).update(run, { status: "in_progress" });
      for (const [index, job] of begun.entries()) {
        const lane = laneOf(job);
        const end = ends[index % ends.length] ?? "done";
        const wait = lane?.waits;
        if (lane !== undefined) lane.waits = undefined;
        if (lane !== undefined && end === "done") await takeOut(lane);
        if (lane !== undefined && typeof end === "number") {
          await putIn(lane, job, end * minute);
          await takeOut(lane, (one) => one.since === wait?.since);
        }
        await finishJob(place, job.id, {
          conclusion: typeof end === "string" && end !== "done" ? "failure" : "success",
        });
      }
    },

    /** What is queued is cancelled before a runner takes it. */
    async cancelQueued(): Promise<void> {
      for (const { run } of queued()) {
        if (workflowRuns(state).get(run)?.status === "completed") continue;
        await own.rest.actions.cancelWorkflowRun({ ...at, run_id: run });
      }
    },

    /** A person re-runs a job of a run that has ended. */
    async rerun(run: number, leg: number): Promise<void> {
      const ended = workflowRuns(state)
        .all()
        .filter(({ status }) => status === "completed");
      const chosen = ended[run % ended.length];
      const ofRun = chosen === undefined ? [] : jobsOf(state, chosen.id, chosen.attempt);
      const job = ofRun[leg % ofRun.length];
      if (job !== undefined) await own.rest.actions.reRunJobForWorkflowRun({ ...at, job_id: job.id });
    },

    timePasses: (ms: number) => void (now += ms),
    waiting: () => lanes.filter(({ waits }) => waits !== undefined).map(({ run, job }) => `${job} of ${run}`),
    async entries(): Promise<number> {
      const listed = await refsIndex(own, repository).list();
      return listed.kind === "listed" ? listed.runs.length : Number.NaN;
    },
  };
}
