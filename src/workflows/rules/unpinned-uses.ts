import type { ValuePath } from "../../automation/source.ts";
import type { Rule } from "../finding.ts";
import { stepsOf, type Workflow } from "../workflow.ts";

export const unpinnedUses: Rule = {
  name: "unpinned-uses",
  severity: "warning",
  reason: "A tag or a branch is whatever its owner, or who took over the account, makes of it tomorrow.",
  *check(workflow) {
    for (const [path, uses] of usesIn(workflow)) {
      const mend = mendOf(uses);
      if (mend !== undefined)
        yield { at: workflow.source.valueAt([...path, "uses"]), message: `${uses} can change`, mend };
    }
  },
};

function* usesIn(workflow: Workflow): Generator<readonly [ValuePath, string]> {
  for (const { path, uses } of workflow.jobs) if (uses !== undefined) yield [path, uses];
  for (const [{ path, uses }] of stepsOf(workflow)) if (uses !== undefined) yield [path, uses];
}

function mendOf(uses: string): string | undefined {
  if (/^(\.|\$)\.?\//.test(uses)) return undefined;
  if (uses.startsWith("docker://")) {
    return /@sha256:[0-9a-f]{64}$/.test(uses) ? undefined : "name the image by its digest: docker://…@sha256:…";
  }
  if (/@[0-9a-f]{40}$/.test(uses)) return undefined;
  return "name the commit, and the version behind it: @<40 hex digits> # v1.2.3";
}
