import type { Finding } from "./finding.ts";
import type { Watch } from "./watch.ts";

/** Finds a workflow of which nobody can tell when it should run: GitHub does not run it either, and says so nowhere. */
export function findUnreadable({ due, workflow }: Watch): Finding | undefined {
  if (due.kind !== "unreadable") return undefined;
  return {
    kind: "schedule",
    severity: "error",
    title: "its schedule cannot be read",
    because: due.reason,
    next: "Mend the workflow's file. Until then GitHub starts it on no schedule.",
    url: workflow.url,
  };
}
