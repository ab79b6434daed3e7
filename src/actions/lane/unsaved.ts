import type { Checkpointed } from "../../durable/lane/lane.ts";
import type { RunnerCommands } from "../../github/runner.ts";

/** Says in red that a checkpoint could not be saved; nothing where it could. */
export function sayUnsaved(runner: RunnerCommands, step: string, saved: Checkpointed): void {
  if (saved.kind === "saved") return;
  runner.error(
    `What step "${step}" did could not be checkpointed (${saved.reason}). The next step of this job tries again; ` +
      "if none can save it, a re-run does it again.",
    { title: "Checkpoint not saved" },
  );
}
