import { requireContext, runAttemptUrl, type RunnerContext } from "../../github/context.ts";
import type { RunReference } from "../../notify/incident/incident.ts";
import type { World } from "../../world.ts";

/** The attempt of a run that this job is a part of. Throws a ContextError outside of a job. */
export function runReference(environment: World["environment"], context: RunnerContext): RunReference {
  const { runId, attempt } = requireContext(context, "runId", "attempt");
  // Under act the page is nobody's.
  const url = context.act ? undefined : runAttemptUrl(context);
  const commit = environment["GITHUB_SHA"];
  // Of a pull request GITHUB_REF_NAME has the number.
  const branch = environment["GITHUB_HEAD_REF"] || environment["GITHUB_REF_NAME"];
  const workflow = environment["GITHUB_WORKFLOW"];
  return {
    sequence: [runId, attempt],
    ...(url !== undefined && { url }),
    ...(commit && { commit }),
    ...(branch && { branch }),
    ...(workflow && { workflow }),
    ...(context.job !== undefined && { job: context.job }),
  };
}
