import type { Clock } from "../../world.ts";

/** Milliseconds for all that one delivery takes where it takes several requests. */
export const deliveryDeadline = 90_000;

/** What `act` gives; its signal aborts with the caller's, and when the time is over. */
export async function inTime<T>(
  clock: Pick<Clock, "after">,
  signal: AbortSignal,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const cancel = clock.after(deliveryDeadline, () => late.abort());
  try {
    return await act(AbortSignal.any([late.signal, signal]));
  } finally {
    cancel();
  }
}
