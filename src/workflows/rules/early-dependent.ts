import type { Rule } from "../finding.ts";
import { notifications } from "../notification.ts";
import { ownAction } from "../own-action.ts";
import type { Job, Workflow } from "../workflow.ts";

export const earlyDependent: Rule = {
  name: "early-dependent",
  severity: "warning",
  reason:
    "A job whose automation waits ends green: who needs it runs before the approval, and again each time it goes on.",
  *check(workflow) {
    const telling = new Set(notifications(workflow).map(({ job }) => job));
    for (const job of workflow.jobs) {
      if (isForFailures(job) || (telling.has(job) && runsAnyway(job))) continue;
      const needed = workflow.jobs.filter(({ id }) => job.needs.includes(id));
      const early = needed.find((other) => mayBeSuspended(other) && !awaits(workflow, job, other));
      if (early === undefined) continue;
      yield {
        at: workflow.source.keyAt([...job.path, "needs"]),
        message: `job "${job.id}" runs as soon as "${early.id}" is suspended, and again each time that one goes on`,
        mend: `if: needs.${early.id}.outputs.status == 'completed', where "${early.id}" hands on the output status of its step`,
      };
    }
  },
};

function mayBeSuspended({ steps }: Job): boolean {
  return steps.some(({ uses }) => /^(run|durable-run)$/.test(ownAction(uses) ?? ""));
}

/** `always() && contains(…, needs.deploy.result)` of failures is for these, too. */
function isForFailures({ if: condition = "" }: Job): boolean {
  return /failure/.test(condition);
}

/** Whether it runs where a job that it needs was skipped. */
function runsAnyway({ if: condition = "" }: Job): boolean {
  return /\balways\(\)|!\s*cancelled\(\)/.test(condition);
}

/** Whether it looks at how the run stands, or is skipped with a job that does. */
function awaits({ jobs }: Workflow, job: Job, needed: Job): boolean {
  if (looksAt(job, needed)) return true;
  return !runsAnyway(job) && jobs.some((other) => job.needs.includes(other.id) && isConditional(other, needed));
}

/** In its condition, or anywhere in a step, whose script may look. */
function looksAt(job: Job, needed: Job): boolean {
  const steps = job.steps.flatMap(({ if: condition, run, env, with: given }) => [
    condition,
    run,
    ...Object.values(env),
    ...Object.values(given),
  ]);
  return isConditional(job, needed) || steps.some((text) => namesStatus(text, needed));
}

function isConditional(job: Job, needed: Job): boolean {
  return namesStatus(job.if, needed);
}

/** Whether a text names the output by which the job hands on how its run stands. */
function namesStatus(text: string | undefined, { id, outputs }: Job): boolean {
  return Object.entries(outputs).some(
    ([name, value]) => /\.outputs\.status\b/.test(value ?? "") && text?.includes(`needs.${id}.outputs.${name}`),
  );
}
