/** GitHub's REST API, as far as Holdfast and its users' workflows need it. */
import { Hono } from "hono";
import { etag } from "hono/etag";
import { artifactRoutes } from "./actions/artifacts.ts";
import { cacheRoutes } from "./actions/caches.ts";
import { dispatchRoutes } from "./actions/dispatches.ts";
import { jobRoutes } from "./actions/jobs.ts";
import { runRoutes } from "./actions/runs.ts";
import { variableRoutes } from "./actions/variables.ts";
import { workflowRoutes } from "./actions/workflows.ts";
import { authentication } from "./authentication.ts";
import { checkRunRoutes } from "./checks/check-runs.ts";
import { commitStatusRoutes } from "./checks/commit-statuses.ts";
import { collaboratorRoutes } from "./collaborators.ts";
import type { Rest, RestEnv } from "./context.ts";
import { deploymentStatusRoutes } from "./deployments/deployment-statuses.ts";
import { deploymentRoutes } from "./deployments/deployments.ts";
import { environmentRoutes } from "./deployments/environments.ts";
import { reviewRoutes } from "./deployments/reviews.ts";
import { answerError, RestError } from "./errors.ts";
import { blobRoutes } from "./git/blob-routes.ts";
import { gitCommitRoutes } from "./git/commit-routes.ts";
import { contentRoutes } from "./git/content-routes.ts";
import { notWhileEmpty } from "./git/empty.ts";
import { historyRoutes } from "./git/history-routes.ts";
import { refRoutes } from "./git/ref-routes.ts";
import { tagRoutes } from "./git/tag-routes.ts";
import { treeRoutes } from "./git/tree-routes.ts";
import { commentRoutes } from "./issues/comments.ts";
import { issueLabelRoutes } from "./issues/issue-labels.ts";
import { issueRoutes } from "./issues/issues.ts";
import { labelRoutes } from "./issues/labels.ts";
import { reactionRoutes } from "./issues/reactions.ts";
import { searchRoutes } from "./issues/search.ts";
import { rateLimits } from "./rate-limit.ts";
import { wholeRepositoryRoutes, withRepository } from "./repositories.ts";
import { teamRoutes } from "./teams.ts";
import { userRoutes } from "./users.ts";

export { tokens } from "./authentication.ts";
export { collaborators } from "./collaborators.ts";
export { finishJob, finishRun, recordJob, recordRun, recordWorkflow } from "./actions/record-run.ts";
export { recordRepository } from "./record-repository.ts";
export { repositoryNamed } from "./repositories.ts";
export { teamMembers } from "./teams.ts";
export { deletedAccounts } from "./users.ts";
export { reviews } from "./deployments/rows.ts";
export { variables } from "./actions/variables.ts";

/** Of an installation on GitHub's largest plan: tests and act must not run into it unless they order it. */
const HOURLY_LIMIT = 15_000;

/** Where requests are counted, and those who ask are known. */
const PLACES = ["/repos/*", "/search/*", "/orgs/*", "/user"];

/** The app that answers for `https://api.github.com`, to be mounted at `/`. */
export function restApp(rest: Rest): Hono<RestEnv> {
  const { state, clock } = rest;
  const app = new Hono<RestEnv>({ strict: false });
  const limits = rateLimits(clock, HOURLY_LIMIT);
  for (const place of PLACES) app.use(place, limits.count, etag({ weak: true }), authentication(state));
  app.use("/repos/:owner/:repo/*", withRepository(state));
  app.use("/repos/:owner/:repo/git/*", notWhileEmpty);

  app.route("/", limits.routes);
  app.route("/", userRoutes());
  app.route("/", teamRoutes(rest));
  app.route("/", searchRoutes(rest));
  app.route("/", wholeRepositoryRoutes());
  app.route("/", collaboratorRoutes());
  // Comments before issues: `issues/comments` is no issue's number.
  for (const routes of [commentRoutes, reactionRoutes, issueRoutes, issueLabelRoutes, labelRoutes]) {
    app.route("/", routes(rest));
  }
  // What is asked of a commit before the commit: the name of one may have slashes.
  for (const routes of [commitStatusRoutes, checkRunRoutes, historyRoutes, contentRoutes]) app.route("/", routes(rest));
  for (const routes of [refRoutes, gitCommitRoutes, treeRoutes, blobRoutes, tagRoutes]) app.route("/", routes(rest));
  for (const routes of [runRoutes, jobRoutes, workflowRoutes, dispatchRoutes]) app.route("/", routes(rest));
  for (const routes of [artifactRoutes, cacheRoutes, variableRoutes]) app.route("/", routes(rest));
  for (const routes of [deploymentRoutes, deploymentStatusRoutes, environmentRoutes, reviewRoutes])
    app.route("/", routes(rest));

  app.notFound((c) => answerError(new RestError(404, "Not Found"), c));
  app.onError(answerError);
  return app;
}
