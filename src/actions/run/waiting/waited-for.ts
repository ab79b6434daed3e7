import type { CallbackRecord, RunState } from "../../../journal/fold-run.ts";

/**
 * The callbacks whose answer the run waited for when it was suspended. One that nobody waits for any more, as another was
 * enough or what it stood in is being undone, is not answered either, and is nobody's to answer.
 */
export function waitedFor({
  suspended,
  callbacks,
  ending,
  status,
}: RunState): [path: string, callback: CallbackRecord][] {
  if (ending !== undefined || status === "completed" || status === "failed" || status === "cancelled") return [];
  return (suspended?.waiting ?? []).flatMap((path): [string, CallbackRecord][] => {
    const callback = callbacks.get(path);
    return callback === undefined || callback.answer !== undefined ? [] : [[path, callback]];
  });
}
