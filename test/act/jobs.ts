/** The jobs of a run that act made, of which act tells nobody: on GitHub, whoever looks after the run can read them. */
import { finishJob, recordJob } from "../../src/emulator/rest/index.ts";
import { workflowRuns } from "../../src/emulator/rest/actions/rows.ts";
import type { RunConclusion } from "../../src/emulator/rows.ts";
import { folderState } from "../../src/emulator/state.ts";
import { systemWorld } from "../../src/world/system.ts";

/** Records the jobs of a run in the folder of the services, each with how it ended; all ended `ago` milliseconds ago. */
export async function recordJobs(
  services: string,
  run: number,
  ago: number,
  jobs: Readonly<Record<string, RunConclusion>>,
): Promise<void> {
  const { files, clock } = systemWorld();
  const state = await folderState(files, services);
  const at = clock.now() - ago;
  const place = { state, clock: { ...clock, now: () => at } };
  const recorded = Object.keys(jobs).map((name) => recordJob(place, run, { name }));
  for (const { id, name } of recorded) await finishJob(place, id, { conclusion: jobs[name]! });
  workflowRuns(state).update(run, { updatedAt: at });
  await state.saved();
}
