/** What every route of the REST service stands on. */
import { Hono } from "hono";
import type { BlankSchema } from "hono/types";
import type { Services } from "../services.ts";
import type { State } from "../state.ts";
import type { Repository } from "./repositories.ts";

export type Rest = Pick<Services, "state" | "clock" | "urls">;

/** A repository as one request sees it: what its representations and their links are made from. */
export interface View {
  readonly state: State;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly repository: Repository;
  /** The repository in the API. */
  readonly url: string;
  /** The repository as people see it. Nothing is served there. */
  readonly page: string;
}

export interface RestEnv {
  Variables: {
    /** Set under `/repos/OWNER/REPO`. */
    readonly view: View;
    /** Who asks: undefined without a token, which only reads may do. */
    readonly login: string | undefined;
  };
}

/** Routes under a repository. */
export function repositoryRoutes(): Hono<RestEnv, BlankSchema, "/repos/:owner/:repo"> {
  return new Hono<RestEnv>().basePath("/repos/:owner/:repo");
}

export function viewOf(state: State, origin: string, repository: Repository): View {
  const name = `${repository.owner}/${repository.name}`;
  return { state, origin, repository, url: `${origin}/repos/${name}`, page: `https://github.com/${name}` };
}
