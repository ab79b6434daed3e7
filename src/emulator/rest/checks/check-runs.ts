/** Check runs on commits. */
import { z } from "zod";
import type { Row, State } from "../../state.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found } from "../errors.ts";
import { resolveCommit } from "../git/resolve.ts";
import { bodyOf, instant } from "../input.ts";
import { pageOf } from "../pages.ts";
import { nodeId, timeOrNull } from "../present.ts";

const STATUSES = ["queued", "in_progress", "completed"] as const;
const CONCLUSIONS = ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"] as const;

export interface CheckRunRow extends Row {
  readonly repository: number;
  readonly name: string;
  readonly sha: string;
  readonly status: (typeof STATUSES)[number];
  readonly conclusion: (typeof CONCLUSIONS)[number] | null;
  readonly detailsUrl: string | null;
  readonly externalId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly completedAt: number | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
}

const checkRuns = (state: State) => state.table<CheckRunRow>("check runs");

const fields = z
  .object({
    details_url: z.string(),
    external_id: z.string(),
    status: z.enum(STATUSES),
    conclusion: z.enum(CONCLUSIONS),
    started_at: instant,
    completed_at: instant,
    output: z.object({ title: z.string().optional(), summary: z.string().optional(), text: z.string().optional() }),
  })
  .partial();
const newCheckRun = fields.extend({ name: z.string().min(1), head_sha: z.string() });
const changes = fields.extend({ name: z.string().min(1).optional() });

export function checkRunRoutes({ state, clock }: Rest) {
  const app = repositoryRoutes();
  const table = checkRuns(state);
  const checkRunWith = ({ repository }: View, id: string) => {
    const row = table.get(Number(id));
    return found(row?.repository === repository.id ? row : undefined);
  };

  app.post("/check-runs", async (c) => {
    const { view } = c.var;
    const { name, head_sha: sha, ...given } = await bodyOf(c, "CheckRun", newCheckRun);
    const row = table.insert({
      status: "queued",
      conclusion: null,
      detailsUrl: null,
      externalId: "",
      startedAt: clock.now(),
      completedAt: null,
      title: null,
      summary: null,
      text: null,
      ...changeOf(given, clock.now()),
      repository: view.repository.id,
      name,
      sha,
    });
    return c.json(presentCheckRun(view, row), 201);
  });

  app.get("/check-runs/:check_run_id", (c) => {
    const { view } = c.var;
    return c.json(presentCheckRun(view, checkRunWith(view, c.req.param("check_run_id"))));
  });

  app.patch("/check-runs/:check_run_id", async (c) => {
    const { view } = c.var;
    const { id } = checkRunWith(view, c.req.param("check_run_id"));
    const { name, ...given } = await bodyOf(c, "CheckRun", changes);
    const change = { ...changeOf(given, clock.now()), ...(name === undefined ? {} : { name }) };
    return c.json(presentCheckRun(view, table.update(id, change)));
  });

  app.get("/commits/:ref/check-runs", async (c) => {
    const { view } = c.var;
    const asked = c.req.query();
    const sha = found(await resolveCommit(view, c.req.param("ref")));
    const matching = table
      .all()
      .filter(
        (row) =>
          row.repository === view.repository.id &&
          row.sha === sha &&
          (asked["check_name"] === undefined || row.name === asked["check_name"]) &&
          (asked["status"] === undefined || row.status === asked["status"]),
      )
      .toReversed();
    const isLatest = (row: CheckRunRow) => matching.find(({ name }) => name === row.name) === row;
    const all = asked["filter"] === "all" ? matching : matching.filter(isLatest);
    return c.json({ total_count: all.length, check_runs: pageOf(c, all).map((row) => presentCheckRun(view, row)) });
  });

  return app;
}

function changeOf(given: z.infer<typeof fields>, now: number): Partial<CheckRunRow> {
  const { output } = given;
  return {
    ...(given.details_url === undefined ? {} : { detailsUrl: given.details_url }),
    ...(given.external_id === undefined ? {} : { externalId: given.external_id }),
    ...(given.status === undefined ? {} : { status: given.status }),
    ...(given.started_at === undefined ? {} : { startedAt: given.started_at }),
    ...(output?.title === undefined ? {} : { title: output.title }),
    ...(output?.summary === undefined ? {} : { summary: output.summary }),
    ...(output?.text === undefined ? {} : { text: output.text }),
    // A conclusion completes the check run.
    ...(given.conclusion === undefined
      ? {}
      : { status: "completed" as const, conclusion: given.conclusion, completedAt: given.completed_at ?? now }),
  };
}

function presentCheckRun({ url, page }: View, row: CheckRunRow) {
  const self = `${url}/check-runs/${row.id}`;
  return {
    id: row.id,
    node_id: nodeId("CR", row.id),
    name: row.name,
    head_sha: row.sha,
    external_id: row.externalId,
    url: self,
    html_url: `${page}/runs/${row.id}`,
    details_url: row.detailsUrl,
    status: row.status,
    conclusion: row.conclusion,
    started_at: timeOrNull(row.startedAt),
    completed_at: timeOrNull(row.completedAt),
    output: {
      title: row.title,
      summary: row.summary,
      text: row.text,
      annotations_count: 0,
      annotations_url: `${self}/annotations`,
    },
    check_suite: null,
    app: null,
    pull_requests: [],
  };
}
