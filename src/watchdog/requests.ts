import { UserError } from "../policy/user-error.ts";

/** How many requests a look may still make: GitHub grants a repository's token a thousand an hour. */
export interface Requests {
  readonly left: number;
  /** Takes one; false where none is left. */
  take(): boolean;
}

export function requestsOf(most: number): Requests {
  let left = most;
  return {
    get left() {
      return left;
    },
    take: () => left > 0 && left-- > 0,
  };
}

/** So many of them, which are taken from both. */
export function shareOf(requests: Requests, most: number): Requests {
  const share = requestsOf(most);
  return {
    get left() {
      return Math.min(share.left, requests.left);
    },
    take: () => share.left > 0 && requests.take() && share.take(),
  };
}

/** Takes one without which nobody knows what is to be watched. Throws a {@link UserError} where none is left. */
export function requireRequest(requests: Requests): void {
  if (requests.take()) return;
  throw new UserError(
    "the requests ran out before all workflows were read, and what was not read would not be watched; raise max-requests, " +
      "name fewer workflows, or check the workflows out",
  );
}
