/** What `holdfast status` shows of all runs. */
import { neutraliseLine } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { deadLettersInWords } from "../../report/operation.ts";
import { viewOf } from "../../report/run-view.ts";
import { timeText } from "../../report/time-text.ts";
import type { Paint } from "../terminal.ts";
import type { RecordedRun } from "../runs/recorded-run.ts";
import { tones } from "./tones.ts";
import { table } from "./table.ts";

export function runsTable(runs: readonly RecordedRun[], now: number, width: number, paint: Paint): string[] {
  const rows = runs.map((run) => {
    const { status, steps, deadLetters, nextWake } = viewOf(run.state, { isAtWork: run.holder !== undefined });
    const done = steps.filter(({ state }) => state === "done").length;
    const notes = [
      ...(run.holder === undefined ? [] : [`process ${run.holder}`]),
      ...(deadLetters.length > 0 ? [deadLettersInWords(deadLetters.length)] : []),
      ...(nextWake === undefined ? [] : [`wakes ${timeText(nextWake, now)}`]),
    ];
    return [
      { text: neutraliseLine(run.card.key), tone: "strong" as const },
      { text: status, tone: tones[status] },
      { text: neutraliseLine(run.card.automation) },
      { text: String(done) },
      { text: `${formatDuration(Math.max(0, now - run.card.at))} ago` },
      { text: notes.join(", ") },
    ];
  });
  return table(["run", "status", "automation", "steps done", "started", ""], rows, width, paint);
}
