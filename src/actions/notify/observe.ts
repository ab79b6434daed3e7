/** What this job has to make known. */
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { Outcome } from "../../notify/incident/observation.ts";
import type { World } from "../../world.ts";
import { redacted } from "../incident/redacted.ts";
import { runReference } from "../incident/run-reference.ts";
import { failureOf } from "./failure.ts";
import type { Inputs } from "./inputs.ts";
import { isSuspended } from "./journals.ts";
import { outcomeOf } from "./outcome.ts";

/** The outcome as an incident is decided by it, without secrets, or why there is none. */
export async function observe(
  world: World,
  context: RunnerContext,
  inputs: Inputs,
  redact: (text: string) => string,
): Promise<Outcome | { readonly kind: "none"; readonly why: string }> {
  const outcome = outcomeOf(inputs);
  const known = { at: world.clock.now(), run: runReference(world.environment, context) };
  switch (outcome.kind) {
    case "neither":
      return { kind: "none", why: `the job was ${outcome.status}` };
    case "succeeded": {
      const isOpen = inputs.needs === undefined && (await isSuspended(world, context));
      if (isOpen) return { kind: "none", why: "a run of this job is suspended, and nobody knows yet how it ends" };
      return { kind: "succeeded", ...known };
    }
    case "failed": {
      const { failure, cause, subject } = await failureOf(world, context, inputs, outcome.needed);
      const title = inputs.title ?? `${workflowOf(world)}: ${subject}`;
      return {
        kind: "failed",
        ...known,
        // A key of the author's own is one problem, whatever it fails of.
        ...(inputs["incident-key"] === undefined && { cause: redact(cause) }),
        title: redact(title),
        severity: inputs.severity,
        failure: redacted(failure, redact),
      };
    }
  }
}

/** What is one problem and recovers as one: the author's key, or the repository, workflow and job. */
export function incidentKeyOf(world: World, context: RunnerContext, inputs: Inputs): string {
  const { repository, job } = requireContext(context, "repository", "job");
  return inputs["incident-key"] ?? `${repository.owner}/${repository.name} / ${workflowOf(world)} / ${job}`;
}

function workflowOf({ environment }: World): string {
  return environment["GITHUB_WORKFLOW"] || "workflow";
}
