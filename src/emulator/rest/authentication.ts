/** Who asks: reading needs no token, writing does. */
import type { MiddlewareHandler } from "hono";
import type { Row, State } from "../state.ts";
import type { RestEnv } from "./context.ts";
import { RestError } from "./errors.ts";

/** A token that belongs to somebody other than `github-actions[bot]`, whose is every other. */
export interface TokenRow extends Row {
  readonly token: string;
  readonly login: string;
}

export const tokens = (state: State) => state.table<TokenRow>("tokens");

/** Sets `login`; answers 401 to a write without a token. */
export function authentication(state: State): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const token = /^(?:bearer|token) +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (token === undefined && !["GET", "HEAD"].includes(c.req.method)) {
      throw new RestError(401, "Requires authentication");
    }
    c.set("login", token === undefined ? undefined : loginOf(state, token));
    await next();
  };
}

function loginOf(state: State, token: string): string {
  return (
    tokens(state)
      .all()
      .find((row) => row.token === token)?.login ?? "github-actions[bot]"
  );
}

/** Who writes. */
export function writer(login: string | undefined): string {
  if (login === undefined) throw new RestError(401, "Requires authentication");
  return login;
}
