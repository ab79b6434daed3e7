import type { JobExecution } from "../../src/github/job-executions.ts";
import { minute, since } from "./scene.ts";

/** A job that ended well in the first attempt, before the waits of tests begin. */
export function execution(given: Partial<JobExecution> & Pick<JobExecution, "id">): JobExecution {
  return {
    name: "build",
    attempt: 1,
    status: "completed",
    conclusion: "success",
    startedAt: since - minute,
    hadRunner: true,
    ...given,
  };
}

/** The job of the wait that tests have. */
export const suspended = execution({ id: 12 });
