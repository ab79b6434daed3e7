import type { CallbackRecord } from "../journal/fold-run.ts";
import type { Signal } from "./signal.ts";

/**
 * Which signal answers which callback, of those that wait for one event and those that were sent for it, both in order: the
 * first signal is the first wait's, and stays so. A wait whose time was over took none.
 */
export function signalsFor(
  callbacks: readonly (readonly [path: string, callback: CallbackRecord])[],
  signals: readonly Signal[],
): [path: string, signal: Signal][] {
  const open = callbacks.filter(([, { answer }]) => answer === undefined);
  const left = signals.slice(callbacks.filter(([, { answer }]) => answer?.kind === "done").length);
  return open.slice(0, left.length).map(([path], index) => [path, left[index]!]);
}
