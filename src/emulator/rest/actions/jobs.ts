/** Jobs of runs, and their logs. */
import { z } from "zod";
import { writer } from "../authentication.ts";
import { repositoryRoutes } from "../context.ts";
import type { Rest, View } from "../context.ts";
import { found } from "../errors.ts";
import { queryOf } from "../input.ts";
import { pageOf } from "../pages.ts";
import { presentJob } from "./present.ts";
import { attemptAgain } from "./attempts.ts";
import { jobs, jobsOf, runWith } from "./rows.ts";
import type { JobRow } from "./rows.ts";

const listQuery = z.object({ filter: z.enum(["latest", "all"]).default("latest") });

export function jobRoutes(rest: Rest) {
  const { state, urls } = rest;
  const app = repositoryRoutes();
  const jobWith = ({ repository }: View, id: string): JobRow => {
    const job = found(jobs(state).get(Number(id)));
    found(runWith(state, repository, String(job.run)));
    return job;
  };

  app.get("/actions/runs/:run_id/jobs", (c) => {
    const { view } = c.var;
    const run = found(runWith(state, view.repository, c.req.param("run_id")));
    const { filter } = queryOf(c, "Job", listQuery);
    const all = jobsOf(state, run.id, filter === "latest" ? run.attempt : undefined);
    return c.json({ total_count: all.length, jobs: pageOf(c, all).map((job) => presentJob(view, job)) });
  });

  app.get("/actions/runs/:run_id/attempts/:attempt_number/jobs", (c) => {
    const { view } = c.var;
    const { run_id: id, attempt_number: attempt } = c.req.param();
    const run = found(runWith(state, view.repository, id, attempt));
    const all = jobsOf(state, run.id, run.attempt);
    return c.json({ total_count: all.length, jobs: pageOf(c, all).map((job) => presentJob(view, job)) });
  });

  app.get("/actions/jobs/:job_id", (c) => {
    const { view } = c.var;
    return c.json(presentJob(view, jobWith(view, c.req.param("job_id"))));
  });

  app.get("/actions/jobs/:job_id/logs", (c) => {
    const { view } = c.var;
    const { log } = jobWith(view, c.req.param("job_id"));
    const grant = { access: "read", contentType: "text/plain; charset=utf-8" } as const;
    return c.redirect(urls.sign(view.origin, found(log ?? undefined), grant), 302);
  });

  app.post("/actions/jobs/:job_id/rerun", (c) => {
    const { view } = c.var;
    const job = jobWith(view, c.req.param("job_id"));
    const run = found(runWith(state, view.repository, String(job.run)));
    // Jobs that were skipped waited for one that failed.
    const isChosen = (other: JobRow) => other.name === job.name || other.conclusion === "skipped";
    attemptAgain(rest, run, isChosen, writer(c.var.login));
    return c.json({}, 201);
  });

  return app;
}
