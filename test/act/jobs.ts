/** The jobs of a run that act made, of which act tells nobody: on GitHub whoever looks after the run can read them. */
import { finishJob, recordJob } from "../../src/emulator/rest/index.ts";
import { workflowRuns } from "../../src/emulator/rest/actions/rows.ts";
import type { RunConclusion } from "../../src/emulator/rows.ts";
import { servicesFolder, withServices } from "../../src/cli/local-services.ts";
import { systemWorld } from "../../src/world/system.ts";
import type { User } from "./act.ts";

/** Records the jobs of a user's run, each with how it ended, in a repository whose default branch is `main`; all ended at `at`. */
export async function recordJobs(
  { home }: User,
  [owner, name]: readonly [owner: string, name: string],
  {
    id,
    at,
    jobs,
  }: { readonly id: number; readonly at: number; readonly jobs: Readonly<Record<string, RunConclusion>> },
): Promise<void> {
  const world = { ...systemWorld(), environment: { HOME: home } };
  const local = { owner, name, defaultBranch: "main", ref: "refs/heads/main", sha: undefined, root: home };
  await withServices(world, local, { folder: servicesFolder(world, local) }, async ({ emulator: { state } }) => {
    const place = { state, clock: { ...world.clock, now: () => at } };
    const recorded = Object.entries(jobs).map(([job, conclusion]) => ({
      job: recordJob(place, id, { name: job }),
      conclusion,
    }));
    for (const { job, conclusion } of recorded) await finishJob(place, job.id, { conclusion });
    workflowRuns(state).update(id, { updatedAt: at });
    await state.saved();
  });
}
