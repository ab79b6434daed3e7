/** Artifacts over REST, which reads those of every run. */
import { artifacts } from "../../rows.ts";
import type { ArtifactRow } from "../../rows.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, RestError } from "../errors.ts";
import { nodeId, timeOf } from "../present.ts";
import { pageOf } from "../pages.ts";
import { isHome } from "../repositories.ts";
import { workflowRuns } from "./rows.ts";

export function artifactRoutes({ state, clock, urls }: Rest) {
  const app = repositoryRoutes();
  /** Newest first. */
  const artifactsOf = (view: View): ArtifactRow[] =>
    isHome(view)
      ? artifacts(state)
          .all()
          .filter((artifact) => artifact.finalized)
          .toReversed()
      : [];
  const artifactWith = (view: View, id: string): ArtifactRow =>
    found(artifactsOf(view).find((artifact) => String(artifact.id) === id));
  const isExpired = ({ expiresAt }: ArtifactRow) => expiresAt <= clock.now();

  app.get("/actions/artifacts", (c) => {
    const { view } = c.var;
    const all = artifactsOf(view).filter(named(c.req.query("name")));
    const shown = pageOf(c, all).map((artifact) => presentArtifact(view, artifact, isExpired(artifact)));
    return c.json({ total_count: all.length, artifacts: shown });
  });

  // A run that only the artifact service knows has its artifacts all the same.
  app.get("/actions/runs/:run_id/artifacts", (c) => {
    const { view } = c.var;
    const run = Number(c.req.param("run_id"));
    const matching = artifactsOf(view).filter(named(c.req.query("name")));
    const all = matching.filter(({ runId }) => runId === run);
    const sorted = c.req.query("direction") === "asc" ? all.toReversed() : all;
    const shown = pageOf(c, sorted).map((artifact) => presentArtifact(view, artifact, isExpired(artifact)));
    return c.json({ total_count: all.length, artifacts: shown });
  });

  app.get("/actions/artifacts/:artifact_id", (c) => {
    const { view } = c.var;
    const artifact = artifactWith(view, c.req.param("artifact_id"));
    return c.json(presentArtifact(view, artifact, isExpired(artifact)));
  });

  app.delete("/actions/artifacts/:artifact_id", async (c) => {
    const artifact = artifactWith(c.var.view, c.req.param("artifact_id"));
    artifacts(state).delete(artifact.id);
    await state.blobs.delete(artifact.blob);
    return c.body(null, 204);
  });

  app.get("/actions/artifacts/:artifact_id/:archive_format", (c) => {
    const { view } = c.var;
    const artifact = artifactWith(view, c.req.param("artifact_id"));
    if (c.req.param("archive_format") !== "zip") throw new RestError(404, "Not Found");
    if (isExpired(artifact)) throw new RestError(410, "Artifact has expired");
    const grant = { access: "read", contentType: artifact.mimeType, fileName: `${artifact.name}.zip` } as const;
    return c.redirect(urls.sign(view.origin, artifact.blob, grant), 302);
  });

  return app;
}

function named(name: string | undefined): (artifact: ArtifactRow) => boolean {
  return (artifact) => name === undefined || artifact.name === name;
}

/** No repository here has the id of a fork. */
const forkOffset = 1_000_000_000;

function presentArtifact({ state, url, repository }: View, artifact: ArtifactRow, isExpired: boolean) {
  const run = workflowRuns(state).get(artifact.runId);
  const self = `${url}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId("A", artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url: self,
    archive_download_url: `${self}/zip`,
    expired: isExpired,
    digest: artifact.digest === "" ? null : artifact.digest,
    created_at: timeOf(artifact.createdAt),
    updated_at: timeOf(artifact.createdAt),
    expires_at: timeOf(artifact.expiresAt),
    workflow_run: {
      id: artifact.runId,
      repository_id: repository.id,
      head_repository_id: run?.fork === undefined ? repository.id : repository.id + forkOffset,
      ...(run === undefined ? {} : { head_branch: run.headBranch, head_sha: run.headSha }),
    },
  };
}
