/** Reviews of the environments that a run waited to enter. */
import { repositoryRoutes } from "../context.ts";
import type { Rest } from "../context.ts";
import { found } from "../errors.ts";
import { runWith } from "../actions/rows.ts";
import { simpleUser } from "../users.ts";
import { environmentNamed, makeEnvironment, presentEnvironment } from "./environments.ts";
import { reviews } from "./rows.ts";

export function reviewRoutes({ state, clock }: Rest) {
  return repositoryRoutes().get("/actions/runs/:run_id/approvals", (c) => {
    const { view } = c.var;
    const run = found(runWith(state, view.repository, c.req.param("run_id")));
    const own = reviews(state)
      .all()
      .filter((review) => review.run === run.id);
    return c.json(
      own.map(({ state: verdict, comment, login, environments }) => ({
        state: verdict,
        comment,
        user: simpleUser(view.origin, login),
        environments: environments.map((name) =>
          presentEnvironment(view, environmentNamed(view, name) ?? makeEnvironment(view, name, clock.now())),
        ),
      })),
    );
  });
}
