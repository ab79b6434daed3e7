import { found, undecided, well, type Ruling } from "./ruling.ts";
import type { Watch } from "./watch.ts";

/** Whether GitHub itself has turned the workflow off: for 60 days without a commit, or in a fork. */
export function wasDisabledByGitHub({ workflow: { state } }: Watch): boolean {
  return state === "disabled_inactivity" || state === "disabled_fork";
}

/** Finds a workflow that cannot run. Where a person has turned it off, it counts only if it was asked for by name. */
export function judgeState(watch: Watch): Ruling {
  const { workflow, isNamed } = watch;
  if (workflow.state === "active") return well;
  const byGitHub = wasDisabledByGitHub(watch);
  if (!byGitHub && !(isNamed && workflow.state === "disabled_manually")) return undecided;
  const because = {
    disabled_inactivity: "GitHub turned it off because the repository had no commit for 60 days.",
    disabled_fork: "GitHub turns schedules off in a fork until a person turns them on.",
  }[workflow.state];
  return found({
    kind: "disabled",
    severity: byGitHub ? "error" : "warning",
    title: byGitHub ? "turned off by GitHub" : "turned off by a person",
    because: because ?? "A person turned it off, and it is one of those to watch.",
    next: byGitHub
      ? `Turn it on again: gh workflow enable ${workflow.path.split("/").at(-1)}. With \`enable: true\` the watchdog does that itself.`
      : "Turn it on again, or take it out of those to watch.",
    url: workflow.url,
  });
}
