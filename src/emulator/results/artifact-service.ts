/** The artifact service (v4): Twirp for the artifacts, signed URLs for their content. */
import { Hono } from "hono";
import * as z from "zod";
import { artifacts } from "../rows.ts";
import type { ArtifactRow } from "../rows.ts";
import { jobBackendId, parseRunBackendId, runBackendId } from "../runtime-token.ts";
import type { Caller } from "../runtime-token.ts";
import type { Services } from "../services.ts";
import { artifactUrl, createArtifact, removeArtifact, visibleArtifacts } from "./artifacts.ts";
import type { Attempt } from "./artifacts.ts";
import { authenticated } from "./authentication.ts";
import type { Authenticated } from "./authentication.ts";
import { failure, message, twirpMethod } from "./twirp.ts";

const BackendIds = z.object({
  workflow_run_backend_id: z.string().transform((id, issues): Attempt => {
    const attempt = parseRunBackendId(id);
    if (attempt !== undefined) return attempt;
    issues.addIssue(`"${id}" names no run`);
    return z.NEVER;
  }),
  workflow_job_run_backend_id: z.string(),
});

const Named = BackendIds.extend({ name: z.string().min(1) });

const CreateArtifact = Named.extend({
  expires_at: z.iso.datetime().optional(),
  mime_type: z.string().default("application/zip"),
});

const FinalizeArtifact = Named.extend({
  size: z.coerce.number().int().nonnegative().default(0),
  hash: z.string().default(""),
});

const ListArtifacts = BackendIds.extend({
  name_filter: z.string().optional(),
  id_filter: z.coerce.number().optional(),
});

const FOREIGN_RUN = failure("permission_denied", "the token is for another run");

/** To be mounted at `/twirp/github.actions.results.api.v1.ArtifactService`. */
export function artifactService(services: Services): Hono<Authenticated> {
  const { state } = services;
  const app = new Hono<Authenticated>();
  app.use(authenticated(services));

  twirpMethod(app, "CreateArtifact", CreateArtifact, async (request, { caller, origin }) => {
    if (!isOwnAttempt(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
    const row = createArtifact(services, caller, {
      name: request.name,
      mimeType: request.mime_type,
      expiresAt: request.expires_at === undefined ? undefined : Date.parse(request.expires_at),
    });
    if (row === undefined)
      return failure("already_exists", "an artifact with this name already exists on the workflow run");
    return message({ ok: true, signed_upload_url: services.urls.sign(origin, row.blob, { access: "write" }) });
  });

  twirpMethod(app, "FinalizeArtifact", FinalizeArtifact, async (request, { caller }) => {
    if (!isOwnAttempt(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
    const created = artifacts(state).all().find(isNamed(request));
    const uploaded = created === undefined ? undefined : await state.blobs.size(created.blob);
    // Read after the wait: another call may have finalized or deleted it meanwhile.
    const row = created === undefined ? undefined : artifacts(state).get(created.id);
    if (row === undefined) return failure("not_found", `no artifact ${request.name} was created`);
    if (row.finalized) return failure("already_exists", `the artifact ${request.name} is finalized already`);
    if (uploaded !== request.size) {
      return failure("invalid_argument", `${uploaded ?? 0} bytes were uploaded, not ${request.size}`);
    }
    artifacts(state).update(row.id, { finalized: true, size: request.size, digest: request.hash });
    return message({ ok: true, artifact_id: String(row.id) });
  });

  twirpMethod(app, "ListArtifacts", ListArtifacts, async (request, { caller }) => {
    if (!isOwnRun(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
    const rows = visibleArtifacts(services, caller)
      .filter((row) => request.name_filter === undefined || row.name === request.name_filter)
      .filter((row) => request.id_filter === undefined || row.id === request.id_filter);
    return message({ artifacts: rows.map(describe) });
  });

  twirpMethod(app, "GetSignedArtifactURL", Named, async (request, { caller, origin }) => {
    if (!isOwnRun(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
    const row = visibleArtifacts(services, caller).find(isNamed(request));
    if (row === undefined) return failure("not_found", `there is no artifact ${request.name}`);
    return message({ signed_url: artifactUrl(services, origin, row) });
  });

  twirpMethod(app, "DeleteArtifact", Named, async (request, { caller }) => {
    if (!isOwnRun(caller, request.workflow_run_backend_id)) return FOREIGN_RUN;
    const row = visibleArtifacts(services, caller).find(isNamed(request));
    if (row === undefined) return failure("not_found", `there is no artifact ${request.name}`);
    await removeArtifact(services, row);
    return message({ ok: true, artifact_id: String(row.id) });
  });

  return app;
}

function isOwnRun(caller: Caller, of: Attempt): boolean {
  return caller.runId === of.runId;
}

function isOwnAttempt(caller: Caller, of: Attempt): boolean {
  return isOwnRun(caller, of) && caller.attempt === of.attempt;
}

function isNamed({ name, workflow_run_backend_id: of }: z.infer<typeof Named>): (row: ArtifactRow) => boolean {
  return (row) => row.name === name && row.runId === of.runId && row.attempt === of.attempt;
}

function describe(row: ArtifactRow) {
  return {
    workflow_run_backend_id: runBackendId(row.runId, row.attempt),
    workflow_job_run_backend_id: jobBackendId(row.workflowJob),
    database_id: String(row.id),
    name: row.name,
    size: String(row.size),
    created_at: new Date(row.createdAt).toISOString(),
    ...(row.digest !== "" && { digest: row.digest }),
  };
}
