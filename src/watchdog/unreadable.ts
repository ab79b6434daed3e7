import { found, undecided, well, type Ruling } from "./ruling.ts";
import type { Watch } from "./watch.ts";

/** Finds a workflow of which nobody can tell when it should run: GitHub does not run it either, and says so nowhere. */
export function judgeReadability({ due, workflow }: Watch): Ruling {
  // Where a window was given nobody reads the file.
  if (due.kind === "window") return undecided;
  if (due.kind === "schedule") return well;
  return found({
    kind: "schedule",
    severity: "error",
    title: "its schedule cannot be read",
    because: due.reason,
    next: "Mend the workflow's file. Until then GitHub starts it on no schedule.",
    url: workflow.url,
  });
}
