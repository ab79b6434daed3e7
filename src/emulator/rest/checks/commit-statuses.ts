/** Statuses of commits. */
import { z } from "zod";
import type { Row, State } from "../../state.ts";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found, unprocessable } from "../errors.ts";
import { resolveCommit } from "../git/resolve.ts";
import { bodyOf } from "../input.ts";
import { minimalRepository } from "../minimal-repository.ts";
import { pageOf } from "../pages.ts";
import { nodeId, timeOf } from "../present.ts";
import { simpleUser } from "../users.ts";

export interface CommitStatusRow extends Row {
  readonly repository: number;
  readonly sha: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

const commitStatuses = (state: State) => state.table<CommitStatusRow>("commit statuses");

const newStatus = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  context: z.string().default("default"),
  description: z.string().max(140).nullable().default(null),
  target_url: z.string().nullable().default(null),
});

export function commitStatusRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  /** Newest first. */
  const statusesOf = ({ repository }: View, sha: string) =>
    commitStatuses(state)
      .all()
      .filter((row) => row.repository === repository.id && row.sha === sha)
      .toReversed();

  app.post("/statuses/:sha", async (c) => {
    const { view, login } = c.var;
    const body = await bodyOf(c, "Status", newStatus);
    const name = c.req.param("sha");
    const sha = await resolveCommit(view, name);
    if (sha === undefined) throw unprocessable(`No commit found for SHA: ${name}`);
    const row = commitStatuses(state).insert({
      repository: view.repository.id,
      sha,
      state: body.state,
      context: body.context,
      description: body.description,
      targetUrl: body.target_url,
      creator: writer(login),
      createdAt: clock.now(),
    });
    return c.json(presentStatus(view, row), 201);
  });

  app.get("/commits/:ref/statuses", async (c) => {
    const { view } = c.var;
    const sha = found(await resolveCommit(view, c.req.param("ref")));
    return c.json(pageOf(c, statusesOf(view, sha)).map((row) => presentStatus(view, row)));
  });

  app.get("/commits/:ref/status", async (c) => {
    const { view } = c.var;
    const sha = found(await resolveCommit(view, c.req.param("ref")));
    const all = statusesOf(view, sha);
    const latest = all.filter((row, index) => all.findIndex(({ context }) => context === row.context) === index);
    return c.json({
      sha,
      state: combined(latest),
      total_count: latest.length,
      statuses: pageOf(c, latest).map((row) => presentStatus(view, row)),
      repository: minimalRepository(view),
      commit_url: `${view.url}/commits/${sha}`,
      url: `${view.url}/commits/${sha}/status`,
    });
  });

  return app;
}

function combined(latest: readonly CommitStatusRow[]): "failure" | "pending" | "success" {
  if (latest.some(({ state }) => state === "error" || state === "failure")) return "failure";
  return latest.length > 0 && latest.every(({ state }) => state === "success") ? "success" : "pending";
}

function presentStatus({ url, origin }: View, row: CommitStatusRow) {
  const creator = simpleUser(origin, row.creator);
  return {
    id: row.id,
    node_id: nodeId("SC", row.id),
    url: `${url}/statuses/${row.sha}`,
    avatar_url: creator.avatar_url,
    state: row.state,
    context: row.context,
    description: row.description,
    target_url: row.targetUrl,
    creator,
    created_at: timeOf(row.createdAt),
    updated_at: timeOf(row.createdAt),
  };
}
