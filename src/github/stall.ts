import type { ObservedRequest, World } from "../world.ts";

/** Milliseconds without a byte on any open request after which they are all ended. GitHub's gateways give up sooner. */
const IDLE = 120_000;
/** Milliseconds the client gets to come to its end afterwards: its own retries wait, each of their requests is ended. */
const ENDING = 60_000;
/** Milliseconds between two looks. */
const LOOK = 5_000;

export interface Watched<T> {
  /** What the client gave; undefined where even without connections it did not come to an end. */
  readonly result: T | undefined;
  /** Its connections were ended. */
  readonly stalled: boolean;
}

/**
 * Runs a client that knows no deadline and ends it where its requests make no progress: the official clients wait for
 * minutes on a dead connection, and for ever on an answer that broke off. Work without requests (tar) may take its time.
 */
export async function endWhereStalled<T>(
  world: Pick<World, "clock" | "http">,
  act: () => Promise<T>,
): Promise<Watched<T>> {
  const { clock, http } = world;
  const open = new Set<ObservedRequest>();
  let brokeOff = false;
  let stalled = false;
  let bytes = 0;
  let progressAt = clock.monotonic();

  const show = (request: ObservedRequest) => {
    if (stalled) return request.end("the call was given up");
    progressAt = clock.monotonic();
    open.add(request);
    void follow(request);
  };
  const follow = async (request: ObservedRequest) => {
    brokeOff = !(await request.closed);
    open.delete(request);
    progressAt = clock.monotonic();
  };
  const look = () => {
    const moved = [...open].reduce((sum, request) => sum + request.bytes, 0);
    const waiting = open.size > 0 || brokeOff;
    if (moved !== bytes || !waiting) progressAt = clock.monotonic();
    bytes = moved;
    return clock.monotonic() - progressAt >= IDLE;
  };

  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<undefined>();
  const watch = () => {
    stalled = look();
    for (const request of stalled ? open : []) request.end(`no byte moved for ${IDLE / 1000} s`);
    cancel = stalled ? clock.after(ENDING, () => giveUp(undefined)) : clock.after(LOOK, watch);
  };
  let cancel = clock.after(LOOK, watch);
  try {
    return { result: await Promise.race([http.observe(act, show), givenUp]), stalled };
  } finally {
    cancel();
  }
}
