import { recordRun, reviews } from "../../../../src/emulator/rest/index.ts";
import type { Scenario } from "./scenario.ts";

export const deployments: Scenario = async ({ octokit, place }) => {
  const deploy = () => octokit.rest.repos.createDeployment({ ...place, ref: "main", required_contexts: [] });
  const { data: deployment } = await deploy();
  if (!("id" in deployment)) throw new Error("no deployment");
  const at = { ...place, deployment_id: deployment.id };
  const { data: status } = await octokit.rest.repos.createDeploymentStatus({
    ...at,
    state: "success",
    log_url: "https://example.com/log",
    environment_url: "https://example.com",
  });
  await octokit.rest.repos.getDeploymentStatus({ ...at, status_id: status.id });
  await octokit.rest.repos.listDeploymentStatuses(at);
  await octokit.rest.repos.getDeployment(at);
  await octokit.rest.repos.listDeployments({ ...place, environment: "production" });
  await octokit.rest.repos.deleteDeployment(at);
};

export const environments: Scenario = async (github) => {
  const { octokit, place, state } = github;
  const at = { ...place, environment_name: "staging" };
  await octokit.rest.repos.createOrUpdateEnvironment(at);
  const run = recordRun(github, github.repository, { workflowPath: ".github/workflows/deploy.yml" });
  reviews(state).insert({ run: run.id, environments: ["staging"], state: "approved", login: "mona", comment: "" });
  await octokit.rest.actions.getReviewsForRun({ ...place, run_id: run.id });
  await octokit.rest.repos.getEnvironment(at);
  await octokit.rest.repos.getAllEnvironments(place);
  await octokit.rest.repos.deleteAnEnvironment(at);
};

export const checks: Scenario = async ({ octokit, place }) => {
  const { data: main } = await octokit.rest.repos.getCommit({ ...place, ref: "main" });
  await octokit.rest.repos.createCommitStatus({ ...place, sha: main.sha, state: "success", context: "lint" });
  await octokit.rest.repos.listCommitStatusesForRef({ ...place, ref: "main" });
  await octokit.rest.repos.getCombinedStatusForRef({ ...place, ref: "heads/main" });
  const { data: check } = await octokit.rest.checks.create({ ...place, name: "types", head_sha: main.sha });
  const at = { ...place, check_run_id: check.id };
  await octokit.rest.checks.update({ ...at, conclusion: "success", output: { title: "Fine", summary: "All of it" } });
  await octokit.rest.checks.get(at);
  await octokit.rest.checks.listForRef({ ...place, ref: "main" });
};
