import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { World } from "../../world.ts";
import type { Inputs } from "./inputs.ts";

/**
 * Whether the failure is left to the workflow that looks after the run when it ends, which runs the job again or tells
 * people. Where nobody can count on that one people are told now: twice is better than never.
 */
export async function isLeft(
  world: World,
  runner: Pick<RunnerCommands, "info" | "warning">,
  context: RunnerContext,
  { recovery, token }: Pick<Inputs, "recovery" | "token">,
): Promise<boolean> {
  if (recovery === undefined) return false;
  const why = await whyNot(recovery);
  if (why === undefined) runner.info(`It is left to ${recovery}, which has it run again, or tells people of it.`);
  else runner.warning(`People are told at once: ${why}.`, { title: "Nobody looks after this run" });
  return why === undefined;

  async function whyNot(file: string): Promise<string | undefined> {
    const { repository, runId, act } = requireContext(context, "repository", "runId");
    if (act) return "act starts no workflow when another one ends";
    if (token === undefined) return `without the input token nobody can ask whether ${file} is on`;
    const { createOctokit } = await import("../../github/octokit.ts");
    const { whyNotExpected } = await import("../../recovery/expected.ts");
    const octokit = await createOctokit(world, context, { token });
    const workflow = world.environment["GITHUB_WORKFLOW"] ?? "";
    return whyNotExpected(octokit, repository, file, { runId, workflow });
  }
}
