/** A repository without a commit, whose git database GitHub does not let be used. */
import type { MiddlewareHandler } from "hono";
import type { RestEnv } from "../context.ts";
import { RestError } from "../errors.ts";
import { refsOf } from "./refs.ts";

/** Answers 409 for a repository without refs. */
export const notWhileEmpty: MiddlewareHandler<RestEnv> = async (c, next) => {
  const { state, repository } = c.var.view;
  if (refsOf(state, repository).length === 0) throw new RestError(409, "Git Repository is empty.");
  await next();
};
