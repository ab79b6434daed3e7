import type { Rule } from "../finding.ts";

/** https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule */
export const crowdedSchedule: Rule = {
  name: "crowded-schedule",
  severity: "note",
  reason: "At the start of every hour GitHub's queue is longest: such runs are late, and some are dropped.",
  *check({ source, events }) {
    for (const [index, cron] of cronsOf(events.get("schedule")).entries()) {
      if (!/^0\s/.test(cron)) continue;
      yield {
        at: source.valueAt(["on", "schedule", index]),
        message: `"${cron}" asks for the minute that everybody asks for`,
        mend: "a minute of your own, such as 23",
      };
    }
  },
};

function cronsOf(schedule: unknown): string[] {
  const entries: unknown[] = Array.isArray(schedule) ? schedule : [];
  return entries.map((entry) => {
    const cron = typeof entry === "object" && entry !== null && "cron" in entry ? entry.cron : undefined;
    return typeof cron === "string" ? cron.trim() : "";
  });
}
