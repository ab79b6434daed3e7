import type { Ended, Inputs, Job } from "../job.ts";

/** Runs an automation, written as this file, as a step of a job. */
export function automate(job: Job, text: string, inputs: Inputs = {}, file = "automation.yml"): Promise<Ended> {
  job.machine.write(file, text);
  return job.step("automation", { automation: file, ...inputs }, { uses: "run" });
}
