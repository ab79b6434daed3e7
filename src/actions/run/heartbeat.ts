/** Shows, as long as a job works on a run, that it lives: the watchdog finds a run that is in progress and does so no more. */
import { join } from "node:path";
import { requireContext } from "../../github/context.ts";
import { heartbeatName } from "../../store/heartbeat-name.ts";
import { withStage } from "../../store/store.ts";
import type { Job } from "./job.ts";
import type { GithubAround } from "./waiting/around.ts";

export interface Beating extends Pick<GithubAround, "lane" | "scratch" | "cache"> {
  readonly job: Pick<Job, "world" | "context" | "signal">;
}

/** Milliseconds. What takes less leaves none. */
const interval = 600_000;

/** Milliseconds that are left for it where the job is cancelled. */
const patience = 2_000;

/**
 * Leaves one every ten minutes, until the function that it returns is called, and one more then that says so: the job may
 * have other work for hours. Best effort, and silent: where the cache may not be written there are none.
 */
export function startHeartbeat(github: Beating): () => Promise<void> {
  const { job, lane, scratch } = github;
  const { clock, files, random } = job.world;
  const { runId, attempt } = requireContext(job.context, "runId", "attempt");
  let left: Promise<boolean> = Promise.resolve(false);
  let isStopped = false;
  let cancel = clock.after(interval, beat);

  function beat(): void {
    left = leave(false).then((isLeft) => {
      if (isLeft && !isStopped) cancel = clock.after(interval, beat);
      return isLeft;
    });
  }

  /** False where nobody will see it, and others would not be seen either. */
  async function leave(isLast: boolean): Promise<boolean> {
    try {
      const service = await github.cache();
      const name = heartbeatName({ runId, attempt, lane, at: clock.now(), isLast });
      return await withStage({ files, random }, join(scratch, "heartbeat"), async (stage) => {
        await files.makeFolder(stage);
        await files.scratch(join(stage, "heartbeat"), "\n");
        return (await service.save(name, stage)).kind !== "denied";
      });
    } catch {
      // A disk that is full is told of by what matters more.
      return true;
    }
  }

  return async () => {
    isStopped = true;
    cancel();
    const isSaid = left.then(async (isLeft) => isLeft && leave(true));
    await (job.signal.aborted ? Promise.race([isSaid, clock.sleep(patience)]) : isSaid);
  };
}
