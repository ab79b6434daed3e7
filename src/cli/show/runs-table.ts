/** What `holdfast status` shows of all runs. */
import { neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { timeText } from "../../report/progress/message.ts";
import type { Paint } from "../terminal.ts";
import type { RecordedRun } from "../runs/recorded-run.ts";
import { isUndo, viewOf } from "../runs/run-view.ts";
import { statusTones } from "./tones.ts";
import { table } from "./table.ts";

export function runsTable(runs: readonly RecordedRun[], now: number, width: number, paint: Paint): string[] {
  const rows = runs.map((run) => {
    const { status, steps, deadLetters, nextWake } = viewOf(run);
    const done = steps.filter((step) => step.outcome === "done" && !isUndo(step)).length;
    const notes = [
      ...(run.holder === undefined ? [] : [`process ${run.holder}`]),
      ...(deadLetters.length > 0
        ? [`${deadLetters.length} dead ${deadLetters.length === 1 ? "letter" : "letters"}`]
        : []),
      ...(nextWake === undefined ? [] : [`wakes ${timeText(nextWake, now)}`]),
    ];
    return [
      { text: neutraliseLine(run.card.key), tone: "strong" as const },
      { text: status, tone: statusTones[status] },
      { text: neutraliseLine(run.card.automation) },
      { text: String(done) },
      { text: `${formatDuration(Math.max(0, now - run.card.at))} ago` },
      { text: notes.join(", ") },
    ];
  });
  return table(["run", "status", "automation", "steps done", "started", ""], rows, width, paint);
}
