/** A repository whose workflows a watchdog looks at, in this process. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseInputs } from "../../../src/actions/inputs/parse.ts";
import { schema } from "../../../src/actions/watchdog/inputs.ts";
import { run } from "../../../src/actions/watchdog/run.ts";
import { recordRun, recordWorkflow, repositoryNamed } from "../../../src/emulator/rest/index.ts";
import { workflows, workflowWith } from "../../../src/emulator/rest/actions/rows.ts";
import { readContext } from "../../../src/github/context.ts";
import type { RunnerCommands } from "../../../src/github/runner.ts";
import { clientOf } from "../../emulator/rest/github.ts";
import { hasteWrites } from "../../github/haste.ts";
import { emulatorForTest, folderForTest, worldOf } from "../../github/scene.ts";
import { commitFile } from "../../watchdog/commit-file.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** Noon of today, in UTC. */
export const now = Math.floor(Date.now() / day) * day + 12 * hour;

/** Ends with the test. */
export async function watchedRepository() {
  hasteWrites();
  const emulator = await emulatorForTest();
  const workspace = await folderForTest();
  const real = await worldOf(emulator);
  const clock = { ...real.clock, now: () => now };
  const world = { ...real, clock, environment: { ...real.environment, GITHUB_WORKSPACE: workspace } };
  const place = { state: emulator.state, clock };
  const home = repositoryNamed(emulator.state, "octocat", "hello-world");
  if (home === undefined) throw new Error("the emulator has no repository");

  async function workflow(name: string, cron = "0 3 * * *", state: "active" | "disabled_inactivity" = "active") {
    const path = `.github/workflows/${name}`;
    const longAgo = now - 400 * day;
    recordWorkflow(place, home!, { path, createdAt: longAgo, updatedAt: longAgo, state });
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), `on: { schedule: [{ cron: '${cron}' }] }`);
    return path;
  }

  function nights(workflowPath: string, from: number): void {
    for (let night = from; night < from + 3; night++) succeed(workflowPath, 9 * hour + night * day);
  }

  function succeed(workflowPath: string, ago: number, event = "schedule"): void {
    const createdAt = now - ago;
    const times = { createdAt, startedAt: createdAt, updatedAt: createdAt + 10 * minute };
    recordRun(place, home!, { workflowPath, event, status: "completed", conclusion: "success", ...times });
  }

  /** Looks once, as run `runId`, so many milliseconds from {@link now}. */
  async function watch(given: Readonly<Record<string, string>> = {}, { runId = 1, later = 0 } = {}) {
    const said = { outputs: new Map<string, string>(), lines: [] as string[], summary: "" };
    const say = (level: string) => (message: string, annotation?: { title?: string }) =>
      void said.lines.push(`${level} ${annotation?.title ?? ""}: ${message}`);
    const runner: RunnerCommands = {
      setOutput: (name, value) => void said.outputs.set(name, value),
      appendSummary: async (markdown) => void (said.summary += markdown),
      notice: say("notice"),
      warning: say("warning"),
      error: say("error"),
      info: say("info"),
      setFailed: say("failed"),
      mask: () => undefined,
      exportVariable: () => undefined,
      addPath: () => undefined,
      saveState: () => undefined,
      getState: () => "",
    };
    const inputs = parseInputs(schema, { token: "ghs_t", ...given });
    const environment = { ...world.environment, GITHUB_RUN_ID: String(runId) };
    const then = { ...world, environment, clock: { ...clock, now: () => now + later } };
    await run(then, runner, readContext(environment), inputs, new AbortController().signal);
    return said;
  }

  function queue(workflowPath: string, ago: number): void {
    const createdAt = now - ago;
    recordRun(place, home!, { workflowPath, event: "schedule", createdAt, startedAt: createdAt, updatedAt: createdAt });
  }

  function turnOff(name: string): void {
    const { id = 0 } = workflowWith(emulator.state, home!, name) ?? {};
    workflows(emulator.state).update(id, { state: "disabled_inactivity" });
  }

  const at = { owner: "octocat", repo: "hello-world" };
  const octokit = clientOf(emulator);
  const commit = (path: string, content: string, ago: number) =>
    commitFile(octokit, { owner: at.owner, name: at.repo }, { path, content, at: now - ago });
  return { emulator, place, octokit, at, workflow, commit, nights, succeed, queue, turnOff, watch };
}
