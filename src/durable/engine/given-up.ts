import type { CallbackRecord } from "../../journal/fold-run.ts";

/**
 * When a callback is given up, in milliseconds since the epoch, unless it is answered before, or a heartbeat comes; infinity
 * where it is not.
 */
export function givenUpAt({ until, heartbeatTimeout, heartbeatAt }: CallbackRecord): number {
  const silent = heartbeatTimeout === undefined ? Number.POSITIVE_INFINITY : heartbeatAt + heartbeatTimeout;
  return Math.min(until ?? Number.POSITIVE_INFINITY, silent);
}
