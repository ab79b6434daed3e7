/** The calls of GitHub's services that a step makes: counts, the same on every machine. */
import { join } from "node:path";
import { openJob, type Job } from "./job.ts";
import type { Row } from "./row.ts";
import type { Scene } from "./scene.ts";

const step = { INPUT_RUN: "true", INPUT_STORE: "auto" };

export async function serviceCalls({ dist, emulator, folder }: Scene): Promise<Row[]> {
  const main = join(dist, "actions/step/main.js");
  const run = (job: Job, id: string, expected: string) => job.run(main, { ...step, GITHUB_ACTION: id }, expected);
  const attempt = async (number: number) =>
    openJob(await folder(), emulator.environment({ runId: 77, attempt: number, job: "build" }));
  const calls = () => {
    const made = emulator.requests.all().map(({ operation }) => operation);
    emulator.requests.clear();
    return made;
  };
  calls();

  const first = await attempt(1);
  const { state } = await run(first, "one", "is done and recorded");
  const fresh = calls();
  await run(first, "two", "is done and recorded");
  await first.run(join(dist, "actions/step/post.js"), state, "");
  const kept = calls();

  const second = await attempt(2);
  await run(second, "one", "replayed instead of run");
  const loaded = calls();
  await run(second, "two", "replayed instead of run");
  const replayed = calls();

  return [
    countRow("calls of a fresh step on attempt 1", fresh.length, 3),
    countRow("of them to load", loadsAmong(fresh), 0),
    countRow("artifacts a job", kept.filter((name) => name === "CreateArtifact").length, 1),
    countRow("cache loads of attempt 2, by its first step", loadsAmong(loaded), 1),
    countRow("calls of a replayed step after it", replayed.length, 0),
  ];
}

function loadsAmong(calls: readonly string[]): number {
  return calls.filter((name) => name === "GetCacheEntryDownloadURL").length;
}

function countRow(what: string, made: number, promised: number): Row {
  const aim = promised === 0 ? "0" : `≤ ${promised}`;
  return { what, ours: String(made), yardstick: "what is promised", ratio: "", aim, isMet: made <= promised };
}
