/** The files that steps kept, back in the workspace. */
import { bringBack } from "../../durable/command/bring-back.ts";
import type { Context } from "../../durable/context.ts";
import { accessTo } from "../../durable/operations/run-access.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * Brings back what the steps have kept that are recorded as done, in the order they were done, so that what a later one
 * kept wins. To be called once in a process: after that the workspace is what the steps make of it.
 */
export async function bringFilesBack(context: Context, { world, workspace }: Surroundings): Promise<void> {
  const run = accessTo(context);
  if (run.effects !== "real") return;
  const done = [...run.state.steps.values()].flatMap((step) =>
    step.status === "done" && step.done?.files ? [step.done] : [],
  );
  if (done.length === 0) return;
  await run.work(async () => {
    for (const { files } of done.toSorted((one, other) => one.seq - other.seq)) {
      for (const archive of files ?? []) await bringBack(world, archive, { files: run.lane.files, workspace });
    }
  });
}
